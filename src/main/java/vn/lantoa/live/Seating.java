package vn.lantoa.live;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Folded;
import vn.lantoa.live.view.Candidate;
import vn.lantoa.study.SessionId;

/// Who sits in which group of a discussion: by the units whose people a group takes, and by who leads it. Loads are for
/// callers that hold the conference already.
@Component
class Seating {

    /// How many people of one name are shown to choose from.
    static final int MOST_CANDIDATES = 10;

    private final JdbcClient db;

    Seating(JdbcClient db) {
        this.db = db;
    }

    /// In which group a member sits: those that he or she leads; else the one at `site` that takes the member's unit;
    /// else those at `site` that name no unit, of which he or she joins one.
    ///
    /// @param site where the member takes part, or null where that is not known
    List<UUID> of(SessionId session, UUID member, @Nullable UUID site) {
        return db.sql("""
                with near as (
                    select g.id, g.number,
                           case when :member in (g.chair, g.secretary) then 1
                                when w.unit is not null then 2
                                when g.site = :site and not exists (select from live.group_unit o where o.group_id = g.id)
                                then 3 end as how
                    from   live.discussion_group g
                    join   study.session s on s.id = g.session
                    left   join study.roster r on r.campaign = s.campaign and r.member = :member and r.removed_on is null
                    left   join live.group_unit w on w.group_id = g.id and w.unit = r.unit and g.site = :site
                    where  g.session = :session
                )
                select   n.id
                from     near n
                where    n.how = (select min(b.how) from near b)
                order by n.number
                """)
                .param("session", session.value())
                .param("member", member)
                .param("site", site)
                .query(UUID.class)
                .list();
    }

    /// The units of which people sit in the groups of `site`, with the group.
    Map<UUID, UUID> units(UUID site) {
        return db
                .sql("""
                select w.unit, w.group_id
                from   live.discussion_group g
                join   live.group_unit w on w.group_id = g.id
                where  g.site = :site
                """)
                .param("site", site)
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }

    /// People of the conference with this member number; else, of those whose units lie in `names`, with all these
    /// words in their name, whatever the accents. Those of `site` first, at most one more than [#MOST_CANDIDATES].
    List<Candidate> candidates(SessionId session, Scope names, @Nullable UUID site, String typed) {
        var patterns = Arrays.stream(Folded.of(typed).split("\\s+", -1))
                .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toArray(String[]::new);
        // an index answers `like`, but not `like all`
        var longest = Arrays.stream(patterns)
                .max(Comparator.comparingInt(String::length))
                .orElse("%");
        return db.sql("""
                with meant as materialized (
                    select m.id, true as exactly
                    from   organization.member m
                    where  m.member_no = :number
                    union  all
                    select m.id, false
                    from   organization.member m
                    where  m.folded like :longest
                    and    m.folded like all (:patterns)
                    and    m.member_no <> :number
                ),
                places as (
                    select u.position, u.last, false as near
                    from   study.session s
                    join   study.campaign_unit u on u.campaign = s.campaign and u.unit = s.host
                    where  s.id = :session
                    union  all
                    select u.position, u.last, t.id = :site
                    from   study.session s
                    join   study.site t on t.session = s.id
                    join   study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
                    where  s.id = :session
                )
                select   r.member, r.member_no as number, r.full_name as name, u.name as unit
                from     study.session s
                cross    join meant m
                join     study.roster r on r.campaign = s.campaign and r.member = m.id and r.removed_on is null
                join     study.campaign_unit u on u.campaign = s.campaign and u.unit = r.unit
                cross    join lateral (
                    select bool_or(p.near) as near
                    from   places p
                    where  r.position between p.position and p.last) p
                where    s.id = :session
                and      (m.exactly or organization.covers(:names::uuid[], r.unit))
                and      (p.near is not null
                          or exists (select from study.expected e
                                     join   study.site t on t.id = e.site
                                     where  t.session = s.id
                                     and    e.member = r.member))
                order by m.exactly desc, p.near desc nulls last, r.sort_key, r.member_no
                limit    :most
                """)
                .param("session", session.value())
                .param("site", site)
                .param("number", typed)
                .param("patterns", patterns)
                .param("longest", longest)
                .param("names", names.array())
                .param("most", MOST_CANDIDATES + 1)
                .query(Candidate.class)
                .list();
    }

    /// Lets the people of `units` sit in the group and in no other of its site.
    ///
    /// @param site of the group, or null, where nobody's place is known
    void seat(UUID group, @Nullable UUID site, List<UUID> units) {
        db.sql("""
                delete from live.group_unit w
                where  w.group_id = :group
                or     w.unit = any (:units)
                       and w.group_id in (select g.id from live.discussion_group g where g.site = :site)
                """)
                .param("group", group)
                .param("units", units.toArray(UUID[]::new))
                .param("site", site)
                .update();
        if (site == null) return;
        db.sql(
                        "insert into live.group_unit (group_id, unit) select :group, w.unit from unnest(:units::uuid[]) as w (unit)")
                .param("group", group)
                .param("units", units.toArray(UUID[]::new))
                .update();
    }
}
