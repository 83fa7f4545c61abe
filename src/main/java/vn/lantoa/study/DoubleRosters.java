package vn.lantoa.study;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Rosters;

/// Rosters of campaigns on which two records of one person stand: the person counts once, by the record of which more
/// is known, and the other is taken off by an adjustment. What is recorded stays with the record it was recorded of.
@Component
class DoubleRosters implements Rosters {

    private final JdbcClient db;
    private final Adjustments adjustments;
    private final Audit audit;

    DoubleRosters(JdbcClient db, Adjustments adjustments, Audit audit) {
        this.db = db;
        this.adjustments = adjustments;
        this.audit = audit;
    }

    @Override
    public List<Row> of(MemberId kept, MemberId dropped) {
        return db.sql("""
                with known as (
                    select r.campaign,
                           case when r.member = any (organization.records_of(:kept)) then :kept::uuid
                                else :dropped::uuid end as member,
                           'study.board.counted.' || case when r.outcome = 'STUDIED' and r.exempt is null then 'studied'
                                                          when r.outcome = 'STUDIED' then 'studied-exempt'
                                                          when r.exempt is not null then 'exempt-not-studied'
                                                          else coalesce(lower(r.outcome), 'unrecorded') end as word,
                           case when r.outcome = 'STUDIED' then 3
                                when r.topics <> 0 then 2
                                when r.outcome is not null then 1
                                else 0 end as much
                    from   study.roster r
                    where  r.member = any (organization.records_of(:kept) || organization.records_of(:dropped))
                    and    r.removed_on is null
                )
                select c.id, c.title, c.closed_at is null as running, k.word as kept, d.word as dropped,
                       coalesce(d.much, -1) > coalesce(k.much, -1) as dropped_stays
                from   study.campaign c
                left   join known k on k.campaign = c.id and k.member = :kept
                left   join known d on d.campaign = c.id and d.member = :dropped
                where  c.id in (select n.campaign from known n)
                order  by c.closed_at is not null, c.opens_on desc, c.id
                """)
                .param("kept", kept.value())
                .param("dropped", dropped.value())
                .query(Row.class)
                .list();
    }

    @Override
    public void merge(
            Actor actor,
            UUID merging,
            MemberId kept,
            MemberId dropped,
            Map<UUID, MemberId> staying,
            LocalDate on,
            String reason) {
        var rows = of(kept, dropped);
        for (var row : rows) if (!stays(row, kept, dropped, staying).equals(kept)) settled(row, dropped);
        for (var row : sorted(rows)) {
            enter(row.id());
            for (var member :
                    standing(row.id(), stays(row, kept, dropped, staying).equals(kept) ? dropped : kept)) {
                var seat = seat(row.id(), new MemberId(member));
                if (seat.removedOn() != null) continue;
                open(seat);
                adjustments.remove(new CampaignId(row.id()), seat.member(), seat.dated(on));
                note(actor, merging, seat, AdjustmentPlan.Kind.REMOVED, on, reason);
            }
        }
    }

    @Override
    public void part(Actor actor, UUID merging, LocalDate on, String reason) {
        for (var taken : taken(merging)) {
            enter(taken.campaign());
            var seat = seat(taken.campaign(), new MemberId(taken.member()));
            if (seat.over()) throw Refused.conflict("study.double.over", seat.title());
            open(seat);
            db.sql("update study.roster set removed_on = null where campaign = :campaign and member = :member")
                    .param("campaign", seat.campaign())
                    .param("member", seat.member())
                    .update();
            note(actor, merging, seat, AdjustmentPlan.Kind.ADDED, on, reason);
        }
    }

    @Override
    public long entries(MemberId kept) {
        return db.sql("""
                with seat as (
                    select r.campaign, r.member
                    from   study.roster r
                    where  r.member = any (organization.person(:kept))
                )
                select (select count(*) from seat s join study.fact f on f.campaign = s.campaign and f.member = s.member)
                       + (select count(*)
                          from   seat s
                          join   study.adjustment a on a.campaign = s.campaign and a.member = s.member
                          where  a.double_record is null)
                """).param("kept", kept.value()).query(Long.class).single();
    }

    /// Those that have both, always in the same order, so that two mergings never wait for each other.
    private static List<Row> sorted(List<Row> rows) {
        return rows.stream()
                .filter(Row::both)
                .sorted(Comparator.comparing(Row::id))
                .toList();
    }

    private static MemberId stays(Row row, MemberId kept, MemberId dropped, Map<UUID, MemberId> staying) {
        return staying.getOrDefault(row.id(), row.droppedStays() ? dropped : kept);
    }

    /// A roster that still waits for its cut-off day will go by the kept record then, so that nothing recorded may rest
    /// on the other.
    private void settled(Row row, MemberId dropped) {
        if (!row.running()) return;
        boolean lost = db.sql("""
                select c.rolls_taken_at is null
                       and exists (select
                                   from   study.fact f
                                   where  f.campaign = c.id
                                   and    f.member = any (organization.records_of(:member)))
                from   study.campaign c
                where  c.id = :campaign
                """)
                .param("member", dropped.value())
                .param("campaign", row.id())
                .query(Boolean.class)
                .single();
        if (lost) throw Refused.conflict("study.double.waiting", row.title());
    }

    private List<Taken> taken(UUID merging) {
        return db.sql("""
                select a.campaign, a.member
                from   study.adjustment a
                where  a.double_record = :merging
                and    a.kind = 'REMOVED'
                order  by a.campaign
                """).param("merging", merging).query(Taken.class).list();
    }

    private void enter(UUID campaign) {
        db.sql("select study.enter(:campaign)::text")
                .param("campaign", campaign)
                .query(String.class)
                .list();
    }

    /// The records by which `side`, or one that was merged into it, stands on the roster.
    private List<UUID> standing(UUID campaign, MemberId side) {
        return db.sql("""
                select r.member
                from   study.roster r
                where  r.campaign = :campaign
                and    r.member = any (organization.records_of(:side))
                and    r.removed_on is null
                order  by r.member
                """)
                .param("campaign", campaign)
                .param("side", side.value())
                .query(UUID.class)
                .list();
    }

    private Seat seat(UUID campaign, MemberId member) {
        return db.sql("""
                select r.campaign, r.member, r.member_no, r.unit, r.position, r.standing, r.exempt, r.removed_on, c.title,
                       c.cut_off, c.closed_at is not null as over, u.name as unit_name
                from   study.roster r
                join   study.campaign c on c.id = r.campaign
                join   study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                where  r.campaign = :campaign
                and    r.member = :member
                for    no key update of r
                """)
                .param("campaign", campaign)
                .param("member", member.value())
                .query(Seat.class)
                .single();
    }

    private void open(Seat seat) {
        if (adjustments.closed(new CampaignId(seat.campaign()), seat.unit()))
            throw Refused.conflict("study.double.closed", seat.title(), seat.unitName());
    }

    private void note(Actor actor, UUID merging, Seat seat, AdjustmentPlan.Kind kind, LocalDate on, String reason) {
        boolean added = kind == AdjustmentPlan.Kind.ADDED;
        var id = new CampaignId(seat.campaign());
        adjustments.note(
                actor,
                id,
                new AdjustmentPlan(
                        kind, seat.memberNo(), added ? seat.unit().toString() : "", null, seat.dated(on), reason),
                new Adjustments.Line(
                        seat.member(),
                        added ? null : seat.unit(),
                        added ? seat.unit() : null,
                        seat.standing(),
                        seat.exempt() != null),
                merging);
        adjustments.countAgain(id, Stream.of(seat.position()));
        audit.note(actor, "study.adjustment.create", seat.member(), seat.unit(), kind.name());
    }

    private record Taken(UUID campaign, UUID member) {}

    /// @param over whether the campaign has ended
    private record Seat(
            UUID campaign,
            UUID member,
            String memberNo,
            UUID unit,
            int position,
            String standing,
            @Nullable String exempt,
            @Nullable LocalDate removedOn,
            String title,
            LocalDate cutOff,
            boolean over,
            String unitName) {

        /// No adjustment is older than the roster.
        LocalDate dated(LocalDate on) {
            return on.isBefore(cutOff) ? cutOff : on;
        }
    }
}
