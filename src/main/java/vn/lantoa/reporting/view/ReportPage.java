package vn.lantoa.reporting.view;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lantoa.page.Page;

/// A result report as the screen shows it.
///
/// @param lines those of this piece
/// @param from how many lines lie before them
/// @param size of a piece
/// @param summary what the report is about
/// @param basis what the figures rest on
/// @param closings what was reported when the unit closed its figure, and what has changed since, in sentences
/// @param balance opening figure, adjustments, closing figure in a sentence
public record ReportPage(
        ResultReport report,
        Line total,
        List<Line> lines,
        int from,
        int size,
        String summary,
        String basis,
        List<String> closings,
        String balance) {

    /// The lines of this piece with the total over them.
    public List<Line> shown() {
        return Stream.concat(Stream.of(total), lines.stream()).toList();
    }

    public @Nullable String previous() {
        return from == 0 ? null : at(from - size);
    }

    public @Nullable String next() {
        return from + size >= report.rows().size() ? null : at(from + size);
    }

    private String at(int place) {
        return report.page(report.unit().unit()) + "&from=" + place + "#table";
    }

    /// A line with its cells, one for each part of [ReportColumn#ALL].
    public record Line(ReportRow row, List<@Nullable Object> cells) {

        public Line {
            cells = Collections.unmodifiableList(cells);
        }

        /// A cell in the reader's language; empty for nothing.
        public static String printed(Page page, @Nullable Object cell) {
            return switch (cell) {
                case null -> "";
                case BigDecimal number -> {
                    var format = NumberFormat.getNumberInstance(page.locale());
                    format.setMinimumFractionDigits(number.scale());
                    format.setMaximumFractionDigits(number.scale());
                    yield format.format(number);
                }
                case Number number -> page.number(number.longValue());
                default -> cell.toString();
            };
        }
    }
}
