package vn.lantoa.reporting.view;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.lantoa.study.view.ClosedFigure;
import vn.lantoa.study.view.Figure;

/// A line of a result report.
///
/// @param order of a subordinate unit, from 1; 0 for other lines
/// @param closed whether the unit has said that its figure is complete
/// @param closings when it said so and what it counted then, the oldest first
public record ReportRow(
        Kind kind, int order, Figure figure, Held held, Told told, boolean closed, List<ClosedFigure> closings) {

    public ReportRow {
        closings = List.copyOf(closings);
    }

    /// What a line stands for.
    public enum Kind {
        /// The unit that reports, with everything below it.
        TOTAL,
        /// What the unit has itself and no unit below it.
        OWN,
        /// A unit directly below.
        PART
    }

    public UUID unit() {
        return figure.unit();
    }

    /// What counts otherwise than when the unit first closed its figure.
    public List<ClosedFigure.Change> changes() {
        return closings.stream()
                .filter(closing -> closing.counts() != null)
                .findFirst()
                .map(closing -> closing.changes(figure))
                .orElse(List.of());
    }

    public boolean total() {
        return kind == Kind.TOTAL;
    }

    /// The lines below `total`: first what is in none of `parts`, if anything, then the parts, numbered. Together they
    /// are the total.
    static List<ReportRow> below(ReportRow total, List<ReportRow> parts) {
        var rows = new ArrayList<ReportRow>();
        var figure =
                Figure.own(total.figure, parts.stream().map(ReportRow::figure).toList());
        var held = total.held.without(parts.stream().map(ReportRow::held).toList());
        if (!parts.isEmpty() && (figure.total() + figure.guests() + figure.declared() > 0 || !held.none()))
            rows.add(new ReportRow(Kind.OWN, 0, figure, held, Told.nothing(), total.closed, List.of()));
        int order = 0;
        for (var part : parts)
            rows.add(new ReportRow(Kind.PART, ++order, part.figure, part.held, part.told, part.closed, part.closings));
        return List.copyOf(rows);
    }
}
