package vn.lantoa.study;

import static vn.lantoa.access.Permission.CHECK_IN;
import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.RECORD;
import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.study.view.EquipmentLine;
import vn.lantoa.study.view.ExpectedLine;
import vn.lantoa.study.view.FoundPerson;
import vn.lantoa.study.view.LevelLine;
import vn.lantoa.study.view.SessionLine;
import vn.lantoa.study.view.SiteCard;
import vn.lantoa.study.view.SiteExport;
import vn.lantoa.study.view.SiteLine;

/// What is settled about the sites of a session before its day: halls, chairs, operators, lists, lines, equipment.
@Component
class SiteBook {

    /// Sites on one page of the list.
    static final int PAGE = 50;

    /// People whom one search finds.
    static final int FOUND = 20;

    private static final String PRESENT = """
            (select count(distinct f.member)
             from   study.fact f
             where  f.campaign = s.campaign
             and    f.site = t.id
             and    f.kind in ('IN', 'STUDIED')
             and    not exists (select from study.fact v where v.campaign = f.campaign and v.voids = f.id))
            """;

    private final JdbcClient db;

    SiteBook(JdbcClient db) {
        this.db = db;
    }

    /// A site of a session that concerns the reader, with what he or she may do with it: everything for who schedules
    /// at the host of the session or at the unit of the site; ticks also for who keeps its door.
    ///
    /// @throws NotFound if there is none
    SiteCard require(Actor actor, SiteId site) {
        return db.sql("""
                select t.id, t.session, t.unit, u.code as unit_code, u.name as unit_name, t.name, t.hall, t.address,
                       t.capacity, t.chair, a.username as operator, a.full_name as operator_name, t.expects, t.main,
                       t.note, t.tested_at, b.full_name as tested_by,
                       (select count(*) from study.expected_at(t.id)) as expected,
                """ + PRESENT + """
                       as present,
                       organization.covers(:plan::uuid[], s.host) or organization.covers(:plan::uuid[], t.unit)
                           as may_change,
                       organization.covers(:plan::uuid[], s.host) or organization.covers(:plan::uuid[], t.unit)
                           or organization.covers(:keep::uuid[], t.unit) or organization.covers(:record::uuid[], t.unit)
                           as may_tick
                from   study.site t
                join   study.session s on s.id = t.session
                join   study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
                left   join access.account a on a.id = t.operator
                left   join access.account b on b.id = t.tested_by
                where  t.id = :site
                and    (study.touches(:read::uuid[], s.campaign, s.host)
                        or organization.covers(:keep::uuid[], t.unit))
                """)
                .param("site", site.value())
                .param("read", actor.scope(READ).array())
                .param("plan", actor.scope(SCHEDULE).array())
                .param("keep", actor.scope(CHECK_IN).array())
                .param("record", actor.scope(RECORD).array())
                .query(SiteCard.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// A page of the sites of a session that the caller has already, the main one first, then in the order of the tree.
    ///
    /// @param query words of name, unit or hall; empty for all
    /// @param only TIGHT, UNTESTED, NO_OPERATOR or null for all
    /// @param items the list of equipment; what was ticked of another list does not count
    List<SiteLine> page(Session session, String query, @Nullable String only, int from, List<String> items) {
        return db.sql("""
                with sites as (
                    select t.id, u.code as unit_code, u.name as unit_name, t.name, t.hall, t.capacity,
                           a.full_name as operator_name, t.main, t.tested_at, u.position, x.expected
                    from   study.site t
                    join   study.campaign_unit u on u.campaign = :campaign and u.unit = t.unit
                    join   study.expected_counts(:session) x on x.site = t.id
                    left   join access.account a on a.id = t.operator
                    where  t.session = :session
                    and    (:query = '' or fold(concat_ws(' ', t.name, u.code, u.name, t.hall))
                                        like '%' || :query || '%')
                    and    case :only::text
                               when 'TIGHT' then t.capacity < x.expected
                               when 'UNTESTED' then t.tested_at is null
                               when 'NO_OPERATOR' then t.operator is null
                               else true
                           end
                    order  by t.main desc, u.position, t.name, t.id
                    offset :from
                    limit  :size
                ),
                present as (
                    select f.site, count(distinct f.member) as people
                    from   study.fact f
                    where  f.campaign = :campaign
                    and    f.session = :session
                    and    f.kind in ('IN', 'STUDIED')
                    and    not exists (select from study.fact v where v.campaign = :campaign and v.voids = f.id)
                    group  by f.site
                )
                select t.id, t.unit_code, t.unit_name, t.name, t.hall, t.capacity, t.operator_name, t.main, t.tested_at,
                       t.expected,
                       coalesce(p.people, 0) as present,
                       (select count(*)
                        from   study.site_check c
                        where  c.site = t.id
                        and    c.item = any (:items::text[])) as checked
                from   sites t
                left   join present p on p.site = t.id
                order  by t.main desc, t.position, t.name, t.id
                """)
                .param("session", session.id())
                .param("campaign", session.campaign())
                .param("query", Folded.of(query.strip()).replace("%", "").replace("_", ""))
                .param("only", only)
                .param("from", from)
                .param("items", items.toArray(String[]::new))
                .param("size", PAGE + 1)
                .query(SiteLine.class)
                .list();
    }

    long count(Session session) {
        return db.sql("select count(*) from study.site t where t.session = :session")
                .param("session", session.id())
                .query(Long.class)
                .single();
    }

    /// Title and times of the session of a site that the caller has.
    SessionLine session(UUID session) {
        return db.sql("select s.id, s.title, s.starts_at, s.ends_at, s.closed_at from study.session s where s.id = :id")
                .param("id", session)
                .query(SessionLine.class)
                .single();
    }

    /// The unit that holds the session of a site that the caller has.
    UUID host(UUID session) {
        return db.sql("select s.host from study.session s where s.id = :id")
                .param("id", session)
                .query(UUID.class)
                .single();
    }

    /// Sites and people who came by level: province; district or directly below the province; commune and below.
    List<LevelLine> levels(Session session) {
        return db.sql("select l.level, l.sites, l.present from study.site_levels(:session) l")
                .param("session", session.id())
                .query(LevelLine.class)
                .list();
    }

    /// All sites as the file has them, in the order of the list.
    List<SiteExport> export(Session session) {
        return db.sql("""
                select   u.code as unit_code, t.name, t.hall, t.address, t.capacity, t.chair, a.username as operator,
                         t.expects, t.main, t.note
                from     study.site t
                join     study.campaign_unit u on u.campaign = :campaign and u.unit = t.unit
                left     join access.account a on a.id = t.operator
                where    t.session = :session
                order by t.main desc, u.position, t.name, t.id
                """)
                .param("session", session.id())
                .param("campaign", session.campaign())
                .query(SiteExport.class)
                .list();
    }

    /// The account in use that bears `username`, whatever its case.
    Optional<UUID> operator(String username) {
        return db.sql("""
                select a.id
                from   access.account a
                where  lower(a.username) = lower(:username)
                and    a.disabled_at is null
                """).param("username", username).query(UUID.class).optional();
    }

    void update(UUID site, SitePlan plan, @Nullable UUID operator) {
        db.sql("""
                update study.site
                set    name = :name, hall = :hall, address = :address, capacity = :capacity, chair = :chair,
                       operator = :operator, expects = :expects, note = :note
                where  id = :id
                """)
                .param("id", site)
                .param("name", plan.name())
                .param("hall", plan.hall())
                .param("address", plan.address())
                .param("capacity", plan.capacity())
                .param("chair", plan.chair())
                .param("operator", operator)
                .param("expects", plan.expects().name())
                .param("note", plan.note())
                .update();
    }

    /// Makes calendars that hold the session learn of a change.
    void revise(UUID session) {
        db.sql("update study.session set revised = revised + 1 where id = :session")
                .param("session", session)
                .update();
    }

    /// Notes that the line is in order, or with null that this is not known any more.
    void tested(UUID site, Actor by, @Nullable Instant at) {
        db.sql("update study.site set tested_at = :at::timestamptz, tested_by = :by::uuid where id = :site")
                .param("site", site)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("by", at == null ? null : by.account().value())
                .update();
    }

    /// The list of equipment of the session, or empty where the usual one holds.
    List<String> equipment(UUID session) {
        return db.sql("""
                select e.item
                from   study.session s
                cross  join lateral unnest(s.equipment) with ordinality as e (item, place)
                where  s.id = :session
                order  by e.place
                """).param("session", session).query(String.class).list();
    }

    /// The usual list of the nearest unit at or above `host` that has one; empty where none has.
    List<String> usual(UUID host) {
        return db.sql("""
                select e.item
                from   (select   q.items
                        from     organization.unit_tree a
                        join     study.usual_equipment q on q.unit = a.ancestor
                        where    a.descendant = :host
                        order by a.depth
                        limit    1) n
                cross  join lateral unnest(n.items) with ordinality as e (item, place)
                order  by e.place
                """).param("host", host).query(String.class).list();
    }

    /// Makes `items` the usual list of `unit`; none: it follows the unit above again.
    void usual(Actor actor, UUID unit, List<String> items) {
        db.sql("delete from study.usual_equipment where unit = :unit")
                .param("unit", unit)
                .update();
        if (items.isEmpty()) return;
        db.sql("insert into study.usual_equipment (unit, items, changed_by) values (:unit, :items::text[], :by)")
                .param("unit", unit)
                .param("items", items.toArray(String[]::new))
                .param("by", actor.account().value())
                .update();
    }

    /// The session of the same host before this one, the last that had a list of its own.
    Optional<UUID> earlier(Session session) {
        return db.sql("""
                select   s.id
                from     study.session s
                where    s.host = :host
                and      s.id <> :session
                and      s.starts_at <= :at
                and      s.equipment is not null
                order by s.starts_at desc, s.id desc
                limit    1
                """)
                .param("host", session.host())
                .param("session", session.id())
                .param("at", session.startsAt().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    void equip(UUID session, List<String> items) {
        db.sql("update study.session set equipment = :items::text[] where id = :session")
                .param("session", session)
                .param("items", items.isEmpty() ? null : items.toArray(String[]::new))
                .update();
    }

    /// `items` with who ticked each at the site, and when.
    List<EquipmentLine> checks(UUID site, List<String> items) {
        return db.sql("""
                select   i.item, c.checked_at, a.full_name as checked_by
                from     unnest(:items::text[]) with ordinality as i (item, place)
                left     join study.site_check c on c.site = :site and c.item = i.item
                left     join access.account a on a.id = c.checked_by
                order by i.place
                """)
                .param("site", site)
                .param("items", items.toArray(String[]::new))
                .query(EquipmentLine.class)
                .list();
    }

    /// Ticks exactly `there` of `items`; who ticked what stands already stays.
    void check(UUID site, List<String> items, List<String> there, Actor by, Instant at) {
        db.sql(
                        "delete from study.site_check where site = :site and item = any (:items::text[]) and item <> all (:there::text[])")
                .param("site", site)
                .param("items", items.toArray(String[]::new))
                .param("there", there.toArray(String[]::new))
                .update();
        db.sql("""
                insert into study.site_check (site, item, checked_by, checked_at)
                select :site, i.item, :by, :at from unnest(:there::text[]) as i (item)
                on     conflict do nothing
                """)
                .param("site", site)
                .param("there", there.toArray(String[]::new))
                .param("by", by.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Who is on the list of the site, at most `most`.
    List<ExpectedLine> listed(SiteCard site, int most) {
        return db.sql("""
                select   e.member, r.member_no, r.full_name, u.name as cell
                from     study.expected e
                join     study.session s on s.id = :session
                join     study.roster r on r.campaign = s.campaign and r.member = e.member
                join     study.campaign_unit u on u.campaign = s.campaign and u.unit = r.unit
                where    e.site = :site
                order by r.sort_key, r.member
                limit    :most
                """)
                .param("site", site.id())
                .param("session", site.session())
                .param("most", most)
                .query(ExpectedLine.class)
                .list();
    }

    /// Puts those of `numbers` who are on the roster of the session's campaign on the list; numbers of nobody there are
    /// answered and nothing is done with them.
    List<String> enlist(SiteCard site, List<String> numbers) {
        db.sql("""
                insert into study.expected (site, member)
                select :site, r.member
                from   study.session s
                join   study.roster r on r.campaign = s.campaign and r.member_no = any (:numbers::text[])
                                     and r.removed_on is null
                where  s.id = :session
                on     conflict do nothing
                """)
                .param("site", site.id())
                .param("session", site.session())
                .param("numbers", numbers.toArray(String[]::new))
                .update();
        return db.sql("""
                select n.number
                from   unnest(:numbers::text[]) with ordinality as n (number, place)
                where  not exists (select from study.session s
                                   join   study.roster r on r.campaign = s.campaign and r.member_no = n.number
                                                        and r.removed_on is null
                                   where  s.id = :session)
                order  by n.place
                """)
                .param("session", site.session())
                .param("numbers", numbers.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// People of the roster within `scope` whose name or number has all of `words`, accents ignored; at most [#FOUND],
    /// those first whom the site expects. Nobody for fewer than two letters.
    List<FoundPerson> find(Scope scope, SiteCard site, String words) {
        var folded = Folded.of(words).strip();
        if (folded.length() < 2 || folded.length() > 100) return List.of();
        var patterns = Arrays.stream(folded.split("\\s+", -1))
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
        return db.sql("""
                with here as materialized (
                    select e.member
                    from   study.expected_at(:site) e
                ),
                found as materialized (
                    select   s.campaign, r.member, r.member_no, r.full_name, r.sort_key, u.name as cell,
                             r.member in (select h.member from here h) as expected
                    from     study.session s
                    join     organization.member m on m.folded like all (:patterns::text[])
                    join     study.roster r on r.campaign = s.campaign and r.member = m.id and r.removed_on is null
                    join     study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                    where    s.id = :session
                    and      organization.covers(:scope::uuid[], r.unit)
                    order by expected desc, r.sort_key, r.member_no
                    limit    :most
                )
                select   f.member, f.member_no, f.full_name, f.cell, t.name as site,
                         exists (select from study.expected l where l.site = :site and l.member = f.member) as listed
                from     found f
                left     join study.expecting(f.campaign, :session, array[f.member]) e on true
                left     join study.site t on t.id = e.site
                order by f.expected desc, f.sort_key, f.member_no
                """)
                .param("site", site.id())
                .param("session", site.session())
                .param("scope", scope.array())
                .param("patterns", patterns)
                .param("most", FOUND)
                .query(FoundPerson.class)
                .list();
    }

    /// Puts `member`, who is on the roster within `scope`, on the list; answers whether there is such a person.
    boolean enlist(Scope scope, SiteCard site, UUID member) {
        var found = db.sql("""
                select exists (select
                               from   study.session s
                               join   study.roster r on r.campaign = s.campaign and r.member = :member
                                                    and r.removed_on is null
                               where  s.id = :session
                               and    organization.covers(:scope::uuid[], r.unit))
                """)
                .param("member", member)
                .param("session", site.session())
                .param("scope", scope.array())
                .query(Boolean.class)
                .single();
        if (found)
            db.sql("insert into study.expected (site, member) values (:site, :member) on conflict do nothing")
                    .param("site", site.id())
                    .param("member", member)
                    .update();
        return found;
    }

    /// Takes `member` off the list, or everybody with null.
    void strike(UUID site, @Nullable UUID member) {
        db.sql("delete from study.expected where site = :site and (:member::uuid is null or member = :member::uuid)")
                .param("site", site)
                .param("member", member)
                .update();
    }
}
