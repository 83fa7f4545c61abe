package vn.lantoa.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import vn.lantoa.ground.Shelf;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;

/// Bytes of files, each under the SHA-256 of its content. What comes in lies on this machine until it has been
/// looked at, in `files/arriving` of the home; what is kept lies on the [Shelf].
@Component
class FileStore {

    static final long LARGEST = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);

    private final Path arriving;
    private final Shelf shelf;
    private final Orphans orphans;

    FileStore(@Value("${lantoa.home}") String home, Shelf shelf, Orphans orphans) {
        this.arriving = Path.of(home, "files", "arriving");
        this.shelf = shelf;
        this.orphans = orphans;
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
        var file = Files.createTempFile(Files.createDirectories(arriving), "", "");
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

    /// Sends what arrived on to where it will be kept; see [Shelf#send].
    ///
    /// @throws UncheckedIOException if it cannot be sent
    void send(Arriving arrived) {
        try {
            shelf.send(name(arrived.sha256()), arrived.file());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Keeps what arrived, for good before this returns, in the transaction that writes the row; until that ends, the
    /// bytes cannot be taken for orphans.
    ///
    /// @throws UncheckedIOException if they cannot be kept; unchecked, so that the row is not kept either
    void keep(Arriving arrived) {
        orphans.adopt(arrived.sha256());
        try {
            shelf.put(name(arrived.sha256()), arrived.file());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The bytes of a file, to be read once.
    ///
    /// @throws NotFound if they are lost
    Resource read(KeptFile file) {
        try {
            return shelf.read(name(file.sha256()), file.bytes());
        } catch (NoSuchFileException lost) {
            LOG.error("{} is in the database but not among the files: {}", file.name(), lost.getMessage());
            throw new NotFound();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Throws away what began to arrive before `before` and was cut off by the end of a process.
    void clear(Instant before) throws IOException {
        if (!Files.isDirectory(arriving)) return;
        try (var files = Files.newDirectoryStream(arriving)) {
            for (var file : files)
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) Files.deleteIfExists(file);
        }
    }

    static String name(byte[] sha256) {
        return HexFormat.of().formatHex(sha256);
    }
}
