package vn.lantoa.study;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many came to a conference, site by site, for the modules above. Every load is for a caller that holds the
/// conference already.
@Component
public class Turnout {

    /// @param id of the site
    /// @param unitName unit whose hall it is
    /// @param level of that unit
    /// @param parentName the unit above it, or empty
    /// @param expected how many people this site and no other of the session expects
    public record Hall(
            UUID id, String name, boolean main, String unitName, String level, String parentName, int expected) {}

    /// @param came who were let in; of them `left` have gone again
    public record Count(UUID site, int came, int left) {

        public int in() {
            return came - left;
        }
    }

    /// Who were let in during the minute that begins `at`.
    public record Minute(Instant at, int came) {}

    /// @param counts of sites at which anybody was let in
    /// @param minutes of all sites together, only those in which anybody came, in order
    public record Figures(List<Count> counts, List<Minute> minutes) {}

    /// What a door's devices told last.
    ///
    /// @param open how many are not closed
    /// @param unsent scans that they still keep
    /// @param seenAt when one of them was last heard of
    public record Devices(UUID site, int open, int unsent, Instant seenAt) {}

    /// A unit with how many of its roster a site expects.
    public record Part(UUID unit, String name, int people) {}

    private record Ranged(
            UUID id,
            String name,
            boolean main,
            String unitName,
            String level,
            String parentName,
            String expects,
            int depth,
            int position,
            int last,
            int listed) {}

    private record People(int position, int count) {}

    private record Cell(@Nullable UUID site, @Nullable Instant minute, int came, int gone) {}

    private final JdbcClient db;

    Turnout(JdbcClient db) {
        this.db = db;
    }

    /// The sites with whom they expect, the same people as the database's own `study.expected_at` tells, in one
    /// walk over the tree for all sites together. The main site first, the others in the order of the tree. Reads
    /// the whole roster: not for every tick.
    public List<Hall> halls(SessionId session) {
        var sites = sites(session);
        var expected = new HashMap<UUID, Integer>();
        for (var site : sites) expected.put(site.id, site.listed);
        spread(sites, people(session), expected);
        return sites.stream()
                .map(site -> new Hall(
                        site.id,
                        site.name,
                        site.main,
                        site.unitName,
                        site.level,
                        site.parentName,
                        expected.getOrDefault(site.id, 0)))
                .toList();
    }

    /// A text that changes whenever anything in [#figures] or [#devices] may have changed. Answers for each of
    /// `sessions` in one statement of a millisecond.
    public Map<UUID, String> versions(java.util.Collection<UUID> sessions) {
        var versions = new HashMap<UUID, String>();
        db.sql("""
                select s.id,
                       (select max(f.id) from study.fact f where f.campaign = s.campaign) as fact,
                       g.guests, g.voided, d.open, d.unsent
                from   study.session s
                cross  join lateral (
                    select count(*) as guests, count(g.voided_at) as voided
                    from   study.site t
                    join   study.guest g on g.site = t.id
                    where  t.session = s.id
                ) g
                cross  join lateral (
                    select count(*) as open, sum(d.unsent) as unsent
                    from   study.site t
                    join   study.door_device d on d.site = t.id and d.closed_at is null
                    where  t.session = s.id
                ) d
                where  s.id = any (:sessions::uuid[])
                """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .query((row, number) -> versions.put(
                        row.getObject("id", UUID.class),
                        row.getLong("fact") + "." + row.getLong("guests") + "." + row.getLong("voided") + "."
                                + row.getLong("open") + "." + row.getLong("unsent")))
                .list();
        return versions;
    }

    /// Who came and left, from the facts that stand.
    public Figures figures(SessionId session) {
        var cells =
                db.sql("""
                select   f.site, date_trunc('minute', f.happened_at) as minute,
                         count(*) filter (where f.kind = 'IN') as came, count(*) filter (where f.kind = 'OUT') as gone
                from     study.session s
                join     study.fact f on f.campaign = s.campaign and f.session = s.id and f.kind in ('IN', 'OUT')
                where    s.id = :session
                and      f.site is not null
                and      not exists (select from study.fact v where v.campaign = s.campaign and v.voids = f.id)
                group by grouping sets ((f.site), (date_trunc('minute', f.happened_at)))
                order by minute
                """).param("session", session.value()).query(Cell.class).list();
        var counts = cells.stream()
                .filter(cell -> cell.site != null)
                .map(cell -> new Count(java.util.Objects.requireNonNull(cell.site), cell.came, cell.gone))
                .toList();
        return new Figures(counts, minutes(cells));
    }

    /// Who were let in at one site, by the minute, in order.
    public List<Minute> minutes(SessionId session, UUID site) {
        return minutes(db.sql("""
                select   null::uuid as site, date_trunc('minute', f.happened_at) as minute, count(*) as came, 0 as gone
                from     study.session s
                join     study.fact f on f.campaign = s.campaign and f.session = s.id and f.site = :site and f.kind = 'IN'
                where    s.id = :session
                and      not exists (select from study.fact v where v.campaign = s.campaign and v.voids = f.id)
                group by 2
                order by 2
                """)
                .param("session", session.value())
                .param("site", site)
                .query(Cell.class)
                .list());
    }

    /// Guests let in, by site.
    public Map<UUID, Integer> guests(SessionId session) {
        var guests = new HashMap<UUID, Integer>();
        db.sql("""
                select   g.site, count(*) as guests
                from     study.site t
                join     study.guest g on g.site = t.id and g.voided_at is null
                where    t.session = :session
                group by g.site
                """)
                .param("session", session.value())
                .query((row, number) -> guests.put(row.getObject("site", UUID.class), row.getInt("guests")))
                .list();
        return guests;
    }

    /// What the open devices at the doors told last, by site.
    public List<Devices> devices(SessionId session) {
        return db.sql("""
                select   d.site, count(*) as open, sum(d.unsent) as unsent, max(d.seen_at) as seen_at
                from     study.site t
                join     study.door_device d on d.site = t.id and d.closed_at is null
                where    t.session = :session
                group by d.site
                """)
                .param("session", session.value())
                .query(Devices.class)
                .list();
    }

    /// Whom the site expects by the unit on whose roster they are, in the order of the tree.
    public List<Part> parts(ConferenceSite site) {
        return db.sql("""
                select   u.unit, u.name, count(*) as people
                from     study.expected_at(:site) e
                join     study.session s on s.id = :session
                join     study.roster r on r.campaign = s.campaign and r.member = e.member
                join     study.campaign_unit u on u.campaign = s.campaign and u.unit = r.unit
                group by u.unit, u.name, u.position
                order by u.position
                """)
                .param("site", site.id())
                .param("session", site.session())
                .query(Part.class)
                .list();
    }

    private static List<Minute> minutes(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> cell.minute != null && cell.came > 0)
                .map(cell -> new Minute(java.util.Objects.requireNonNull(cell.minute), cell.came))
                .toList();
    }

    /// Gives everybody at a place of the tree to the nearest site above it that expects its unit.
    private static void spread(List<Ranged> sites, List<People> people, Map<UUID, Integer> expected) {
        var outerFirst = sites.stream()
                .filter(site -> site.expects.equals("UNIT"))
                .sorted(Comparator.comparingInt(Ranged::position)
                        .thenComparingInt(Ranged::depth)
                        .thenComparing(Ranged::main, Comparator.reverseOrder())
                        .thenComparing(site -> site.id.toString(), Comparator.reverseOrder()))
                .toList();
        var open = new ArrayDeque<Ranged>();
        var next = 0;
        for (var place : people) {
            while (next < outerFirst.size() && outerFirst.get(next).position <= place.position)
                open.push(outerFirst.get(next++));
            while (!open.isEmpty() && open.element().last < place.position) open.pop();
            if (!open.isEmpty()) expected.merge(open.element().id, place.count, Integer::sum);
        }
    }

    private List<Ranged> sites(SessionId session) {
        return db.sql("""
                select   t.id, t.name, t.main, u.name as unit_name, u.level, coalesce(p.name, '') as parent_name, t.expects,
                         u.depth, u.position, u.last, coalesce(l.listed, 0) as listed
                from     study.session s
                join     study.site t on t.session = s.id
                join     study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
                left     join study.campaign_unit p on p.campaign = s.campaign and p.unit = u.parent
                left     join (
                    select   e.site, count(*) as listed
                    from     (select distinct on (e.member) e.member, e.site
                              from   study.expected e
                              join   study.site k on k.id = e.site
                              where  k.session = :session
                              order by e.member, e.site) e
                    join     study.session o on o.id = :session
                    join     study.roster r on r.campaign = o.campaign and r.member = e.member and r.removed_on is null
                    group by e.site
                ) l on l.site = t.id
                where    s.id = :session
                order by t.main desc, u.position, t.name, t.id
                """).param("session", session.value()).query(Ranged.class).list();
    }

    private List<People> people(SessionId session) {
        return db.sql("""
                select   r.position, count(*) as count
                from     study.session s
                join     study.roster r on r.campaign = s.campaign and r.removed_on is null
                where    s.id = :session
                and      (r.key_cadre or not s.for_key_cadres)
                and      not exists (select from study.expected e
                                     join   study.site k on k.id = e.site
                                     where  k.session = s.id and e.member = r.member)
                group by r.position
                order by r.position
                """).param("session", session.value()).query(People.class).list();
    }
}
