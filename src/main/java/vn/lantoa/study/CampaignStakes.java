package vn.lantoa.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.organization.Stakes;
import vn.lantoa.paper.Days;

/// What campaigns have at stake when the tree is redrawn. Those under way go on in the tree that they froze; one that
/// froze the old tree for a day on which it had changed already contradicts the redrawing; one that froze the new tree
/// rests on it.
@Component
class CampaignStakes implements Stakes {

    private final JdbcClient db;

    CampaignStakes(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Stake> underWay(Collection<UUID> units) {
        return db.sql("""
                with touched as materialized (
                    select u.campaign, u.position, u.last
                    from   study.campaign c
                    join   study.campaign_unit u on u.campaign = c.id
                    where  c.opened_at is not null
                    and    c.closed_at is null
                    and    u.unit = any (:units)
                ),
                held as (
                    select distinct t.campaign, y.position, y.total, y.exempt, y.studied, y.studied_exempt, y.excused,
                           y.absent
                    from   touched t
                    join   study.tally y on y.campaign = t.campaign and y.position between t.position and t.last
                ),
                summed as (
                    select   h.campaign,
                             sum(h.total - h.exempt - (h.studied - h.studied_exempt) - h.excused - h.absent) as unrecorded
                    from     held h
                    group by h.campaign
                )
                select   c.title, '/study/campaigns/' || c.id as address,
                         (select count(*) from touched t where t.campaign = c.id) as units,
                         coalesce(s.unrecorded, 0) as unrecorded
                from     study.campaign c
                left     join summed s on s.campaign = c.id
                where    c.id in (select t.campaign from touched t)
                order by c.opens_on desc, c.id
                """)
                .param("units", units.toArray(UUID[]::new))
                .query(Stake.class)
                .list();
    }

    @Override
    public List<Obstacle> against(Collection<UUID> units, LocalDate on) {
        return db.sql("""
                select   c.title, c.cut_off
                from     study.campaign c
                where    c.opened_at is not null
                and      c.cut_off >= :on
                and      exists (select
                                 from   study.campaign_unit u
                                 where  u.campaign = c.id
                                 and    u.unit = any (:units))
                order by c.cut_off, c.id
                limit    20
                """)
                .param("on", on)
                .param("units", units.toArray(UUID[]::new))
                .query((row, number) -> new Obstacle(
                        "study.stakes.against",
                        List.of(row.getString(1), Days.printed(row.getObject(2, LocalDate.class)))))
                .list();
    }

    @Override
    public List<Obstacle> resting(Collection<UUID> founded, Collection<UUID> changed, Instant at) {
        var all = changed.toArray(UUID[]::new);
        var campaigns = db.sql("""
                select   c.title
                from     study.campaign c
                where    (c.opened_at >= :at
                          and exists (select
                                      from   study.campaign_unit u
                                      where  u.campaign = c.id
                                      and    u.unit = any (:changed))
                          or exists (select
                                     from   study.campaign_unit u
                                     where  u.campaign = c.id
                                     and    u.unit = any (:founded))
                          or c.unit = any (:founded))
                order by c.created_at, c.id
                limit    20
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("changed", all)
                .param("founded", founded.toArray(UUID[]::new))
                .query((row, number) -> new Obstacle("study.stakes.resting", List.of(row.getString(1))))
                .list();
        if (!campaigns.isEmpty()) return campaigns;
        return db.sql("""
                select   s.title
                from     study.session s
                where    s.host = any (:founded)
                or       exists (select from study.site i where i.session = s.id and i.unit = any (:founded))
                order by s.starts_at, s.id
                limit    20
                """)
                .param("founded", founded.toArray(UUID[]::new))
                .query((row, number) -> new Obstacle("study.stakes.session", List.of(row.getString(1))))
                .list();
    }
}
