package vn.lantoa.paper;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import vn.lantoa.kernel.Refused;

/// A part of a workbook as it unfolds, watched for bombs: the sum over all parts, the ratio to the packed size, and how
/// much comes without the reader getting anywhere (a single giant text). What the archive says about itself is not
/// believed.
final class Unpacked extends FilterInputStream {

    /// Sheets shrink ten to forty times; more than this is no sheet.
    static final int RATIO = 100;

    static final long HARMLESS = 4L << 20;

    private final Meter meter;
    private final long packed;
    private long here;
    private long sinceStep;

    Unpacked(InputStream in, ZipEntry entry, Meter meter) {
        super(in);
        this.packed = Math.max(1, entry.getCompressedSize());
        this.meter = meter;
    }

    /// The reader got a step on.
    void step() {
        sinceStep = 0;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) count(1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        if (n > 0) count(n);
        return n;
    }

    private void count(int n) {
        here += n;
        sinceStep += n;
        meter.count(n);
        if (sinceStep > HARMLESS || (here > HARMLESS && here / packed > RATIO)) throw bomb();
    }

    static Refused bomb() {
        return Refused.tooLarge("paper.table.bomb");
    }

    /// Bytes unfolded from all parts of one file.
    static final class Meter {

        private final long limit;
        private long sum;

        Meter(long limit) {
            this.limit = limit;
        }

        void count(long n) {
            sum += n;
            if (sum > limit) throw bomb();
        }
    }
}
