package vn.lantoa.paper;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The texts that a workbook's cells refer to by number, packed into one array: a hundred thousand names take their
/// letters and four bytes each.
final class SharedTexts {

    private static final int MOST_BYTES = 256 << 20;

    private byte[] letters = new byte[1 << 16];
    private int[] ends = new int[1 << 12];
    private int count;

    /// Reads the part to its end.
    void read(Part part) {
        var text = new StringBuilder();
        boolean inText = false;
        int phonetic = 0;
        while (part.next()) {
            if (part.starts()) {
                switch (part.name()) {
                    case "si" -> text.setLength(0);
                    case "t" -> inText = phonetic == 0;
                    case "rPh" -> phonetic++;
                    default -> {}
                }
            } else if (part.ends()) {
                switch (part.name()) {
                    case "si" -> add(text.toString());
                    case "t" -> inText = false;
                    case "rPh" -> phonetic--;
                    default -> {}
                }
            } else if (inText) {
                part.appendTo(text, XlsxRows.MOST_LETTERS);
            }
        }
    }

    String text(int number) {
        if (number < 0 || number >= count) throw Part.broken();
        int from = number == 0 ? 0 : ends[number - 1];
        return new String(letters, from, ends[number] - from, StandardCharsets.UTF_8);
    }

    private void add(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = count == 0 ? 0 : ends[count - 1];
        if (from + (long) bytes.length > MOST_BYTES) throw Unpacked.bomb();
        if (from + bytes.length > letters.length) {
            letters = Arrays.copyOf(letters, Math.max(from + bytes.length, letters.length * 3 / 2));
        }
        if (count == ends.length) ends = Arrays.copyOf(ends, count * 3 / 2);
        System.arraycopy(bytes, 0, letters, from, bytes.length);
        ends[count++] = from + bytes.length;
    }
}
