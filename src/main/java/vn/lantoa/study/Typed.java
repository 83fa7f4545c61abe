package vn.lantoa.study;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import vn.lantoa.kernel.Refused;

/// What people and programs typed, made plain before it is kept: one normal form, no control characters, no more
/// letters than fit. Every refusal names the field in the reader's language; `field` is the key of its label.
final class Typed {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern VIETNAMESE_DAY = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("[H:mm][H'h'mm][HH:mm:ss]");

    private Typed() {}

    /// One line of text; empty if nothing was typed.
    ///
    /// @param most letters that fit
    static String line(String field, @Nullable String raw, int most) {
        return measured(field, SPACES.matcher(plain(field, raw)).replaceAll(" ").strip(), most);
    }

    /// One line of text that must not be empty.
    static String required(String field, @Nullable String raw, int most) {
        var line = line(field, raw, most);
        if (line.isEmpty()) throw Refused.invalid("study.typed.missing", label(field));
        return line;
    }

    /// One line of text, or null if nothing was typed.
    static @Nullable String optional(String field, @Nullable String raw, int most) {
        var line = line(field, raw, most);
        return line.isEmpty() ? null : line;
    }

    /// Text of several lines; empty if nothing was typed.
    static String paragraphs(String field, @Nullable String raw, int most) {
        return measured(field, plain(field, raw).replace("\r\n", "\n").strip(), most);
    }

    /// A day typed as `yyyy-mm-dd` (as browsers send it) or `dd/mm/yyyy`.
    static LocalDate day(String field, @Nullable String raw) {
        var day = optionalDay(field, raw);
        if (day == null) throw Refused.invalid("study.typed.missing", label(field));
        return day;
    }

    /// A day, or null if nothing was typed.
    static @Nullable LocalDate optionalDay(String field, @Nullable String raw) {
        var text = line(field, raw, 40);
        if (text.isEmpty()) return null;
        var vietnamese = VIETNAMESE_DAY.matcher(text);
        try {
            var day = vietnamese.matches()
                    ? LocalDate.of(
                            Integer.parseInt(vietnamese.group(3)),
                            Integer.parseInt(vietnamese.group(2)),
                            Integer.parseInt(vietnamese.group(1)))
                    : LocalDate.parse(text);
            return possible(field, day);
        } catch (java.time.DateTimeException none) {
            throw Refused.invalid("study.typed.day", label(field), text);
        }
    }

    /// `day` itself, if it lies in a century in which campaigns are held.
    static LocalDate possible(String field, LocalDate day) {
        if (day.getYear() < 1930 || day.getYear() > 2200)
            throw Refused.invalid("study.typed.day", label(field), day.toString());
        return day;
    }

    /// A day and a time of the day in Viet Nam, typed apart.
    static LocalDateTime moment(String field, @Nullable String day, @Nullable String time) {
        var text = line(field, time, 20);
        if (text.isEmpty()) throw Refused.invalid("study.typed.missing", label(field));
        try {
            return day(field, day).atTime(LocalTime.parse(text, MINUTE));
        } catch (DateTimeParseException none) {
            throw Refused.invalid("study.typed.time", label(field), text);
        }
    }

    /// A whole number of `least` to `most`, or null if nothing was typed.
    static @Nullable Integer optionalNumber(String field, @Nullable String raw, int least, int most) {
        var text = line(field, raw, 40).replace(".", "").replace(" ", "");
        if (text.isEmpty()) return null;
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException none) {
            // said below
        }
        throw Refused.invalid("study.typed.number", label(field), text, least, most);
    }

    /// The label of `field`, to stand in a sentence in whatever language the reader has.
    static MessageSourceResolvable label(String field) {
        return new DefaultMessageSourceResolvable(field);
    }

    private static String plain(String field, @Nullable String raw) {
        if (raw == null) return "";
        var text = Normalizer.normalize(raw, Normalizer.Form.NFC);
        if (text.codePoints().anyMatch(Typed::control)) throw Refused.invalid("study.typed.control", label(field));
        return text;
    }

    /// Letters that no keyboard makes: control characters, halves of a pair, marks that turn the direction of text.
    private static boolean control(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL -> letter != '\n' && letter != '\r' && letter != '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> true;
            case Character.FORMAT -> (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
            default -> false;
        };
    }

    private static String measured(String field, String text, int most) {
        var letters = text.codePointCount(0, text.length());
        if (letters > most) throw Refused.invalid("study.typed.long", label(field), most, letters);
        return text;
    }
}
