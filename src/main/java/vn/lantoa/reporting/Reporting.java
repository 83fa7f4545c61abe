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
import vn.lantoa.organization.Level;
import vn.lantoa.reporting.view.Held;
import vn.lantoa.reporting.view.ReportRow;
import vn.lantoa.reporting.view.ReportUnit;
import vn.lantoa.reporting.view.ResultReport;
import vn.lantoa.reporting.view.Told;
import vn.lantoa.study.Adjustments;
import vn.lantoa.study.Bases;
import vn.lantoa.study.Basis;
import vn.lantoa.study.Campaign;
import vn.lantoa.study.CampaignId;
import vn.lantoa.study.Closings;
import vn.lantoa.study.Figures;
import vn.lantoa.study.TodayFigures;
import vn.lantoa.study.view.ClosedFigure;
import vn.lantoa.study.view.Figure;

/// Makes the result report of a unit: all of it read at one moment, so that the total is the sum of the rows.
@Component
class Reporting {

    private final Reports reports;
    private final ReportParts parts;
    private final Figures figures;
    private final Closings closings;
    private final Adjustments adjustments;
    private final Bases bases;
    private final TodayFigures today;
    private final Settings settings;

    Reporting(
            Reports reports,
            ReportParts parts,
            Figures figures,
            Closings closings,
            Adjustments adjustments,
            Bases bases,
            TodayFigures today,
            Settings settings) {
        this.reports = reports;
        this.parts = parts;
        this.figures = figures;
        this.closings = closings;
        this.adjustments = adjustments;
        this.bases = bases;
        this.today = today;
        this.settings = settings;
    }

    /// The report of `wanted`, or of the highest unit that `actor` may read, on `basis`.
    ///
    /// @param at now; sessions that begin later are not reported
    /// @throws NotFound if `actor` may not read the unit, the tree of the basis lacks it, or the campaign has not
    ///     opened
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    ResultReport of(Actor actor, CampaignId id, @Nullable UnitId wanted, Basis basis, Instant at) {
        var campaign = reports.campaign(actor.scope(Permission.READ), id);
        return basis == Basis.WAS
                ? was(actor, id, campaign, wanted, at)
                : today(actor, id, campaign, wanted, basis, at);
    }

    private ResultReport was(Actor actor, CampaignId id, Campaign campaign, @Nullable UnitId wanted, Instant at) {
        var scope = actor.scope(Permission.READ);
        var unit = reports.unit(scope, id, wanted == null ? reports.top(scope, id) : wanted);
        var told = parts.told(id, unit, Zone.day(at));
        var lines = new Lines(parts.held(id, unit, at), told, closings.of(id, unit.unitId()));
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
                bases.grounds(scope, id, Basis.WAS, bases.place(scope, id, Basis.WAS, unit.unitId()), 0),
                new ResultReport.Rights(
                        reports.sees(actor.scope(Permission.EXPORT), id, unit),
                        reports.covers(actor.scope(Permission.RECORD), unit)));
    }

    /// What units of that time held and wrote, and when they closed, is not carried to those of today: a class was held
    /// by whom it was held.
    private ResultReport today(
            Actor actor, CampaignId id, Campaign campaign, @Nullable UnitId wanted, Basis basis, Instant at) {
        var scope = actor.scope(Permission.READ);
        var place = bases.place(scope, id, basis, wanted);
        var household = today.household(scope, id, basis, place.unit());
        var whole = household.whole();
        var unit = new ReportUnit(
                place.unit(),
                place.parent(),
                place.code(),
                place.name(),
                Level.valueOf(place.level()),
                0,
                0,
                whole.closed());
        return ResultReport.of(
                campaign,
                parts.documents(id),
                parts.topics(id),
                unit,
                reports.superiorsToday(scope, id, unit),
                line(ReportRow.Kind.TOTAL, whole, Told.signed(parts.secretary(unit, Zone.day(at)))),
                household.below().stream()
                        .map(part -> line(ReportRow.Kind.PART, part, Told.nothing()))
                        .toList(),
                adjustments.balance(id, basis, unit.unit()),
                parts.reasons(id, basis, unit),
                0,
                settings.rounding(),
                at,
                bases.grounds(scope, id, basis, place, 0),
                new ResultReport.Rights(reports.covers(actor.scope(Permission.EXPORT), unit), false));
    }

    private static ReportRow line(ReportRow.Kind kind, TodayFigures.Counted counted, Told told) {
        return new ReportRow(
                kind,
                0,
                counted.figure(),
                Held.said(counted.closedCells(), counted.cells() - counted.closedCells()),
                told,
                counted.closed(),
                List.of());
    }

    private List<ReportRow> below(Actor actor, CampaignId id, ReportUnit unit, Lines lines) {
        var closed = parts.closed(id, unit);
        return figures.children(actor.scope(Permission.READ), id, unit.unitId()).stream()
                .map(figure -> lines.row(ReportRow.Kind.PART, figure, closed.contains(figure.unit())))
                .toList();
    }

    private record Lines(Map<UUID, Held> held, Map<UUID, Told> told, Map<UUID, List<ClosedFigure>> closings) {

        ReportRow row(ReportRow.Kind kind, Figure figure, boolean closed) {
            return new ReportRow(
                    kind,
                    0,
                    figure,
                    held.getOrDefault(figure.unit(), Held.nothing()),
                    told.getOrDefault(figure.unit(), Told.nothing()),
                    closed,
                    closings.getOrDefault(figure.unit(), List.of()));
        }
    }
}
