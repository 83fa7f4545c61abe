package vn.lantoa.access;

import java.math.BigDecimal;
import java.util.List;

/// A value that an administrator sets.
///
/// @param name as it is kept
/// @param fallback the value where nobody has set it
/// @param choices what may be chosen; empty for a number
/// @param least of a number
/// @param most of a number
public record Setting(String name, String fallback, List<String> choices, int least, int most) {

    /// All there are, in the order of the page.
    public static final List<Setting> ALL = List.of(
            new Setting("printing.rounding", "HALF_UP", List.of("HALF_UP", "DOWN"), 0, 0),
            number("campaign.target", "98.00", 0, 100),
            number("reorganization.reading-days", "90", 0, 999),
            number("door.code-seconds", "15", 5, 120),
            number("door.opens-minutes", "60", 0, 240),
            number("broadcast.keep-days", "365", 0, 999),
            number("paper.margin-top", "20", 5, 60),
            number("paper.margin-bottom", "20", 5, 60),
            number("paper.margin-left", "30", 5, 60),
            number("paper.margin-right", "15", 5, 60));

    private static Setting number(String name, String fallback, int least, int most) {
        return new Setting(name, fallback, List.of(), least, most);
    }

    /// Whether `value` may be kept.
    public boolean accepts(String value) {
        if (!choices.isEmpty()) return choices.contains(value);
        if (!value.matches("\\d{1,3}([.]\\d{1,2})?")) return false;
        var number = new BigDecimal(value);
        return number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }
}
