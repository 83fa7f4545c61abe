package vn.lantoa.ground;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Bytes that came over a line, read to the end they were promised to have. Where they break off, or are not those
/// whose hash they are kept under, reading fails before the last [#TAIL] of them are handed out, so that a reader
/// never takes for whole what is not.
final class Whole extends FilterInputStream {

    /// More than a page that tells of an error: the web server puts one behind an answer that failed, and where it
    /// filled the answer up to its length, nobody would notice.
    static final int TAIL = 64 * 1024;

    private final String name;
    private final Runnable abort;
    private final MessageDigest digest;
    private long left;
    private byte @Nullable [] tail;
    private int given;

    /// @param abort cuts the line, which to close would read to its end
    Whole(InputStream in, String name, long bytes, Runnable abort) {
        super(in);
        this.name = name;
        this.left = bytes;
        this.abort = abort;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (left > TAIL) {
            var read = in.read(into, offset, (int) Math.min(length, left - TAIL));
            if (read < 0) throw new IOException(name + " broke off " + left + " bytes before its end");
            digest.update(into, offset, read);
            left -= read;
            return read;
        }
        if (tail == null) tail = tail();
        var read = Math.min(length, tail.length - given);
        if (read == 0) return -1;
        System.arraycopy(tail, given, into, offset, read);
        given += read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = 0L;
        while (skipped < count && read() >= 0) skipped++;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return tail == null ? 0 : tail.length - given;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (tail == null) abort.run();
        else super.close();
    }

    private byte[] tail() throws IOException {
        var bytes = in.readNBytes((int) left);
        if (bytes.length < left) throw new IOException(name + " broke off " + left + " bytes before its end");
        digest.update(bytes);
        if (!HexFormat.of().formatHex(digest.digest()).equals(name)) {
            throw new IOException(name + " is not what was kept under this name");
        }
        return bytes;
    }
}
