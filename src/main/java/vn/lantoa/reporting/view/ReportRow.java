package vn.lantoa.reporting.view;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.lantoa.study.view.Figure;

/// A line of a result report.
///
/// @param order of a subordinate unit, from 1; 0 for other lines
/// @param closed whether the unit has said that its figure is complete
public record ReportRow(Kind kind, int order, Figure figure, Held held, Told told, boolean closed) {

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
            rows.add(new ReportRow(Kind.OWN, 0, figure, held, Told.nothing(), total.closed));
        int order = 0;
        for (var part : parts)
            rows.add(new ReportRow(Kind.PART, ++order, part.figure, part.held, part.told, part.closed));
        return List.copyOf(rows);
    }
}
