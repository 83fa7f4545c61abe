package vn.lantoa.reporting;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.reporting.view.ReportListRow;
import vn.lantoa.reporting.view.ReportUnit;
import vn.lantoa.reporting.view.Superior;
import vn.lantoa.study.Campaign;
import vn.lantoa.study.CampaignId;

/// The campaigns that are reported on and the units that report, as far as a scope reaches. A campaign reports from its
/// opening on.
@Component
class Reports {

    private final JdbcClient db;

    Reports(JdbcClient db) {
        this.db = db;
    }

    /// The opened campaigns, each with the highest unit that `actor` may read, or with the unit of today where that
    /// holds what the campaign's tree has under others; those still running first.
    List<ReportListRow> list(Actor actor) {
        return db.sql("""
                select c.id, c.title, c.cut_off, c.closes_on, c.closed_at, coalesce(h.id, u.unit) as unit,
                       coalesce(h.name, u.name) as unit_name, h.id is not null as today, s.total, s.studied,
                       case when h.id is null
                            then exists (select from study.closure x
                                         where  x.campaign = c.id and x.unit = u.unit and x.reopened_at is null)
                            else s.cells > 0 and s.cells = s.closed_cells end as closed,
                       exists (select from study.remark r where r.campaign = c.id and r.unit = u.unit) as remarked,
                       case when h.id is null then study.sees(:export::uuid[], c.id, u.unit)
                            else organization.covers(:export::uuid[], h.id) end as export
                from   study.campaign c
                cross  join lateral (
                           select t.unit, t.name, t.position, t.last
                           from   study.campaign_unit t
                           where  t.campaign = c.id
                           and    t.position = study.top(:scope::uuid[], c.id)) u
                left   join organization.unit h on h.id = study.home_today(:scope::uuid[], c.id)
                left   join lateral (
                           select array_agg(p.position) as positions
                           from   study.places(c.id, 'NOW') p
                           join   organization.unit_tree x on x.descendant = p.unit
                           where  h.id is not null
                           and    x.ancestor = h.id) w on true
                cross  join lateral (
                           select coalesce(sum(t.total), 0)::bigint as total,
                                  coalesce(sum(t.studied), 0)::bigint as studied,
                                  count(*) filter (where t.total > 0) as cells,
                                  count(n.unit) filter (where t.total > 0) as closed_cells
                           from   study.tally t
                           left   join study.closure n on n.campaign = t.campaign
                                                      and n.unit = t.unit
                                                      and n.reopened_at is null
                           where  t.campaign = c.id
                           and    t.position >= case when h.id is null then u.position else 0 end
                           and    (h.id is not null or t.position <= u.last)
                           and    (h.id is null or t.position = any (w.positions))) s
                where  c.opened_at is not null
                order  by c.closed_at desc nulls first, c.closes_on desc, c.id
                limit  100
                """)
                .param("scope", actor.scope(Permission.READ).array())
                .param("export", actor.scope(Permission.EXPORT).array())
                .query(ReportListRow.class)
                .list();
    }

    /// The unit of today that `scope` names and that holds what the campaign's tree has under others; empty where the
    /// tree knows a unit of the scope or one above it.
    Optional<UnitId> homeToday(Scope scope, CampaignId campaign) {
        return db.sql("""
                select h.unit as value
                from   study.home_today(:scope::uuid[], :campaign) as h (unit)
                where  h.unit is not null
                """)
                .param("scope", scope.array())
                .param("campaign", campaign.value())
                .query(UnitId.class)
                .optional();
    }

    /// @throws NotFound if there is no such campaign, it has not opened, or `scope` does not touch its subtree
    Campaign campaign(Scope scope, CampaignId id) {
        return db.sql("""
                select c.id, c.title, c.unit, c.cut_off, c.opens_on, c.closes_on, c.essay, c.topics_required, c.target,
                       c.plan_symbol, c.plan_on, c.opened_at, c.closed_at, c.rolls_taken_at
                from   study.campaign c
                where  c.id = :id
                and    c.opened_at is not null
                and    study.touches(:scope, c.id, c.unit)
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Campaign.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The units above `unit` today, from the highest down to its parent.
    List<Superior> superiorsToday(Scope scope, CampaignId campaign, ReportUnit unit) {
        return db.sql("""
                select   a.id as unit, a.name, a.level,
                         organization.covers(:scope::uuid[], a.id)
                         and exists (select from organization.unit_tree k
                                     where  k.ancestor = (select study.summit(:campaign)) and k.descendant = a.id) as within
                from     organization.unit_tree t
                join     organization.unit a on a.id = t.ancestor
                where    t.descendant = :unit
                and      t.depth > 0
                order by t.depth desc
                """)
                .param("scope", scope.array())
                .param("campaign", campaign.value())
                .param("unit", unit.unit())
                .query(Superior.class)
                .list();
    }

    /// @throws NotFound if the campaign's tree has no such unit or it lies outside `scope`
    ReportUnit unit(Scope scope, CampaignId campaign, UnitId unit) {
        return db.sql("""
                select u.unit, u.parent, u.code, u.name, u.level, u.position, u.last,
                       exists (select from study.closure x
                               where  x.campaign = u.campaign and x.unit = u.unit and x.reopened_at is null) as closed
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.unit = :unit
                and    study.sees(:scope::uuid[], u.campaign, u.unit)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("scope", scope.array())
                .query(ReportUnit.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The highest unit of the campaign's tree that `scope` covers.
    ///
    /// @throws NotFound if it covers none
    UnitId top(Scope scope, CampaignId campaign) {
        return db.sql("""
                select u.unit as value
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.position = study.top(:scope::uuid[], :campaign)
                """)
                .param("campaign", campaign.value())
                .param("scope", scope.array())
                .query(UnitId.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The units above `unit`, from the highest down: those of the campaign's tree, and over its top the one that stood
    /// there on the cut-off day.
    List<Superior> superiors(Scope scope, Campaign campaign, ReportUnit unit) {
        return db.sql("""
                select   a.unit, a.name, a.level, study.sees(:scope::uuid[], :campaign, a.unit) and a.place >= 0 as within
                from     (
                    select u.unit, u.name, u.level, u.position as place
                    from   study.campaign_unit u
                    where  u.campaign = :campaign
                    and    u.position < :position
                    and    u.last >= :position
                    union  all
                    select p.unit, p.name, p.level, -1
                    from   organization.unit_state s
                    join   organization.unit_state p on p.unit = s.parent and p.valid @> :cutOff::date
                    where  s.unit = :top
                    and    s.valid @> :cutOff::date
                ) a
                order by a.place
                """)
                .param("scope", scope.array())
                .param("campaign", campaign.id())
                .param("position", unit.position())
                .param("top", campaign.unit())
                .param("cutOff", campaign.cutOff())
                .query(Superior.class)
                .list();
    }

    /// Whether `scope` reads `unit` in this campaign.
    boolean sees(Scope scope, CampaignId campaign, ReportUnit unit) {
        return db.sql("select study.sees(:scope::uuid[], :campaign, :unit)")
                .param("scope", scope.array())
                .param("campaign", campaign.value())
                .param("unit", unit.unit())
                .query(Boolean.class)
                .single();
    }

    /// Whether `scope` covers `unit` today.
    boolean covers(Scope scope, ReportUnit unit) {
        return db.sql("select organization.covers(:scope::uuid[], :unit)")
                .param("scope", scope.array())
                .param("unit", unit.unit())
                .query(Boolean.class)
                .single();
    }
}
