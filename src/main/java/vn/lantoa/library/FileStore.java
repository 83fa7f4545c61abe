package vn.lantoa.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Refused;

/// Bytes of files on the local disk below `files` in the home, each under the SHA-256 of its content, so that the same
/// file is kept once and damage shows.
@Component
class FileStore {

    static final long LARGEST = 64L << 20;

    private final Path root;

    FileStore(@Value("${lantoa.home}") String home) {
        this.root = Path.of(home, "files");
    }

    /// A file on its way in, not kept yet; closing it throws it away unless it was kept.
    @SuppressWarnings("ArrayRecordComponent") // a passing value, compared by nobody
    record Arriving(Path file, long bytes, byte[] sha256) implements AutoCloseable {

        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException leftBehind) {
                throw new UncheckedIOException(leftBehind);
            }
        }
    }

    /// Lays `in` down beside the files that are kept.
    ///
    /// @throws Refused 413 above 64 MB, 422 if it is empty
    Arriving receive(InputStream in) throws IOException {
        var arriving = Files.createDirectories(root.resolve("arriving"));
        var file = Files.createTempFile(arriving, "", "");
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = 0L;
            try (var out = Files.newOutputStream(file);
                    var digested = new DigestInputStream(in, digest)) {
                var buffer = new byte[64 * 1024];
                for (var read = digested.read(buffer); read >= 0; read = digested.read(buffer)) {
                    bytes += read;
                    if (bytes > LARGEST) throw Refused.tooLarge("library.file.large");
                    out.write(buffer, 0, read);
                }
            }
            if (bytes == 0) throw Refused.invalid("library.file.empty");
            return new Arriving(file, bytes, digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /// Keeps what arrived, on the disk for good before this returns.
    void keep(Arriving arriving) throws IOException {
        var place = place(arriving.sha256());
        if (Files.exists(place)) return;
        try (var channel = FileChannel.open(arriving.file(), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.createDirectories(place.getParent());
        Files.move(arriving.file(), place, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Where the bytes with this hash are.
    Path place(byte[] sha256) {
        var name = HexFormat.of().formatHex(sha256);
        return root.resolve(name.substring(0, 2)).resolve(name);
    }
}
