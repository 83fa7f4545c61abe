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
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;

/// What people and programs typed, made plain before it is kept: one normal form, no control characters, no more
/// letters than fit. Every refusal names the field in the reader's language; `field` is the key of its label.
final class Typed {

    private static final Pattern VIETNAMESE_DAY = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("[H:mm][H'h'mm][HH:mm:ss]");

    private Typed() {}

    /// One line of text; empty if nothing was typed.
    ///
    /// @param most letters that fit
    static String line(String field, @Nullable String raw, int most) {
        return measured(field, Plain.line(plain(field, raw)), most);
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
        return measured(field, Plain.lines(plain(field, raw)), most);
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
        if (Plain.unseen(text)) throw Refused.invalid("study.typed.control", label(field));
        return text;
    }

    private static String measured(String field, String text, int most) {
        var letters = text.codePointCount(0, text.length());
        if (letters > most) throw Refused.invalid("study.typed.long", label(field), most, letters);
        return text;
    }
}
