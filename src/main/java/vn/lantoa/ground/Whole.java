package vn.lantoa.ground;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Bytes that came over a line, read to the end they were promised to have. Where they break off, or are not
/// those whose hash they are kept under, reading fails before the last of them is handed out, so that a reader
/// never takes for whole what is not.
final class Whole extends FilterInputStream {

    private final String name;
    private final Runnable abort;
    private final MessageDigest digest;
    private long left;

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
        if (left == 0) return -1;
        var read = in.read(into, offset, (int) Math.min(length, left));
        if (read < 0) throw new IOException(name + " broke off " + left + " bytes before its end");
        digest.update(into, offset, read);
        left -= read;
        if (left == 0 && !HexFormat.of().formatHex(digest.digest()).equals(name)) {
            throw new IOException(name + " is not what was kept under this name");
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = 0L;
        while (skipped < count && read() >= 0) skipped++;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) abort.run();
        else super.close();
    }
}
