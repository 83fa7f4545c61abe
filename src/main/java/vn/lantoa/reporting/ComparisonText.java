package vn.lantoa.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.Words;
import vn.lantoa.reporting.view.ComparedRow;
import vn.lantoa.reporting.view.Comparison;
import vn.lantoa.reporting.view.Count;
import vn.lantoa.reporting.view.Difference;

/// The table of a comparison for a file: one line for each unit, both sides' counts, rates in percent and their
/// difference in percentage points.
final class ComparisonText {

    private static final List<String> COUNTS =
            List.of("total", "studied", "exempt", "excused", "absent", "unrecorded", "gross", "duty", "accounted");

    private final Words words;
    private final RoundingMode rounding;

    ComparisonText(Words words, RoundingMode rounding) {
        this.words = words;
        this.rounding = rounding;
    }

    List<String> headings(Comparison comparison) {
        var headings = new ArrayList<String>();
        headings.add(words.say("reporting.comparison.unit"));
        headings.add(words.say("reporting.comparison.code"));
        for (var side : List.of(comparison.left(), comparison.right()))
            for (var count : COUNTS)
                headings.add(words.say("reporting.comparison.count." + count) + ", " + side.label());
        for (var rate : List.of("gross", "duty", "accounted"))
            headings.add(words.say("reporting.comparison.difference." + rate));
        headings.add(words.say("reporting.comparison.remark"));
        return List.copyOf(headings);
    }

    List<@Nullable Object> cells(ComparedRow row) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(row.code() == null ? words.say("reporting.own") : row.name());
        cells.add(row.code());
        side(cells, row.left());
        side(cells, row.right());
        cells.add(points(row.gross()));
        cells.add(row.both() ? points(row.duty()) : null);
        cells.add(points(row.accounted()));
        cells.add(remark(row));
        return cells;
    }

    /// Why a side is empty, and what became of the unit; null where there is nothing to say.
    private @Nullable String remark(ComparedRow row) {
        var said = new ArrayList<String>();
        for (var missing : new Count.@Nullable Missing[] {row.leftMissing(), row.rightMissing()})
            if (missing != null && row.code() != null)
                said.add(words.say(
                        "reporting.comparison.missing." + missing.kind(),
                        missing.on() == null ? "" : Days.printed(missing.on())));
        if (row.heirs() != null) said.add(words.say("reporting.comparison.heirs", row.heirs()));
        if (row.origins() != null) said.add(words.say("reporting.comparison.origins", row.origins()));
        return said.isEmpty() ? null : String.join("; ", said);
    }

    private void side(List<@Nullable Object> cells, @Nullable Count count) {
        if (count == null) {
            cells.addAll(Collections.nCopies(COUNTS.size(), null));
            return;
        }
        cells.add(count.total());
        cells.add(count.studied());
        cells.add(count.exempt());
        cells.add(count.excused());
        cells.add(count.absent());
        cells.add(count.unrecorded());
        cells.add(percent(count.gross()));
        cells.add(percent(count.duty()));
        cells.add(percent(count.accounted()));
    }

    private @Nullable BigDecimal percent(Rate rate) {
        return rate.percent(rounding);
    }

    private @Nullable BigDecimal points(@Nullable Difference difference) {
        return difference == null ? null : difference.points(rounding);
    }
}
