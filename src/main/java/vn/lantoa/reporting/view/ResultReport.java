package vn.lantoa.reporting.view;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Basis;
import vn.lantoa.study.Campaign;
import vn.lantoa.study.view.Balance;
import vn.lantoa.study.view.Figure;
import vn.lantoa.study.view.Grounds;

/// What a unit reports of a campaign. All of it was read at one moment; the total is the sum of the rows.
///
/// @param superiors from the highest down to the parent
/// @param total the unit with everything below it
/// @param rows what the total is made of; empty for a unit without any below
/// @param balance opening figure, adjustments, closing figure
/// @param reasons of excused absences (a code of study.reason), with how many
/// @param delegates typed in as a head-count
/// @param rounding of printed rates
/// @param at when the figures were read
/// @param grounds on which tree they are counted; on any but the frozen one there is nothing of what units held and
/// wrote, and nobody's delegates and essays, because those belong to the units of that time
public record ResultReport(
        Campaign campaign,
        List<DirectiveLine> documents,
        List<TopicLine> topics,
        ReportUnit unit,
        List<Superior> superiors,
        ReportRow total,
        List<ReportRow> rows,
        Balance balance,
        Map<String, Long> reasons,
        long delegates,
        RoundingMode rounding,
        Instant at,
        Grounds grounds,
        Rights rights) {

    /// Puts the report together: numbers the rows, sums what was counted by hand.
    public static ResultReport of(
            Campaign campaign,
            List<DirectiveLine> documents,
            List<TopicLine> topics,
            ReportUnit unit,
            List<Superior> superiors,
            ReportRow total,
            List<ReportRow> parts,
            Balance balance,
            Map<String, Long> reasons,
            long delegates,
            RoundingMode rounding,
            Instant at,
            Grounds grounds,
            Rights rights) {
        var told = total.told().summing(parts.stream().map(ReportRow::told).toList());
        return new ResultReport(
                campaign,
                List.copyOf(documents),
                List.copyOf(topics),
                unit,
                List.copyOf(superiors),
                new ReportRow(total.kind(), 0, total.figure(), total.held(), told, total.closed(), total.closings()),
                ReportRow.below(total, parts),
                balance,
                Map.copyOf(reasons),
                delegates,
                rounding,
                at,
                grounds,
                rights);
    }

    public Figure figure() {
        return total.figure();
    }

    /// Whether the figures may still change, so that the paper is a draft.
    public boolean draft() {
        return !unit.closed() && campaign.closedAt() == null;
    }

    /// The units directly below.
    public List<ReportRow> parts() {
        return rows.stream().filter(row -> row.kind() == ReportRow.Kind.PART).toList();
    }

    public long partsFinished() {
        return parts().stream().filter(ReportRow::closed).count();
    }

    /// The units directly below whose figure is not that which they first closed.
    public List<ReportRow> partsChanged() {
        return parts().stream().filter(row -> !row.changes().isEmpty()).toList();
    }

    public long partsPresented() {
        return parts().stream()
                .filter(row -> Boolean.TRUE.equals(row.held().headPresented()))
                .count();
    }

    /// Whether the units are those of the campaign's own time.
    public boolean frozen() {
        return grounds.frozen();
    }

    /// Address of the report of `of` on the same basis.
    public String page(UUID of) {
        return "/reporting/campaigns/" + campaign.id() + "?unit=" + of + grounds.query();
    }

    /// Address of this report on another basis, or null where the reader may not see it on that.
    public @Nullable String on(Basis basis) {
        var of = grounds.unit(basis);
        return of == null ? null : "/reporting/campaigns/" + campaign.id() + "?unit=" + of + "&basis=" + basis.word();
    }

    /// Address of this report as a file.
    public String file(String kind) {
        return "/reporting/campaigns/" + campaign.id() + "/report." + kind + "?unit=" + unit.unit() + grounds.query();
    }

    /// What the reader may do here.
    ///
    /// @param export take the report out as a file
    /// @param remark write what the unit says in words
    public record Rights(boolean export, boolean remark) {}
}
