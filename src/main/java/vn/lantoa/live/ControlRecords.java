package vn.lantoa.live;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.live.view.IncidentRow;
import vn.lantoa.live.view.MessageRow;
import vn.lantoa.live.view.SiteMessage;
import vn.lantoa.study.SessionId;

/// What a control room and the pages of sites keep: when each page was heard of, incidents, calls for help, messages.
/// Loads are for callers that hold the conference or the site already.
@Component
class ControlRecords {

    /// After this long without a word the line of a site counts as silent: three words missed.
    static final Duration SILENT_AFTER = Duration.ofSeconds(45);

    /// When the page of a site was last heard of.
    record Beat(UUID site, Instant seenAt) {}

    /// What is open at a site.
    record Open(UUID site, int help, int incidents, int unread) {}

    private static final String INCIDENT = """
            select   i.id, i.site, t.name as site_name, i.kind = 'HELP' as help, i.what, w.full_name as told_by, i.told_at,
                     i.acknowledged_at, k.full_name as acknowledged_by, i.solved_at, s.full_name as solved_by, i.solution
            from     live.incident i
            join     access.account w on w.id = i.told_by
            left     join access.account k on k.id = i.acknowledged_by
            left     join access.account s on s.id = i.solved_by
            left     join study.site t on t.id = i.site
            """;

    private final JdbcClient db;

    ControlRecords(JdbcClient db) {
        this.db = db;
    }

    /// A text for each session that changes with everything kept here, and when a line falls silent. One statement.
    Map<UUID, String> versions(Collection<UUID> sessions, Instant at) {
        var versions = new HashMap<UUID, String>();
        db.sql("""
                select s.id, i.told, i.known, i.solved, m.sent, m.read, b.opened, b.lines, b.which
                from   unnest(:sessions::uuid[]) as s (id)
                cross  join lateral (
                    select count(*) as told, count(i.acknowledged_at) as known, count(i.solved_at) as solved
                    from   live.incident i
                    where  i.session = s.id
                ) i
                cross  join lateral (
                    select count(distinct m.id) as sent, count(r.read_at) as read
                    from   live.message m
                    join   live.receipt r on r.message = m.id
                    where  m.session = s.id
                ) m
                cross  join lateral (
                    select count(*) as opened, count(*) filter (where b.seen_at > :from) as lines,
                           coalesce(sum(hashtext(b.site::text)::bigint) filter (where b.seen_at > :from), 0) as which
                    from   study.site t
                    join   live.beat b on b.site = t.id
                    where  t.session = s.id
                ) b
                """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("from", at.minus(SILENT_AFTER).atOffset(ZoneOffset.UTC))
                .query((row, number) -> versions.put(
                        row.getObject("id", UUID.class),
                        row.getLong("told") + "." + row.getLong("known") + "." + row.getLong("solved") + "."
                                + row.getLong("sent") + "." + row.getLong("read") + "." + row.getLong("opened") + "."
                                + row.getLong("lines") + "." + Long.toHexString(row.getLong("which"))))
                .list();
        return versions;
    }

    List<Beat> beats(SessionId session) {
        return db.sql("""
                select b.site, b.seen_at
                from   study.site t
                join   live.beat b on b.site = t.id
                where  t.session = :session
                """).param("session", session.value()).query(Beat.class).list();
    }

    /// What is open at the sites of the session where anything is.
    List<Open> open(SessionId session) {
        return db.sql("""
                select   x.site, sum(x.help) as help, sum(x.incidents) as incidents, sum(x.unread) as unread
                from     (select i.site, (i.kind = 'HELP')::int as help, (i.kind = 'INCIDENT')::int as incidents, 0 as unread
                          from   live.incident i
                          where  i.session = :session
                          and    i.solved_at is null
                          and    i.site is not null
                          union  all
                          select r.site, 0, 0, 1
                          from   live.message m
                          join   live.receipt r on r.message = m.id and r.read_at is null
                          where  m.session = :session) x
                group by x.site
                """).param("session", session.value()).query(Open.class).list();
    }

    /// What is not solved first, calls for help before the rest, then the latest; at most 200.
    List<IncidentRow> incidents(SessionId session) {
        return db.sql(INCIDENT + """
                where    i.session = :session
                order by i.solved_at is not null, i.kind = 'INCIDENT', i.told_at desc, i.id
                limit    200
                """)
                .param("session", session.value())
                .query(IncidentRow.class)
                .list();
    }

    /// Those of one site, what is not solved first, then the latest; at most 50.
    List<IncidentRow> incidents(UUID site) {
        return db.sql(INCIDENT + """
                where    i.site = :site
                order by i.solved_at is not null, i.told_at desc, i.id
                limit    50
                """)
                .param("site", site)
                .query(IncidentRow.class)
                .list();
    }

    /// The latest first, at most 100.
    List<MessageRow> messages(SessionId session) {
        return db.sql("""
                select   m.id, m.text, m.to_all, case when m.to_all then '' else min(t.name) end as site_name,
                         a.full_name as sent_by, m.sent_at, count(*) as sites, count(r.read_at) as read
                from     live.message m
                join     live.receipt r on r.message = m.id
                join     study.site t on t.id = r.site
                join     access.account a on a.id = m.sent_by
                where    m.session = :session
                group by m.id, m.text, m.to_all, a.full_name, m.sent_at
                order by m.sent_at desc, m.id
                limit    100
                """)
                .param("session", session.value())
                .query(MessageRow.class)
                .list();
    }

    /// Those that went to a site: what nobody there has read first, then the latest; at most 50.
    List<SiteMessage> received(UUID site) {
        return db.sql("""
                select   m.id, m.text, a.full_name as sent_by, m.sent_at, r.read_at, b.full_name as read_by
                from     live.receipt r
                join     live.message m on m.id = r.message
                join     access.account a on a.id = m.sent_by
                left     join access.account b on b.id = r.read_by
                where    r.site = :site
                order by r.read_at is not null, m.sent_at desc, m.id
                limit    50
                """).param("site", site).query(SiteMessage.class).list();
    }

    /// At which sites a message waits to be read, by name.
    List<String> unread(SessionId session, UUID message) {
        return db.sql("""
                select   t.name
                from     live.message m
                join     live.receipt r on r.message = m.id and r.read_at is null
                join     study.site t on t.id = r.site
                where    m.id = :message
                and      m.session = :session
                order by t.name, t.id
                """)
                .param("message", message)
                .param("session", session.value())
                .query(String.class)
                .list();
    }
}
