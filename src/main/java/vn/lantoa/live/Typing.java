package vn.lantoa.live;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;

/// What people typed, made fit to be kept: composed letters, nothing that nobody can see, no space around.
final class Typing {

    private Typing() {}

    /// Text of several lines.
    ///
    /// @throws Refused if it is longer than `most` letters
    static String lines(@Nullable String typed, int most) {
        if (typed == null) return "";
        var text = Plain.lines(
                Plain.seen(Normalizer.normalize(typed, Normalizer.Form.NFC)).replace('\t', ' '));
        if (text.codePointCount(0, text.length()) > most)
            throw Refused.invalid("live.typed.long", String.valueOf(most));
        return text;
    }

    /// Text of one line, single spaces between its words.
    ///
    /// @throws Refused if it is longer than `most` letters
    static String line(@Nullable String typed, int most) {
        return lines(typed == null ? null : Plain.line(Plain.seen(typed)), most);
    }

    /// A whole number, or null if nothing was typed.
    ///
    /// @param key of the sentence that says why, filled with `lowest` and `highest`
    /// @throws Refused if it is none or lies outside
    static @Nullable Integer number(String typed, int lowest, int highest, String key) {
        var digits = typed.strip();
        if (digits.isEmpty()) return null;
        if (digits.matches("\\d{1,6}")) {
            var number = Integer.parseInt(digits);
            if (number >= lowest && number <= highest) return number;
        }
        throw Refused.invalid(key, lowest, highest);
    }
}
