package vn.lantoa.paper;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/// Days as people and programs write them.
public final class Days {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter VIETNAMESE =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private Days() {}

    /// The day written as `yyyy-mm-dd` or `dd/mm/yyyy`; empty if it is neither or no such day exists (31/02).
    public static Optional<LocalDate> parse(String text) {
        if (text.length() != 10) return Optional.empty();
        try {
            return Optional.of(LocalDate.parse(text, text.charAt(2) == '/' ? VIETNAMESE : ISO));
        } catch (DateTimeParseException wrong) {
            return Optional.empty();
        }
    }

    /// `dd/mm/yyyy`.
    public static String printed(LocalDate day) {
        return VIETNAMESE.format(day);
    }
}
