package vn.lantoa.reporting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Settings;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.reporting.view.Held;
import vn.lantoa.reporting.view.ReportRow;
import vn.lantoa.reporting.view.ReportUnit;
import vn.lantoa.reporting.view.ResultReport;
import vn.lantoa.reporting.view.Told;
import vn.lantoa.study.Adjustments;
import vn.lantoa.study.CampaignId;
import vn.lantoa.study.Figures;
import vn.lantoa.study.view.Figure;

/// Makes the result report of a unit: all of it read at one moment, so that the total is the sum of the rows.
@Component
class Reporting {

    private final Reports reports;
    private final ReportParts parts;
    private final Figures figures;
    private final Adjustments adjustments;
    private final Settings settings;

    Reporting(Reports reports, ReportParts parts, Figures figures, Adjustments adjustments, Settings settings) {
        this.reports = reports;
        this.parts = parts;
        this.figures = figures;
        this.adjustments = adjustments;
        this.settings = settings;
    }

    /// The report of `wanted`, or of the highest unit that `actor` may read.
    ///
    /// @param at now; sessions that begin later are not reported
    /// @throws NotFound if `actor` may not read the unit, the campaign's tree lacks it, or the campaign has not opened
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    ResultReport of(Actor actor, CampaignId id, @Nullable UnitId wanted, Instant at) {
        var scope = actor.scope(Permission.READ);
        var campaign = reports.campaign(scope, id);
        var unit = reports.unit(scope, id, wanted == null ? reports.top(scope, id) : wanted);
        var told = parts.told(id, unit, Zone.day(at));
        var lines = new Lines(parts.held(id, unit, at), told);
        return ResultReport.of(
                campaign,
                parts.documents(id),
                parts.topics(id),
                unit,
                reports.superiors(scope, campaign, unit),
                lines.row(ReportRow.Kind.TOTAL, figures.of(scope, id, unit.unitId()), unit.closed()),
                below(actor, id, unit, lines),
                adjustments.balance(scope, id, unit.unitId()),
                parts.reasons(id, unit),
                parts.delegates(id, unit),
                settings.rounding(),
                at,
                new ResultReport.Rights(
                        reports.sees(actor.scope(Permission.EXPORT), id, unit),
                        reports.covers(actor.scope(Permission.RECORD), unit)));
    }

    private List<ReportRow> below(Actor actor, CampaignId id, ReportUnit unit, Lines lines) {
        var closed = parts.closed(id, unit);
        return figures.children(actor.scope(Permission.READ), id, unit.unitId()).stream()
                .map(figure -> lines.row(ReportRow.Kind.PART, figure, closed.contains(figure.unit())))
                .toList();
    }

    private record Lines(Map<UUID, Held> held, Map<UUID, Told> told) {

        ReportRow row(ReportRow.Kind kind, Figure figure, boolean closed) {
            return new ReportRow(
                    kind,
                    0,
                    figure,
                    held.getOrDefault(figure.unit(), Held.nothing()),
                    told.getOrDefault(figure.unit(), Told.nothing()),
                    closed);
        }
    }
}
