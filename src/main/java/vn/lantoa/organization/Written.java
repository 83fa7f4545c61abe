package vn.lantoa.organization;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.Days;

/// What people type into forms, made fit to be kept: NFC, one line, no invisible letters; or refused with a sentence
/// that names the field.
final class Written {

    private Written() {}

    /// `text` as one line of at most `most` letters.
    ///
    /// @param field key of the field's name in the message bundle
    /// @throws Refused if it is empty, too long or has letters that nobody can see
    static String line(@Nullable String text, int most, String field) {
        var line = optional(text, most, field);
        if (line == null) throw Refused.invalid("organization.field.required", word(field));
        return line;
    }

    /// The same, or null if nothing was written.
    static @Nullable String optional(@Nullable String text, int most, String field) {
        var line = tidy(text);
        if (line.isEmpty()) return null;
        if (line.codePoints().anyMatch(Written::unseen))
            throw Refused.invalid("organization.field.letters", word(field));
        if (line.codePointCount(0, line.length()) > most)
            throw Refused.invalid("organization.field.long", word(field), most);
        return line;
    }

    /// The day written as `yyyy-mm-dd` or `dd/mm/yyyy`.
    ///
    /// @throws Refused if nothing was written or there is no such day
    static LocalDate day(@Nullable String text, String field) {
        var day = optionalDay(text, field);
        if (day == null) throw Refused.invalid("organization.field.required", word(field));
        return day;
    }

    /// The same, or null if nothing was written.
    static @Nullable LocalDate optionalDay(@Nullable String text, String field) {
        var line = tidy(text);
        if (line.isEmpty()) return null;
        return Days.parse(line)
                .filter(day -> day.getYear() >= 1900 && day.getYear() <= 2200)
                .orElseThrow(() -> Refused.invalid("organization.field.day", word(field)));
    }

    /// The constant of `kind` that `text` names.
    ///
    /// @throws Refused if nothing was chosen or there is no such choice
    static <E extends Enum<E>> E choice(Class<E> kind, @Nullable String text, String field) {
        return constant(kind, tidy(text))
                .orElseThrow(() -> Refused.invalid("organization.field.required", word(field)));
    }

    /// The same, or null if nothing was chosen.
    static <E extends Enum<E>> @Nullable E optionalChoice(Class<E> kind, @Nullable String text, String field) {
        return tidy(text).isEmpty() ? null : choice(kind, text, field);
    }

    /// The constant of `kind` called `text`, whatever its case.
    static <E extends Enum<E>> Optional<E> constant(Class<E> kind, String text) {
        var name = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    /// What was typed into a search: folded words of which none can disturb a pattern; at most eight.
    static String[] words(@Nullable String query) {
        return Arrays.stream(Folded.of(tidy(query)).split("[\\s\\p{Cntrl}\\p{Cf}\\p{Cs}]+"))
                .filter(word -> !word.isEmpty())
                .limit(8)
                .toArray(String[]::new);
    }

    /// The words as patterns that `like all` takes.
    static String[] patterns(String[] words) {
        return Arrays.stream(words).map(word -> "%" + escaped(word) + "%").toArray(String[]::new);
    }

    /// `text` with nothing special left for `like`.
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /// The name of a field inside a sentence.
    static DefaultMessageSourceResolvable word(String key) {
        return new DefaultMessageSourceResolvable(key);
    }

    private static String tidy(@Nullable String text) {
        if (text == null) return "";
        var line = Normalizer.normalize(text.replace('\u00a0', ' ').replace("\ufeff", ""), Normalizer.Form.NFC);
        return line.strip().replaceAll(" {2,}", " ");
    }

    /// What a name may not have either, beside what no text may: tabs and line ends, marks without a shape, letters
    /// that only one font knows.
    private static boolean unseen(int letter) {
        if (Plain.unseen(letter)) return true;
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> letter == 0xfffd;
        };
    }
}
