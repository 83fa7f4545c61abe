package vn.lantoa.study;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Folded;
import vn.lantoa.study.view.CampaignHit;
import vn.lantoa.study.view.DueRow;

/// What a post owes, campaign by campaign.
@Component
class Dues {

    private static final int SHOWN = 20;
    private static final int HITS = 8;

    private final JdbcClient db;

    Dues(JdbcClient db) {
        this.db = db;
    }

    /// What is not closed in running campaigns at the unit `home` (or at the campaign's own unit, if that lies within
    /// `scope`), and who is attached there or below and waits to be recorded, the nearest deadline first. Without
    /// people there is nothing to owe.
    List<DueRow> owed(Scope scope, @Nullable UUID home, LocalDate today) {
        return db.sql("""
                with place as materialized (
                    select   distinct on (c.id) c.id as campaign, c.title, c.closes_on, u.unit, u.name, u.position, u.last
                    from     study.campaign c
                    join     study.campaign_unit u on u.campaign = c.id
                                                  and (u.unit = :home::uuid or u.position = 0)
                    where    c.opened_at is not null
                    and      c.closed_at is null
                    and      c.opens_on <= :today
                    and      organization.covers(:scope::uuid[], u.unit)
                    order by c.id, u.position desc
                )
                select p.campaign, p.title, p.unit, p.name as unit_name, p.last = p.position as leaf, p.closes_on,
                       s.total, s.unrecorded, s.open, s.units,
                       s.missing - (select count(distinct i.member)
                                    from   study.session e
                                    join   study.invitee i on i.session = e.id
                                    join   study.roster r on r.campaign = e.campaign and r.member = i.member
                                    where  e.campaign = p.campaign
                                    and    e.closed_at is null
                                    and    r.position between p.position and p.last
                                    and    r.removed_on is null
                                    and    r.exempt is null
                                    and    r.outcome in ('ABSENT', 'EXCUSED')) as make_ups,
                       g.guests, g.guests_below
                from   place p
                cross  join lateral (
                    select count(*) filter (where c.unit is null) as open,
                           count(*) as units,
                           coalesce(sum(y.total), 0)::bigint as total,
                           coalesce(sum(y.excused + y.absent), 0)::bigint as missing,
                           coalesce(sum(y.total - y.exempt - (y.studied - y.studied_exempt) - y.excused - y.absent), 0)::bigint
                               as unrecorded
                    from   study.tally y
                    left   join study.closure c on c.campaign = y.campaign and c.unit = y.unit and c.reopened_at is null
                    where  y.campaign = p.campaign
                    and    y.position between p.position and p.last
                    and    y.total > 0
                ) s
                cross  join lateral (
                    select count(*) filter (where w.host = p.unit) as guests,
                           count(*) filter (where w.host <> p.unit) as guests_below
                    from   study.waiting_guests(p.campaign, p.position, p.last, :today) w
                ) g
                where  s.open > 0
                or     g.guests + g.guests_below > 0
                order  by p.closes_on, p.title
                limit  :shown
                """)
                .param("home", home)
                .param("today", today)
                .param("scope", scope.array())
                .param("shown", SHOWN)
                .query(DueRow.class)
                .list();
    }

    /// The campaigns in whose title or documents' symbols every word of `query` occurs, the newest first.
    List<CampaignHit> search(Scope readers, Scope runners, String query) {
        var words = Folded.of(query).strip().split("\\s+", -1);
        return db.sql("""
                select c.id, c.title, c.opens_on, c.closes_on
                from   study.campaign c
                where  (c.opened_at is not null and study.touches(:readers::uuid[], c.id, c.unit)
                        or organization.covers(:runners::uuid[], c.unit))
                and    not exists (select from unnest(:words::text[]) w
                                   where  position(w in public.fold(c.title || ' ' || coalesce(
                                              (select string_agg(d.symbol, ' ')
                                               from   study.campaign_document b
                                               join   library.document d on d.id = b.document
                                               where  b.campaign = c.id), ''))) = 0)
                order  by c.opens_on desc, c.id desc
                limit  :shown
                """)
                .param("readers", readers.array())
                .param("runners", runners.array())
                .param("words", words)
                .param("shown", HITS)
                .query(CampaignHit.class)
                .list();
    }
}
