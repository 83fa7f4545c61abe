package vn.lantoa.study;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Role;
import vn.lantoa.study.view.BoardUnit;

/// What live boards ask the database, for all of a node's viewers together: have the figures changed, and may those who
/// look still look.
@Component
class LiveFigures {

    private static final String[] READING = Arrays.stream(Role.values())
            .filter(role -> role.may(Permission.READ))
            .map(Role::name)
            .toArray(String[]::new);

    private final AtomicLong looks = new AtomicLong();
    private final JdbcClient db;

    LiveFigures(JdbcClient db) {
        this.db = db;
    }

    /// A short text that changes whenever a figure of `unit` does.
    String version(CampaignId campaign, BoardUnit unit) {
        return version(campaign, Extent.of(unit));
    }

    /// A short text that changes whenever a figure of `extent` does, and sometimes when one between its ends does.
    String version(CampaignId campaign, Extent extent) {
        var watched = new Watched(campaign.value(), extent.first(), extent.last());
        return versions(Set.of(watched)).getOrDefault(watched, "");
    }

    /// The version of each of `watched`; one statement, however many there are. All figures go into one sum, by weights
    /// that no small change cancels out; a sum of each would take several times as long.
    Map<Watched, String> versions(Set<Watched> watched) {
        var all = List.copyOf(watched);
        return db
                .sql("""
                select w.number,
                       concat_ws('.', f.figures, c.closures, s.sessions, d.declared) as version
                from   unnest(:campaigns::uuid[], :positions::int[], :lasts::int[])
                       with ordinality as w(campaign, position, last, number)
                cross  join lateral (
                           select sum(t.total + 1009::bigint * t.probationary + 10007::bigint * t.exempt
                                      + 100003::bigint * t.studied + 200003::bigint * t.studied_exempt
                                      + 300007::bigint * t.excused + 400009::bigint * t.absent
                                      + 500009::bigint * t.made_up + 600011::bigint * t.key_cadre_studied
                                      + 700001::bigint * t.in_person + 800011::bigint * t.bridge
                                      + 900001::bigint * t.online + 1000003::bigint * t.recorded
                                      + 1100009::bigint * t.cell_meeting + 1200007::bigint * t.thematic
                                      + 1300021::bigint * t.combined + 1400017::bigint * t.handbook) as figures
                           from   study.tally t
                           where  t.campaign = w.campaign
                           and    t.position between w.position and w.last) f
                cross  join lateral (
                           select count(*) || '-' || count(c.reopened_at) as closures
                           from   study.closure c
                           where  c.campaign = w.campaign) c
                cross  join lateral (
                           select count(*) + count(s.closed_at) + count(s.head_chaired) + count(s.head_presented)
                                  as sessions
                           from   study.session s
                           where  s.campaign = w.campaign) s
                cross  join lateral (
                           select max(d.id) as declared
                           from   study.declared d
                           where  d.campaign = w.campaign) d
                """)
                .param("campaigns", all.stream().map(Watched::campaign).toArray(UUID[]::new))
                .param("positions", all.stream().map(Watched::position).toArray(Integer[]::new))
                .param("lasts", all.stream().map(Watched::last).toArray(Integer[]::new))
                .query((row, number) -> Map.entry(all.get(row.getInt(1) - 1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What [#versions] says, as a look for changes that open pages are told of: what is read from here on is at least
    /// as new as what they are told.
    Map<Watched, String> look(Set<Watched> watched) {
        var found = versions(watched);
        looks.incrementAndGet();
        return found;
    }

    /// How often it was looked for changes.
    long looks() {
        return looks.get();
    }

    /// Those of `viewers` whose session goes on and who still hold a post that lets them read the unit they look at.
    Set<Viewer> allowed(Set<Viewer> viewers, Instant at, LocalDate today) {
        var all = List.copyOf(viewers);
        return new HashSet<>(db.sql("""
                select w.number
                from   unnest(:sessions::text[], :accounts::uuid[], :campaigns::uuid[], :units::uuid[])
                       with ordinality as w(session, account, campaign, unit, number)
                join   access.account a on a.id = w.account and a.disabled_at is null
                where  exists (select
                               from   access.session s
                               where  s.session_id = w.session
                               and    s.expiry_time > :millis)
                and    exists (select
                               from   access.access_grant g
                               where  g.account = w.account
                               and    g.revoked_at is null
                               and    g.from_on <= :today
                               and    (g.until_on is null or g.until_on > :today)
                               and    g.role = any (:reading)
                               and    (g.unit is null or study.sees(array[g.unit], w.campaign, w.unit)))
                """)
                .param("sessions", all.stream().map(Viewer::session).toArray(String[]::new))
                .param("accounts", all.stream().map(Viewer::account).toArray(UUID[]::new))
                .param("campaigns", all.stream().map(Viewer::campaign).toArray(UUID[]::new))
                .param("units", all.stream().map(Viewer::unit).toArray(UUID[]::new))
                .param("millis", at.toEpochMilli())
                .param("today", today)
                .param("reading", READING)
                .query((row, number) -> all.get(row.getInt(1) - 1))
                .list());
    }

    /// A subtree somebody looks at.
    record Watched(UUID campaign, int position, int last) {}

    /// Who looks at `unit` in `campaign`, in which browser session.
    record Viewer(String session, UUID account, UUID campaign, UUID unit) {}
}
