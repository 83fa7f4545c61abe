package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;

/// Sessions and their sites for the modules above, each load on somebody's behalf.
@Component
public class Conferences {

    private static final String SELECT = """
            select s.id, s.campaign, s.title, s.host, u.name as host_name, s.starts_at, s.ends_at,
                   s.combined_with as meeting, s.closed_at
            from   study.session s
            join   study.campaign_unit u on u.campaign = s.campaign and u.unit = s.host
            where  s.id = any (:sessions::uuid[])
            """;

    private static final String ATTENDED = """
            and    (study.touches(:read::uuid[], s.campaign, s.host)
                    or exists (select from study.site t
                               where  t.session = s.id
                               and    organization.covers(:keep::uuid[], t.unit))
                    or exists (select from study.roster r
                               where  r.campaign = s.campaign
                               and    r.member = :member
                               and    r.removed_on is null))
            """;

    private static final String SITE = """
            select   t.id, t.session, t.unit, u.code as unit_code, u.name as unit_name, t.name, t.main, u.position
            from     study.site t
            join     study.session s on s.id = t.session
            join     study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
            """;

    private final JdbcClient db;

    Conferences(JdbcClient db) {
        this.db = db;
    }

    /// The conference, for who runs it: its host lies in `scope`.
    ///
    /// @throws NotFound otherwise
    public Conference run(Scope scope, SessionId id) {
        return db.sql(SELECT + """
                and    organization.covers(:scope::uuid[], s.host)
                """)
                .param("sessions", new UUID[] {id.value()})
                .param("scope", scope.array())
                .query(Conference.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The conference, for whoever takes part in it: who reads figures of its host or of one of its sites, who checks
    /// people in at one of its sites, and every member on its campaign's roster.
    ///
    /// @throws NotFound otherwise
    public Conference attend(Actor actor, SessionId id) {
        return attended(actor, List.of(id.value())).stream().findFirst().orElseThrow(NotFound::new);
    }

    /// Those of `sessions` that the actor takes part in, as [#attend] has it; the earliest first.
    public List<Conference> attended(Actor actor, Collection<UUID> sessions) {
        if (sessions.isEmpty()) return List.of();
        var member = actor.member();
        return db.sql(SELECT + ATTENDED + "order  by s.starts_at, s.id")
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("read", actor.scope(Permission.READ).array())
                .param("keep", actor.scope(Permission.CHECK_IN).array())
                .param("member", member == null ? null : member.value())
                .query(Conference.class)
                .list();
    }

    /// The sites of a conference that the caller has already; the main one first, the others in the order of the tree.
    public List<ConferenceSite> sites(SessionId session) {
        return db.sql(SITE + """
                where    t.session = :session
                order by t.main desc, u.position, t.name, t.id
                """)
                .param("session", session.value())
                .query(ConferenceSite.class)
                .list();
    }

    /// The site, for who keeps its door: checks people in, or records, at its unit.
    ///
    /// @throws NotFound otherwise
    public ConferenceSite keep(Actor actor, SiteId site) {
        return db.sql(SITE + """
                where    t.id = :site
                and      (organization.covers(:keep::uuid[], t.unit) or organization.covers(:record::uuid[], t.unit))
                """)
                .param("site", site.value())
                .param("keep", actor.scope(Permission.CHECK_IN).array())
                .param("record", actor.scope(Permission.RECORD).array())
                .query(ConferenceSite.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The sites of a conference where `actor` keeps the door, in the order of [#sites]; empty where there is none.
    public List<ConferenceSite> kept(Actor actor, SessionId session) {
        return db.sql(SITE + """
                where    t.session = :session
                and      (organization.covers(:keep::uuid[], t.unit) or organization.covers(:record::uuid[], t.unit))
                order by t.main desc, u.position, t.name, t.id
                """)
                .param("session", session.value())
                .param("keep", actor.scope(Permission.CHECK_IN).array())
                .param("record", actor.scope(Permission.RECORD).array())
                .query(ConferenceSite.class)
                .list();
    }

    /// Whether the halls of the session ask at `at` who is present, and the actor's member has not answered yet.
    public boolean asksPresence(Actor actor, SessionId session, Instant at) {
        var member = actor.member();
        return member != null
                && db.sql("""
                        select exists (select
                                       from   study.prompt p
                                       where  p.session = :session
                                       and    :at between p.opens_at and p.closes_at
                                       and    not exists (select from study.prompt_answer w
                                                          where  w.session = p.session
                                                          and    w.number = p.number
                                                          and    w.member = :member))
                        """)
                        .param("session", session.value())
                        .param("member", member.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .query(Boolean.class)
                        .single();
    }

    /// What grows in those of `sessions` with presence prompts when one opens or, by `at`, ends; for pages to be
    /// fetched anew.
    public Map<UUID, String> prompts(Collection<UUID> sessions, Instant at) {
        return db
                .sql("""
                select   p.session, count(*) + count(*) filter (where p.closes_at < :at) as steps
                from     study.prompt p
                where    p.session = any (:sessions::uuid[])
                group by p.session
                """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(row.getObject("session", UUID.class), row.getString("steps")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The site at which the actor takes part, as far as it is known: where he or she was let in, else the site that
    /// has the member on its list, else the one that expects the unit on whose roster the member is. Empty for
    /// accounts without a member and for guests.
    public Optional<ConferenceSite> seat(Actor actor, SessionId session) {
        var member = actor.member();
        if (member == null) return Optional.empty();
        return db.sql(SITE + """
                join     study.roster r on r.campaign = s.campaign and r.member = :member and r.removed_on is null
                left     join lateral (
                    select   f.site
                    from     study.fact f
                    where    f.campaign = s.campaign
                    and      f.session = s.id
                    and      f.member = r.member
                    and      f.kind = 'IN'
                    and      not exists (select from study.fact v where v.campaign = f.campaign and v.voids = f.id)
                    limit    1
                ) c on true
                left     join lateral (
                    select   e.site
                    from     study.expected e
                    join     study.site k on k.id = e.site
                    where    k.session = s.id
                    and      e.member = r.member
                    order by e.site
                    limit    1
                ) l on true
                where    t.session = :session
                and      (t.id in (c.site, l.site) or r.position between u.position and u.last)
                order by (t.id = c.site) is true desc, (t.id = l.site) is true desc, t.expects = 'UNIT' desc, u.depth desc,
                         t.main, t.id
                limit    1
                """)
                .param("session", session.value())
                .param("member", member.value())
                .query(ConferenceSite.class)
                .optional();
    }
}
