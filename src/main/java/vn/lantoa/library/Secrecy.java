package vn.lantoa.library;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.lantoa.kernel.Refused;

/// Keeps classified papers out. A paper marked mật, tối mật or tuyệt mật does not belong in this system; nothing of
/// it is stored (mission.md). The mark is a stamp of its own: a law on the protection of secrets may be kept.
final class Secrecy {

    private static final String DEGREE = "(?:tuyệt\\s*mật|tối\\s*mật|mật)";
    private static final Pattern STAMP = Pattern.compile("(?m)^[\\s*\\[(<{|_.-]*" + DEGREE + "[\\s*\\])>}|_.-]*$");
    private static final Pattern DECLARED = Pattern.compile("(?:độ|mức độ)\\s+mật\\s*[:：]\\s*" + DEGREE);
    private static final Pattern BRACKETED = Pattern.compile("[\\[(]\\s*" + DEGREE + "\\s*[\\])]");
    private static final int HEAD = 6_000;

    private Secrecy() {}

    /// Lets text of a form or file name pass that carries no mark.
    ///
    /// @throws Refused 422 if it does
    static void check(String text) {
        var plain = plain(text);
        if (STAMP.matcher(plain).find()
                || DECLARED.matcher(plain).find()
                || BRACKETED.matcher(plain).find()) throw Refused.invalid("library.classified");
    }

    /// Lets the text of a file pass whose head and foot carry no mark.
    ///
    /// @throws Refused 422 if it does
    static void checkFile(String text) {
        check(text.substring(0, Math.min(HEAD, text.length())));
        if (text.length() > HEAD) check(text.substring(Math.max(HEAD, text.length() - HEAD)));
    }

    /// Lets a degree of secrecy pass that says there is none.
    ///
    /// @param degree of the form: empty, or what somebody chose
    static void checkDegree(String degree) {
        if (!degree.isBlank() && !plain(degree).matches("không|khong|no|none|0|thường"))
            throw Refused.invalid("library.classified");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('\u00a0', ' ');
    }
}
