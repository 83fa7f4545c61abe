package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.study.view.FlagRow;

/// What in the scans of a conference a person should look at: nobody becomes absent by it. Five or more people
/// within five seconds by one device, or three or more within ten minutes by one phone; one person at two sites
/// within an hour; people let in after the end; a device whose clock was more than ten minutes off.
@Component
class Flags {

    static final int MOST = 300;

    private final JdbcClient db;
    private final Audit audit;

    Flags(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /// The flags of a session at sites where `actor` keeps the door; those nobody has looked at first, at most [#MOST].
    List<FlagRow> of(Actor actor, SessionId session) {
        return db.sql("""
                with mine as materialized (
                    select s.*, coalesce(s.device::text, s.witness) as by_what, t.name as site_name, x.ends_at,
                           coalesce(m.full_name || ' · ' || m.member_no, s.read) as person
                    from   study.scan s
                    join   study.site t on t.id = s.site
                    join   study.session x on x.id = s.session
                    left   join organization.member m on m.id = s.member
                    where  s.session = :session
                    and    s.kind = 'IN'
                    and    s.way <> 'ANSWER'
                    and    (organization.covers(:keep::uuid[], t.unit) or organization.covers(:record::uuid[], t.unit))
                    and    not exists (select from study.scan u where u.session = s.session and u.undoes = s.nonce)
                ),
                counted as (
                    select n.*,
                           count(*) filter (where n.way in ('CODE', 'SEARCH', 'KIOSK')) over (
                               partition by n.by_what order by n.happened_at
                               range between interval '5 seconds' preceding and current row) as quick,
                           count(*) filter (where n.way = 'PHONE') over (
                               partition by n.by_what order by n.happened_at
                               range between interval '10 minutes' preceding and current row) as one_phone
                    from   mine n
                    where  n.by_what is not null
                    and    n.outcome in ('recorded', 'back')
                ),
                flag as (
                    select   'BURST' as kind, c.by_what || ' ' || date_trunc('minute', c.happened_at) as subject,
                             coalesce(max(d.name), max(c.by_what)) as about, min(c.site_name) as site,
                             null as other_site, min(c.happened_at) as "from", max(c.happened_at) as until,
                             greatest(max(c.quick), max(c.one_phone)) as scans
                    from     counted c
                    left     join study.door_device d on d.id = c.device
                    where    c.quick >= 5 or c.one_phone >= 3
                    group by c.by_what, date_trunc('minute', c.happened_at)
                    union    all
                    select   'TWO_SITES', a.member::text, a.person, min(a.site_name), min(b.site_name),
                             min(a.happened_at), max(b.happened_at), count(*)
                    from     mine a
                    join     mine b on b.member = a.member and b.site <> a.site and b.happened_at >= a.happened_at
                                   and b.happened_at < a.happened_at + interval '1 hour'
                    group by a.member, a.person
                    union    all
                    select   'AFTER_END', n.site::text, n.site_name, n.site_name, null, min(n.happened_at),
                             max(n.happened_at), count(*)
                    from     mine n
                    where    n.happened_at > n.ends_at
                    and      n.outcome in ('recorded', 'back')
                    group by n.site, n.site_name
                    union    all
                    select   'CLOCK', n.device::text, d.name, min(n.site_name), null, min(n.device_at), max(n.happened_at),
                             count(*)
                    from     mine n
                    join     study.door_device d on d.id = n.device
                    where    n.device_at < n.happened_at - interval '10 minutes'
                    or       n.device_at > n.happened_at + interval '10 minutes'
                    group by n.device, d.name
                )
                select   f.kind, f.subject, f.about, f.site, f.other_site, f."from", f.until, f.scans, w.note,
                         a.full_name as answered_by
                from     flag f
                left     join study.flag_answer w on w.session = :session and w.kind = f.kind and w.subject = f.subject
                left     join access.account a on a.id = w.answered_by
                order by w.note is not null, f.kind, f."from"
                limit    :most
                """)
                .param("session", session.value())
                .param("keep", actor.scope(Permission.CHECK_IN).array())
                .param("record", actor.scope(Permission.RECORD).array())
                .param("most", MOST)
                .query(FlagRow.class)
                .list();
    }

    /// Notes what a person says of a flag.
    ///
    /// @throws NotFound if it is none that `actor` sees
    @Transactional
    void answer(Actor actor, SessionId session, String kind, String subject, String note, Instant now) {
        var flag = of(actor, session).stream()
                .filter(row -> row.kind().equals(kind) && row.subject().equals(subject))
                .findFirst()
                .orElseThrow(NotFound::new);
        var said = Typed.required("study.field.reason", note, 500);
        db.sql("""
                insert into study.flag_answer (session, kind, subject, note, answered_by, answered_at)
                values (:session, :kind, :subject, :note, :by, :at)
                on     conflict (session, kind, subject) do update
                set    note = excluded.note, answered_by = excluded.answered_by, answered_at = excluded.answered_at
                """)
                .param("session", session.value())
                .param("kind", kind)
                .param("subject", subject)
                .param("note", said)
                .param("by", actor.account().value())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        audit.note(actor, "study.flag.answer", session.value(), null, flag.about());
    }
}
