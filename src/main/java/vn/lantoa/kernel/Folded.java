package vn.lantoa.kernel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text as it is compared in searches: lower case, without accents, đ as d, whatever the normal form it came in. The
/// SQL function `fold` does the same on the other side; a test holds the two together.
public final class Folded {

    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f]");

    private Folded() {}

    /// `text` folded; the zero letter, which no text in the database can hold, becomes a space.
    public static String of(String text) {
        var bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return bare.toLowerCase(Locale.ROOT).replace('đ', 'd').replace('\0', ' ');
    }
}
