package vn.lantoa.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Level;
import vn.lantoa.study.view.Figure;

/// Figures of a campaign's units: range sums of tallies over the frozen tree. Public for reports, which own no facts.
@Component
public class Figures {

    private static final String SELECT = """
            select u.unit, u.parent, u.code, u.name, u.level, u.last - u.position as units, s.*, d.guests, d.declared
            from   study.campaign_unit u
            cross  join lateral (
                select sum(t.total) as total, sum(t.probationary) as probationary, sum(t.exempt) as exempt,
                       sum(t.studied) as studied, sum(t.studied_exempt) as studied_exempt, sum(t.excused) as excused,
                       sum(t.absent) as absent, sum(t.key_cadre) as key_cadre,
                       sum(t.key_cadre_studied) as key_cadre_studied, sum(t.made_up) as made_up,
                       sum(t.in_person) as in_person, sum(t.bridge) as bridge, sum(t.online) as online,
                       sum(t.recorded) as recorded, sum(t.cell_meeting) as cell_meeting, sum(t.thematic) as thematic,
                       sum(t.combined) as combined, sum(t.handbook) as handbook
                from   study.tally t
                where  t.campaign = u.campaign
                and    t.position between u.position and case u.unit when :alone then u.position else u.last end
            ) s
            cross  join lateral (
                select coalesce(sum(n.people) filter (where n.kind = 'GUESTS'), 0) as guests,
                       coalesce(sum(n.people) filter (where n.kind = 'MEMBERS'), 0) as declared
                from   (
                    select distinct on (e.unit, e.session, e.kind) e.kind, e.people
                    from     study.declared e
                    join     study.campaign_unit w on w.campaign = e.campaign and w.unit = e.unit
                    where    e.campaign = u.campaign
                    and      w.position between u.position and case u.unit when :alone then u.position else u.last end
                    order by e.unit, e.session, e.kind, e.id desc
                ) n
            ) d
            where  u.campaign = :campaign
            """;

    private final JdbcClient db;
    private final TodayFigures today;

    Figures(JdbcClient db, TodayFigures today) {
        this.db = db;
        this.today = today;
    }

    /// The figure of `unit` on `basis`; on other bases than [Basis#WAS] a unit of today that `scope` covers today.
    ///
    /// @throws NotFound if nothing of the campaign is counted there or it lies outside `scope`
    public Figure of(Scope scope, CampaignId campaign, Basis basis, UnitId unit) {
        if (basis == Basis.WAS) return of(scope, campaign, unit);
        return today.of(scope, campaign, basis, unit.value(), null).stream()
                .findFirst()
                .orElseThrow(NotFound::new)
                .figure();
    }

    /// The figures of the units directly under `unit` on `basis` as far as `scope` reaches; on other bases than
    /// [Basis#WAS] only those in which something of the campaign is counted.
    public List<Figure> children(Scope scope, CampaignId campaign, Basis basis, UnitId unit) {
        if (basis == Basis.WAS) return children(scope, campaign, unit);
        return today.of(scope, campaign, basis, null, unit.value()).stream()
                .map(TodayFigures.Counted::figure)
                .toList();
    }

    /// The figure of `unit` with everything below it.
    ///
    /// @throws NotFound if the unit is not in the campaign's tree or lies outside `scope`
    public Figure of(Scope scope, CampaignId campaign, UnitId unit) {
        return db.sql(SELECT + """
                and    u.unit = :unit
                and    study.sees(:scope::uuid[], u.campaign, u.unit)
                """)
                .param("campaign", campaign.value())
                .param("alone", null, Types.OTHER)
                .param("unit", unit.value())
                .param("scope", scope.array())
                .query((row, number) -> figure(row))
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The figures of the units directly under `unit` as far as `scope` reaches, in the order of the tree. The unit's
    /// own roster, where it has one, is in none of them.
    public List<Figure> children(Scope scope, CampaignId campaign, UnitId unit) {
        return db.sql(SELECT + """
                and    u.parent = :unit
                and    ((select study.stood_within(:scope::uuid[], :campaign, :unit))
                        or study.sees(:scope::uuid[], u.campaign, u.unit))
                order  by u.position
                """)
                .param("campaign", campaign.value())
                .param("alone", null, Types.OTHER)
                .param("unit", unit.value())
                .param("scope", scope.array())
                .query((row, number) -> figure(row))
                .list();
    }

    /// [#of] and [#children] of `unit` in one pass over the tallies, for whoever shows both.
    ///
    /// @throws NotFound if the unit is not in the campaign's tree or lies outside `scope`
    Family family(Scope scope, CampaignId campaign, UnitId unit) {
        var all = db.sql(SELECT + """
                and    (u.unit = :unit or u.parent = :unit)
                and    study.sees(:scope::uuid[], :campaign, :unit)
                order  by u.position
                """)
                .param("campaign", campaign.value())
                .param("alone", unit.value())
                .param("unit", unit.value())
                .param("scope", scope.array())
                .query((row, number) -> figure(row))
                .list();
        if (all.isEmpty()) throw new NotFound();
        return new Family(all.stream().reduce(Figures::together).orElseThrow(), all.subList(1, all.size()));
    }

    /// `unit` with what `below` adds to it.
    private static Figure together(Figure unit, Figure below) {
        var forms = new EnumMap<>(unit.byForm());
        below.byForm().forEach((form, people) -> forms.merge(form, people, Long::sum));
        return new Figure(
                unit.unit(),
                unit.parent(),
                unit.code(),
                unit.name(),
                unit.level(),
                unit.units(),
                unit.total() + below.total(),
                unit.probationary() + below.probationary(),
                unit.exempt() + below.exempt(),
                unit.studied() + below.studied(),
                unit.studiedExempt() + below.studiedExempt(),
                unit.excused() + below.excused(),
                unit.absent() + below.absent(),
                forms,
                unit.makeUp() + below.makeUp(),
                unit.keyCadres() + below.keyCadres(),
                unit.keyCadresStudied() + below.keyCadresStudied(),
                unit.guests() + below.guests(),
                unit.declared() + below.declared());
    }

    /// [#of] and [#children] of `unit` on `basis`.
    ///
    /// @throws NotFound if nothing of the campaign is counted there or it lies outside `scope`
    Family family(Scope scope, CampaignId campaign, Basis basis, UnitId unit) {
        if (basis == Basis.WAS) return family(scope, campaign, unit);
        var household = today.household(scope, campaign, basis, unit.value());
        return new Family(
                household.whole().figure(),
                household.below().stream().map(TodayFigures.Counted::figure).toList());
    }

    /// @param unit with everything below it
    /// @param children the units directly under it, in the order of the tree
    record Family(Figure unit, List<Figure> children) {}

    private static Figure figure(ResultSet row) throws SQLException {
        return figure(row, false);
    }

    /// The figure that the columns of `row` count.
    static Figure figure(ResultSet row, boolean estimate) throws SQLException {
        var forms = new EnumMap<Form, Long>(Form.class);
        for (var form : Form.values()) forms.put(form, row.getLong(form.name().toLowerCase(Locale.ROOT)));
        @Nullable UUID parent = row.getObject("parent", UUID.class);
        return new Figure(
                row.getObject("unit", UUID.class),
                parent,
                row.getString("code"),
                row.getString("name"),
                Level.valueOf(row.getString("level")),
                row.getInt("units"),
                row.getLong("total"),
                row.getLong("probationary"),
                row.getLong("exempt"),
                row.getLong("studied"),
                row.getLong("studied_exempt"),
                row.getLong("excused"),
                row.getLong("absent"),
                forms,
                row.getLong("made_up"),
                row.getLong("key_cadre"),
                row.getLong("key_cadre_studied"),
                row.getLong("guests"),
                row.getLong("declared"),
                estimate);
    }
}
