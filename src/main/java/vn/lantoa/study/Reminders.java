package vn.lantoa.study;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.LateRow;

/// Who is late, and who was reminded of it when.
@Component
class Reminders {

    private final Campaigns campaigns;
    private final JdbcClient db;
    private final Audit audit;

    Reminders(Campaigns campaigns, JdbcClient db, Audit audit) {
        this.campaigns = campaigns;
        this.db = db;
        this.audit = audit;
    }

    /// The units directly under `top` (or `top` itself, if it has none) with figures below them that are not closed, or
    /// with people attached there who wait to be recorded, as far as `scope` reaches; those with most people unrecorded
    /// first.
    ///
    /// @param today on which the secretaries held their posts
    List<LateRow> late(Scope scope, CampaignId campaign, UnitId top, LocalDate today) {
        return db.sql("""
                with waiting as materialized ( -- asked once, not of each unit below
                    select w.host, w.place, m.id, m.full_name, m.sort_key, h.name as host_name
                    from   study.campaign_unit t
                    cross  join study.waiting_guests(:campaign, t.position, t.last, :today) w
                    join   organization.member m on m.id = w.member
                    join   study.campaign_unit h on h.campaign = t.campaign and h.unit = w.host
                    where  t.campaign = :campaign
                    and    t.unit = :top
                )
                select u.unit, u.code, u.name, s.open, s.units, s.total, s.unrecorded,
                       (select string_agg(m.full_name || coalesce(' (' || m.phone || ')', ''), '; ' order by m.sort_key)
                        from   organization.post p
                        join   organization.member m on m.id = p.member
                        where  p.unit = u.unit
                        and    p.kind = 'SECRETARY'
                        and    p.from_on <= :today
                        and    (p.until_on is null or p.until_on > :today)) as contact,
                       g.guests, g.names as guest_names, r.reminded_at, a.full_name as reminded_by, r.note
                from   study.campaign_unit t
                join   study.campaign_unit u on u.campaign = t.campaign
                                            and (u.parent = t.unit or u.unit = t.unit and t.last = t.position)
                cross  join lateral (
                    select count(*) filter (where c.unit is null) as open,
                           count(*) as units,
                           coalesce(sum(y.total), 0)::bigint as total,
                           coalesce(sum(y.total - y.exempt - (y.studied - y.studied_exempt) - y.excused - y.absent), 0)::bigint
                               as unrecorded
                    from   study.tally y
                    left   join study.closure c on c.campaign = y.campaign and c.unit = y.unit and c.reopened_at is null
                    where  y.campaign = u.campaign
                    and    y.position between u.position and u.last
                    and    y.total > 0
                ) s
                cross  join lateral (
                    select count(*) as guests,
                           string_agg(w.name, '; ' order by w.number) filter (where w.number <= :named) as names
                    from   (select w.full_name
                                   || case when w.host = u.unit then '' else ' (' || w.host_name || ')' end as name,
                                   row_number() over (order by w.place, w.sort_key, w.id) as number
                            from   waiting w
                            where  w.place between u.position and u.last) w
                ) g
                left   join lateral (
                    select   n.reminded_at, n.reminded_by, n.note
                    from     study.reminder n
                    where    n.campaign = u.campaign
                    and      n.unit = u.unit
                    order by n.id desc
                    limit    1
                ) r on true
                left   join access.account a on a.id = r.reminded_by
                where  t.campaign = :campaign
                and    t.unit = :top
                and    organization.covers(:scope::uuid[], u.unit)
                and    (s.open > 0 or g.guests > 0)
                order  by s.unrecorded desc, g.guests desc, u.position
                """)
                .param("campaign", campaign.value())
                .param("top", top.value())
                .param("scope", scope.array())
                .param("today", today)
                .param("named", LateRow.NAMED)
                .query(LateRow.class)
                .list();
    }

    /// Notes that `units` under `top` were reminded.
    ///
    /// @throws Refused if none of them is late
    @Transactional
    void remind(Actor actor, CampaignId id, UnitId top, Collection<UUID> units, String note, LocalDate today) {
        var campaign = campaigns.require(actor.scope(SCHEDULE), id);
        if (!campaign.running()) throw Refused.conflict("study.session.over");
        var words = Typed.optional("study.field.note", note, 500);
        var late = late(actor.scope(SCHEDULE), id, top, today).stream()
                .filter(row -> units.contains(row.unit()))
                .toList();
        if (late.isEmpty()) throw Refused.invalid("study.late.none-chosen");
        for (var row : late) {
            db.sql("""
                    insert into study.reminder (campaign, unit, unrecorded, note, reminded_by)
                    values (:campaign, :unit, :unrecorded, :note, :by)
                    """)
                    .param("campaign", id.value())
                    .param("unit", row.unit())
                    .param("unrecorded", row.unrecorded())
                    .param("note", words)
                    .param("by", actor.account().value())
                    .update();
            audit.note(actor, "study.reminder.create", id.value(), row.unit(), row.unrecorded() + " unrecorded");
        }
    }
}
