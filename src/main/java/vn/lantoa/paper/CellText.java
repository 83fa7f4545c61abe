package vn.lantoa.paper;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Plain;

/// The text of a cell: how it is cleaned when read, and how it is kept from running as a formula when written. A guard
/// apostrophe that was written is taken off again when read, and one that was there before is doubled, so that every
/// text survives the way out and back.
final class CellText {

    private static final Pattern RUNS = Pattern.compile("^[\\s']*[=+\\-@\\t\\r\\n＝＋－＠]");
    private static final Pattern GUARDED = Pattern.compile("^'[\\s']*[=+\\-@\\t\\r\\n＝＋－＠]");

    private CellText() {}

    /// `text` as a CSV cell that no spreadsheet takes for a formula.
    static String guarded(String text) {
        return !harmless(text) && RUNS.matcher(text).find() ? "'" + text : text;
    }

    /// `text` as a string cell of a workbook, which never runs; only an apostrophe that reading would take off is
    /// doubled.
    static String inWorkbook(String text) {
        return !text.isEmpty()
                        && text.charAt(0) == '\''
                        && GUARDED.matcher(text).find()
                ? "'" + text
                : text;
    }

    /// `text` in NFC, without space at its ends and without guard.
    static String cleaned(String text) {
        var clean = stripped(text);
        if (!clean.isEmpty()
                && clean.charAt(0) == '\''
                && GUARDED.matcher(clean).find()) {
            clean = clean.substring(1).strip();
        }
        return clean;
    }

    private static String stripped(String text) {
        int highest = 0;
        for (int i = 0; i < text.length(); i++) highest = Math.max(highest, text.charAt(i));
        if (highest >= 0xa0) text = unpadded(text);
        text = text.strip();
        // below U+0300 nothing combines
        return highest < 0x300 ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /// Without the invisible letters that copying from web pages and word processors leaves behind.
    private static String unpadded(String text) {
        return text.replace('\u00a0', ' ').replace("\u200b", "").replace("\ufeff", "");
    }

    /// The key of the sentence that says why `clean` cannot be stored or shown, or null.
    static @Nullable String fault(String clean, boolean lines) {
        for (int i = 0; i < clean.length(); i++) {
            char letter = clean.charAt(i);
            if (letter == '\n' || letter == '\r' || letter == '\t' || letter == '\u2028' || letter == '\u2029') {
                if (!lines) return "paper.row.lineBreak";
            } else if (letter == '\ufffd' || letter >= '\ufffe') {
                return "paper.row.unreadable";
            } else if (Character.isSurrogate(letter)) {
                if (!paired(clean, i)) return "paper.row.unreadable";
                if (Plain.unseen(clean.codePointAt(i))) return "paper.row.control";
                i++;
            } else if (Plain.unseen(letter)) {
                return "paper.row.control";
            }
        }
        return null;
    }

    private static boolean paired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }

    /// Whether the first letter alone rules a formula out, which spares the pattern nearly always.
    private static boolean harmless(String text) {
        return text.isEmpty() || Character.isLetterOrDigit(text.charAt(0));
    }
}
