package vn.lantoa.live;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Role;
import vn.lantoa.access.Scope;

/// Whether those who follow a conference may still do so, for all viewers of a node in one statement. The same rights
/// as `study.Conferences` asks of one.
@Component
class ScreenRights {

    private static final String[] RUNNING = roles(Permission.SCHEDULE);
    private static final String[] READING = roles(Permission.READ);
    private static final String[] KEEPING = roles(Permission.CHECK_IN);

    private final JdbcClient db;

    ScreenRights(JdbcClient db) {
        this.db = db;
    }

    /// Those of `viewers` whose browser session goes on and who may still see what they look at.
    Set<Viewer> allowed(Set<Viewer> viewers, Instant at, LocalDate today) {
        var free = viewers.stream().filter(viewer -> viewer.account() == null);
        var known = viewers.stream().filter(viewer -> viewer.account() != null).toList();
        if (known.isEmpty()) return new HashSet<>(viewers);
        return new HashSet<>(Stream.concat(free, of(known, at, today).stream()).toList());
    }

    private List<Viewer> of(List<Viewer> all, Instant at, LocalDate today) {
        return db.sql("""
                select w.number
                from   unnest(:browsers::text[], :accounts::uuid[], :sessions::uuid[], :runs::boolean[])
                       with ordinality as w(browser, account, session, runs, number)
                join   access.account a on a.id = w.account and a.disabled_at is null
                join   study.session s on s.id = w.session
                where  exists (select
                               from   access.session b
                               where  b.session_id = w.browser
                               and    b.expiry_time > :millis)
                and    (exists (select
                                from   access.access_grant g
                                cross  join lateral (select array[coalesce(g.unit, :everything)] as scope) c
                                where  g.account = w.account
                                and    g.revoked_at is null
                                and    g.from_on <= :today
                                and    (g.until_on is null or g.until_on > :today)
                                and    case
                                           when w.runs then g.role = any (:running)
                                                and (g.reads_from is null or g.reads_from > :today)
                                                and organization.covers(c.scope, s.host)
                                           else (g.role = any (:reading)
                                                 and study.touches(c.scope, s.campaign, s.host))
                                                or (g.role = any (:keeping)
                                                    and (g.reads_from is null or g.reads_from > :today)
                                                    and exists (select
                                                                from   study.site t
                                                                where  t.session = s.id
                                                                and    organization.covers(c.scope, t.unit)))
                                       end)
                        or (not w.runs
                            and exists (select
                                        from   study.roster r
                                        where  r.campaign = s.campaign
                                        and    r.member = a.member
                                        and    r.removed_on is null)))
                """)
                .param("browsers", all.stream().map(Viewer::browser).toArray(String[]::new))
                .param("accounts", all.stream().map(Viewer::account).toArray(UUID[]::new))
                .param("sessions", all.stream().map(Viewer::session).toArray(UUID[]::new))
                .param("runs", all.stream().map(Viewer::runs).toArray(Boolean[]::new))
                .param("millis", at.toEpochMilli())
                .param("today", today)
                .param("everything", Scope.EVERYTHING)
                .param("running", RUNNING)
                .param("reading", READING)
                .param("keeping", KEEPING)
                .query((row, number) -> all.get(row.getInt(1) - 1))
                .list();
    }

    private static String[] roles(Permission permission) {
        return Arrays.stream(Role.values())
                .filter(role -> role.may(permission))
                .map(Role::name)
                .toArray(String[]::new);
    }
}
