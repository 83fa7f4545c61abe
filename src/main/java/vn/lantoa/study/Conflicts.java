package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.ConflictRow;

/// Scans that a door kept and the server could not take: a person decides about each, and nothing of it is lost.
@Component
class Conflicts {

    static final int MOST = 500;

    private final JdbcClient db;
    private final Door door;
    private final DoorScans scans;
    private final DoorGuests guests;
    private final Adjusting adjusting;
    private final Audit audit;

    Conflicts(JdbcClient db, Door door, DoorScans scans, DoorGuests guests, Adjusting adjusting, Audit audit) {
        this.db = db;
        this.door = door;
        this.scans = scans;
        this.guests = guests;
        this.adjusting = adjusting;
        this.audit = audit;
    }

    /// The open conflicts of a session at sites where `actor` keeps the door, at most [#MOST]: first those with which a
    /// door asks for an adjustment, the oldest first.
    /// What was read on line and refused to the keeper's face is none unless the door asks for an adjustment; nor is a
    /// scan of somebody who is in by another, or for whom the door asked.
    List<ConflictRow> open(Actor actor, SessionId session) {
        return db.sql("""
                select   s.id, s.kind, s.outcome, s.read, s.member, m.full_name, m.member_no, h.name as cell,
                         t.name as site, s.happened_at, s.device_at, s.received_at, d.name as device,
                         coalesce(s.witness, a.full_name) as keeper, s.note, u.code as unit_code
                from     study.scan s
                join     study.site t on t.id = s.site
                left     join organization.member m on m.id = s.member
                left     join organization.unit h on h.id = m.unit
                left     join study.campaign_unit u on u.campaign = s.campaign and u.unit = m.unit
                left     join study.door_device d on d.id = s.device
                left     join access.account a on a.id = s.recorded_by
                where    s.session = :session
                and      s.outcome in ('other-site', 'not-on-roster', 'unknown-code', 'session-closed', 'keeper-gone',
                                       'clash')
                and      s.way <> 'ANSWER'
                and      (s.offline or s.note is not null or s.outcome in ('keeper-gone', 'clash'))
                and      (organization.covers(:keep::uuid[], t.unit) or organization.covers(:record::uuid[], t.unit))
                and      not exists (select from study.scan_answer w where w.scan = s.id)
                and      not exists (select from study.scan u where u.session = s.session and u.undoes = s.nonce)
                and      (s.kind <> 'IN' or s.member is null
                          or not exists (select
                                         from   study.attested(s.campaign, s.session, array[s.member]) e
                                         where  e.kind = 'IN'))
                and      (s.outcome <> 'not-on-roster' or s.note is not null
                          or not exists (select
                                         from   study.scan n
                                         where  n.session = s.session
                                         and    n.member = s.member
                                         and    n.site = s.site
                                         and    n.outcome = s.outcome
                                         and    n.note is not null))
                order by s.note is null, s.happened_at, s.id
                limit    :most
                """)
                .param("session", session.value())
                .param("keep", actor.scope(Permission.CHECK_IN).array())
                .param("record", actor.scope(Permission.RECORD).array())
                .param("most", MOST)
                .query(ConflictRow.class)
                .list();
    }

    /// Takes the scan as that of `memberNo`, or of whom it names where that is empty, at the time it was made; lets in
    /// whom another site expects.
    ///
    /// @throws Refused if it still cannot be taken, and why; nothing is decided then
    @Transactional
    DoorAnswer admit(Actor actor, long scan, String memberNo, String reason, Instant now) {
        var kept = require(actor, scan);
        var member = memberNo.isBlank() ? kept.member() : named(memberNo.strip());
        if (member == null) throw Refused.invalid("study.conflict.who");
        var kind = DoorScan.Kind.valueOf(kept.kind());
        if (kind == DoorScan.Kind.UNDO) throw Refused.conflict("study.conflict.undo");
        var anew = new DoorScan(
                "answer " + scan,
                kind,
                DoorScan.Way.ANSWER,
                null,
                member,
                null,
                null,
                kept.happenedAt(),
                kept.deviceAt(),
                true,
                true);
        var answer = door.take(actor, new SiteId(kept.site()), said(reason), List.of(anew), now)
                .getFirst();
        if (!answer.good()) throw still(answer);
        decide(actor, kept, "ADMITTED", reason, now);
        return answer;
    }

    /// Takes whom the scan names, or `memberNo` where that is not empty, up into the roster at the unit with the code
    /// `unit`, on the day of the scan and for `reason`, and lets him or her in at the time it was made.
    ///
    /// @throws NotFound if `actor` does not see the campaign
    /// @throws Refused if the roster cannot be adjusted so (see [Adjusting#adjust]), or the scan still cannot be taken
    @Transactional
    DoorAnswer enroll(Actor actor, long scan, String memberNo, String unit, String reason, Instant now) {
        var kept = require(actor, scan);
        var number = memberNo.isBlank() ? kept.memberNo() : memberNo.strip();
        if (number == null) throw Refused.invalid("study.conflict.who");
        var plan = new AdjustmentPlan(
                AdjustmentPlan.Kind.ADDED, number, unit, null, Zone.day(kept.happenedAt()), said(reason));
        adjusting.adjust(actor, new CampaignId(kept.campaign()), plan, Zone.day(now));
        return admit(actor, scan, memberNo, reason, now);
    }

    /// Counts whoever was scanned as a guest.
    @Transactional
    void welcome(Actor actor, long scan, String name, String reason, Instant now) {
        var kept = require(actor, scan);
        guests.record(
                scans.place(new SiteId(kept.site())),
                "answer " + scan,
                name,
                "",
                actor.account().value(),
                kept.happenedAt());
        decide(actor, kept, "GUEST", reason, now);
    }

    /// Leaves the scan without effect, for `reason`.
    @Transactional
    void dismiss(Actor actor, long scan, String reason, Instant now) {
        decide(actor, require(actor, scan), "DISMISSED", reason, now);
    }

    private void decide(Actor actor, Kept kept, String decision, String reason, Instant now) {
        var decided = db.sql("""
                insert into study.scan_answer (scan, decision, reason, answered_by, answered_at)
                values (:scan, :decision, :reason, :by, :at)
                on     conflict do nothing
                """)
                .param("scan", kept.id())
                .param("decision", decision)
                .param("reason", said(reason))
                .param("by", actor.account().value())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        if (decided == 0) throw Refused.conflict("study.conflict.answered");
        audit.note(
                actor,
                "study.conflict." + decision.toLowerCase(java.util.Locale.ROOT),
                kept.site(),
                kept.unit(),
                reason);
    }

    private static Refused still(DoorAnswer answer) {
        var key = "study.conflict.still." + answer.outcome();
        return Refused.conflict(key);
    }

    private static String said(String reason) {
        return Typed.required("study.field.reason", reason, 500);
    }

    private UUID named(String memberNo) {
        var member = scans.numbered(List.of(memberNo)).get(memberNo);
        if (member == null) throw Refused.invalid("study.conflict.nobody", memberNo);
        return member;
    }

    private Kept require(Actor actor, long scan) {
        return db.sql("""
                select s.id, s.campaign, s.kind, s.member, m.member_no, s.site, t.unit, s.happened_at, s.device_at
                from   study.scan s
                join   study.site t on t.id = s.site
                left   join organization.member m on m.id = s.member
                where  s.id = :scan
                and    (organization.covers(:keep::uuid[], t.unit) or organization.covers(:record::uuid[], t.unit))
                """)
                .param("scan", scan)
                .param("keep", actor.scope(Permission.CHECK_IN).array())
                .param("record", actor.scope(Permission.RECORD).array())
                .query(Kept.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    private record Kept(
            long id,
            UUID campaign,
            String kind,
            @Nullable UUID member,
            @Nullable String memberNo,
            UUID site,
            UUID unit,
            Instant happenedAt,
            @Nullable Instant deviceAt) {}
}
