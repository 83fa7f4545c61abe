package vn.lantoa.paper;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Days as people and programs write them.
public final class Days {

    private static final DateTimeFormatter VIETNAMESE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private Days() {}

    /// The day written as `yyyy-mm-dd` or `dd/mm/yyyy`; empty if it is neither or no such day exists (31/02).
    public static Optional<LocalDate> parse(String text) {
        if (text.length() != 10) return Optional.empty();
        if (text.charAt(2) == '/' && text.charAt(5) == '/') return day(text, 6, 3, 0);
        if (text.charAt(4) == '-' && text.charAt(7) == '-') return day(text, 0, 5, 8);
        return Optional.empty();
    }

    // By hand: an import of the province reads three hundred thousand days.
    private static Optional<LocalDate> day(String text, int yearAt, int monthAt, int dayAt) {
        int year = number(text, yearAt, 4);
        int month = number(text, monthAt, 2);
        int day = number(text, dayAt, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1) return Optional.empty();
        if (day > YearMonth.of(year, month).lengthOfMonth()) return Optional.empty();
        return Optional.of(LocalDate.of(year, month, day));
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') return -1;
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /// `dd/mm/yyyy`.
    public static String printed(LocalDate day) {
        return VIETNAMESE.format(day);
    }
}
