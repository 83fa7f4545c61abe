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
                with here as materialized (
                    select t.id, t.name, x.ends_at
                    from   study.site t
                    join   study.session x on x.id = t.session
                    where  t.session = :session
                    and    (organization.covers(:keep::uuid[], t.unit) or organization.covers(:record::uuid[], t.unit))
                ),
                mine as materialized (
                    select s.member, s.read, s.site, s.way, s.device, s.witness, s.happened_at, s.device_at,
                           s.outcome in ('recorded', 'back') as counts, t.name as site_name, t.ends_at
                    from   study.scan s
                    join   here t on t.id = s.site
                    where  s.session = :session
                    and    s.kind = 'IN'
                    and    s.way <> 'ANSWER'
                    and    not exists (select from study.scan u where u.session = s.session and u.undoes = s.nonce)
                ),
                quick as (
                    select n.device, n.happened_at, n.site_name,
                           count(*) over (partition by n.device order by n.happened_at
                                          range between interval '5 seconds' preceding and current row) as scans
                    from   mine n
                    where  n.device is not null
                    and    n.way in ('CODE', 'SEARCH', 'KIOSK')
                    and    n.counts
                ),
                one_phone as (
                    select n.witness, n.happened_at, n.site_name,
                           count(*) over (partition by n.witness order by n.happened_at
                                          range between interval '10 minutes' preceding and current row) as scans
                    from   mine n
                    where  n.witness is not null
                    and    n.way = 'PHONE'
                    and    n.counts
                ),
                flag as (
                    select   'BURST' as kind, q.device || ' ' || date_trunc('minute', q.happened_at) as subject,
                             d.name as about, min(q.site_name) as site, null as other_site,
                             min(q.happened_at) as "from", max(q.happened_at) as until, max(q.scans) as scans
                    from     quick q
                    join     study.door_device d on d.id = q.device
                    where    q.scans >= 5
                    group by q.device, d.name, date_trunc('minute', q.happened_at)
                    union    all
                    select   'BURST', p.witness || ' ' || date_trunc('minute', p.happened_at), p.witness, min(p.site_name),
                             null, min(p.happened_at), max(p.happened_at), max(p.scans)
                    from     one_phone p
                    where    p.scans >= 3
                    group by p.witness, date_trunc('minute', p.happened_at)
                    union    all
                    select   'TWO_SITES', a.member::text, m.full_name || ' · ' || m.member_no, min(a.site_name),
                             min(b.site_name), min(a.happened_at), max(b.happened_at), count(*)
                    from     mine a
                    join     mine b on b.member = a.member and b.site <> a.site and b.happened_at >= a.happened_at
                                   and b.happened_at < a.happened_at + interval '1 hour'
                    join     organization.member m on m.id = a.member
                    group by a.member, m.full_name, m.member_no
                    union    all
                    select   'AFTER_END', n.site::text, n.site_name, n.site_name, null, min(n.happened_at),
                             max(n.happened_at), count(*)
                    from     mine n
                    where    n.happened_at > n.ends_at
                    and      n.counts
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
