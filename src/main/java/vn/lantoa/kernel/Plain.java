package vn.lantoa.kernel;

import java.util.regex.Pattern;

/// Which letters text may hold that comes from outside, the same for pages, programs and files: none that no keyboard
/// makes and nobody sees. Whoever takes text in refuses it with a sentence that names the field, or, where people write
/// while a conference goes on, keeps it without them.
public final class Plain {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2028\\u2029]+");

    private Plain() {}

    /// Whether `text` has a letter that is [#unseen(int)].
    public static boolean unseen(String text) {
        return text.codePoints().anyMatch(Plain::unseen);
    }

    /// Whether `letter` is a control character other than tab and line ends, half of a pair, no letter at all, or a
    /// mark that turns the direction of the text around it.
    public static boolean unseen(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL -> letter != '\n' && letter != '\r' && letter != '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> true;
            case Character.FORMAT -> (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
            default -> false;
        };
    }

    /// Whether `text` may be kept as one line as it is: nothing in it is unseen, and no tab or line end.
    public static boolean oneLine(String text) {
        return text.codePoints().noneMatch(letter -> unseen(letter) || breaks(letter));
    }

    private static boolean breaks(int letter) {
        return letter == '\n' || letter == '\r' || letter == '\t' || letter == 0x2028 || letter == 0x2029;
    }

    /// `text` with a space for every letter that is [#unseen(int)].
    public static String seen(String text) {
        if (!unseen(text)) return text;
        var seen = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> seen.appendCodePoint(unseen(letter) ? ' ' : letter));
        return seen.toString();
    }

    /// `text` on one line: every run of spaces, tabs and line ends, those of other systems (U+2028, U+2029) too, is one
    /// space; none at its ends.
    public static String line(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    /// `text` with its line ends as `\n`, whatever system they come from; no space at its ends.
    public static String lines(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u2028', '\n')
                .replace('\u2029', '\n')
                .strip();
    }
}
