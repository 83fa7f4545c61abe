package vn.lantoa.reporting.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;
import vn.lantoa.kernel.Refused;

/// The page that puts two sides beside each other.
///
/// @param unit code as it was asked for
/// @param left as addresses write it: `campaign:ID`, `year:2024`, `term:ID`
/// @param basis `was`, `now` or `bridged`
/// @param refused why there is no comparison, or null
/// @param comparison null while nothing is chosen
public record ComparisonPage(
        String unit,
        String left,
        String right,
        String basis,
        List<Choice> campaigns,
        List<Choice> years,
        List<Choice> terms,
        @Nullable Refused refused,
        @Nullable Comparison comparison,
        boolean export) {

    /// Address of the same comparison at the unit with this code.
    public String at(String code) {
        return "/reporting/comparisons?" + query(code, left, right, basis);
    }

    /// Address of the same comparison on another basis.
    public String on(String other) {
        return "/reporting/comparisons?" + query(unit, left, right, other);
    }

    /// Address of the same comparison with its sides changed over.
    public String turned() {
        return "/reporting/comparisons?" + query(unit, /* left= */ right, /* right= */ left, basis);
    }

    /// Address of the table as a file.
    public String file(String ending) {
        return "/reporting/comparisons." + ending + "?" + query(unit, left, right, basis);
    }

    private static String query(String unit, String left, String right, String basis) {
        return "unit=" + encoded(unit) + "&left=" + encoded(left) + "&right=" + encoded(right) + "&basis=" + basis;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%3A", ":");
    }

    /// How long a rate's bar is on an axis from `axis` hundredths of a percent to 100 %, as SVG wants it.
    /// A full bar takes three quarters of the surface; the rest is for the numbers.
    public static String along(Rate rate, int axis) {
        if (rate.empty()) return "0%";
        var from = axis / 10_000.0;
        var place = Math.clamp(((double) rate.part() / rate.whole() - from) / (1 - from), 0, 1);
        return String.format(Locale.ROOT, "%.3f%%", place * 75);
    }

    /// Something to compare.
    public record Choice(String key, String words) {}
}
