package vn.lantoa.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lantoa.kernel.Refused;

/// A file that was sent, lying on disk, with its kind told by its content and never by its name.
///
/// @param passing whether the file is a copy of our own, to be deleted at the end
record Source(Path file, boolean passing) {

    private static final byte[] OLE2 = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    /// @throws Refused if more than `limit` bytes come
    static Source spooled(InputStream in, long limit) {
        try {
            var file = Files.createTempFile("lantoa-table-", ".tmp");
            try (var out = Files.newOutputStream(file)) {
                var buffer = new byte[1 << 16];
                long taken = 0;
                for (int n; (n = in.read(buffer)) >= 0; ) {
                    taken += n;
                    if (taken > limit) throw tooLarge(limit);
                    out.write(buffer, 0, n);
                }
                return new Source(file, true);
            } catch (IOException | RuntimeException failed) {
                Files.deleteIfExists(file);
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Refused tooLarge(long limit) {
        return Refused.tooLarge("paper.table.tooLarge", limit >> 20);
    }

    /// The rows of the file.
    ///
    /// @throws Refused if the file is empty, too large or of a kind that is not read
    Records records(Columns columns, Limits limits) {
        try {
            long size = Files.size(file);
            if (size == 0) throw Refused.invalid("paper.table.empty");
            if (size > limits.fileBytes()) throw tooLarge(limits.fileBytes());
            var start = start();
            if (begins(start, 'P', 'K', 3, 4)) return new XlsxRows(file, limits);
            if (begins(start, 'P', 'K', 5, 6)) throw Refused.unsupported("paper.table.kind");
            if (begins(start, OLE2[0], OLE2[1], OLE2[2], OLE2[3])) {
                throw Refused.unsupported(encrypted() ? "paper.table.encrypted" : "paper.table.xls");
            }
            if (begins(start, '%', 'P', 'D', 'F') || begins(start, '{', '\\', 'r', 't') || markup(start)) {
                throw Refused.unsupported("paper.table.kind");
            }
            return CsvRows.open(file, columns, limits);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void discard() {
        try {
            if (passing) Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] start() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(512);
        }
    }

    private static boolean begins(byte[] start, int... signature) {
        if (start.length < signature.length) return false;
        for (int i = 0; i < signature.length; i++) if (start[i] != (byte) signature[i]) return false;
        return true;
    }

    private static boolean markup(byte[] start) {
        var text = new String(start, StandardCharsets.ISO_8859_1)
                .replace("ï»¿", "")
                .stripLeading();
        return text.startsWith("<") || text.startsWith("{\"") || text.startsWith("[{");
    }

    private boolean encrypted() throws IOException {
        try (var channel = FileChannel.open(file)) {
            var buffer = ByteBuffer.allocate(1 << 16);
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                for (int at = 0; at + ENCRYPTED.length <= buffer.limit(); at++) {
                    if (matches(buffer, at)) return true;
                }
                buffer.position(Math.max(0, buffer.limit() - ENCRYPTED.length));
                buffer.compact();
            }
            return false;
        }
    }

    private static boolean matches(ByteBuffer buffer, int at) {
        for (int i = 0; i < ENCRYPTED.length; i++) if (buffer.get(at + i) != ENCRYPTED[i]) return false;
        return true;
    }
}
