package vn.lantoa.study;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.study.view.BoardListRow;

/// The campaigns somebody has to do with, each with the figure of his or her own unit. A unit that was founded after a
/// campaign froze its tree stands there with what it holds today.
@Component
class BoardList {

    /// So many closed campaigns are listed, the newest first.
    static final int CLOSED = 40;

    private final JdbcClient db;

    BoardList(JdbcClient db) {
        this.db = db;
    }

    /// Open campaigns by their last day, then drafts for those who run campaigns, then closed ones.
    List<BoardListRow> of(Actor actor) {
        return db.sql("""
                select c.id, c.title, c.cut_off, c.opens_on, c.closes_on, c.target, c.opened_at, c.closed_at,
                       coalesce(h.id, u.unit) as unit, coalesce(h.name, u.name) as unit_name,
                       h.id is not null as today, o.name as run_by, s.total, s.exempt, s.studied, s.studied_exempt,
                       s.excused, s.absent, s.cells, s.closed_cells
                from   study.campaign c
                join   organization.unit o on o.id = c.unit
                left   join lateral (
                           select t.unit, t.name, t.position, t.last
                           from   study.campaign_unit t
                           where  t.campaign = c.id
                           and    t.position = study.top(:scope::uuid[], c.id)) u on true
                left   join organization.unit h on h.id = study.home_today(:scope::uuid[], c.id)
                left   join lateral (
                           select array_agg(p.position) as positions
                           from   study.places(c.id, 'NOW') p
                           join   organization.unit_tree x on x.descendant = p.unit
                           where  h.id is not null
                           and    x.ancestor = h.id) w on true
                cross  join lateral (
                           select coalesce(sum(t.total), 0) as total, coalesce(sum(t.exempt), 0) as exempt,
                                  coalesce(sum(t.studied), 0) as studied,
                                  coalesce(sum(t.studied_exempt), 0) as studied_exempt,
                                  coalesce(sum(t.excused), 0) as excused, coalesce(sum(t.absent), 0) as absent,
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
                where  study.touches(:scope::uuid[], c.id, c.unit)
                and    (u.unit is not null
                        or c.opened_at is null and organization.covers(:running::uuid[], c.unit))
                and    (c.closed_at is null or c.id in (select   k.id
                                                        from     study.campaign k
                                                        where    k.closed_at is not null
                                                        order by k.closed_at desc
                                                        limit    :closed))
                order  by c.closed_at desc nulls first, c.opened_at is null, c.closes_on, c.id
                """)
                .param("scope", actor.scope(Permission.READ).array())
                .param("running", actor.scope(Permission.RUN_CAMPAIGNS).array())
                .param("closed", CLOSED)
                .query(BoardListRow.class)
                .list();
    }
}
