package vn.lantoa.live;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.live.view.GroupRow;
import vn.lantoa.study.SessionId;

/// The groups of a discussion and where their minutes stand. As a subject it changes with every word that is kept, and
/// when the time is over.
@Component
class Groups implements Subject {

    private static final String ROWS = """
            select   g.id, g.number, g.name, g.room, g.site, t.name as site_name,
                     g.chair, coalesce(c.full_name, '') as chair_name, coalesce(c.member_no, '') as chair_no,
                     g.secretary, coalesce(e.full_name, '') as secretary_name, coalesce(e.member_no, '') as secretary_no,
                     p.units, p.people, g.present, b.full_name as present_by, g.present_at,
                     n.written, n.written_at, a.asides,
                     g.handed_in_at, h.full_name as handed_in_by, g.returned_at, g.remark
            from     live.discussion_group g
            join     study.session s on s.id = g.session
            left     join study.site t on t.id = g.site
            left     join study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
            left     join study.roster c on c.campaign = s.campaign and c.member = g.chair and c.removed_on is null
            left     join study.roster e on e.campaign = s.campaign and e.member = g.secretary and e.removed_on is null
            left     join access.account h on h.id = g.handed_in_by
            left     join access.account b on b.id = g.present_by
            cross    join lateral (
                select count(*)::integer as units,
                       coalesce(sum(case when s.for_key_cadres then y.key_cadre else y.total end), 0)::integer as people
                from   live.group_unit w
                join   study.campaign_unit v on v.campaign = s.campaign and v.unit = w.unit
                left   join study.tally y on y.campaign = s.campaign and y.position = v.position
                where  w.group_id = g.id) p
            cross    join lateral (
                select count(*)::integer as written, max(n.written_at) as written_at
                from   live.group_note n
                where  n.group_id = g.id) n
            cross    join lateral (
                select count(*)::integer as asides
                from   live.group_aside a
                where  a.group_id = g.id
                and    a.settled_at is null) a
            where    g.session = :session
            """;

    private final JdbcClient db;
    private final Clock clock;

    Groups(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "groups";
    }

    @Override
    public boolean onlyForThoseWhoRunIt() {
        return true;
    }

    @Override
    public Map<UUID, String> versions(Collection<UUID> sessions) {
        return db
                .sql("""
                select   d.session,
                         concat_ws('.', d.edition, count(g.id), sum(g.edition),
                                   (d.due_at < :at
                                    or d.opened_at + interval '1 minute' * (select sum(m.minutes)
                                                                            from   live.matter m
                                                                            where  m.session = d.session) < :at)) as version
                from     live.discussion d
                left     join live.discussion_group g on g.session = d.session
                where    d.session = any (:sessions)
                group by d.session
                """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// All, in the order of sites: the main one first, then as the tree has them.
    List<GroupRow> rows(SessionId session) {
        return db.sql(ROWS + "order by t.main desc nulls last, u.position, t.id, g.number")
                .param("session", session.value())
                .query(GroupRow.class)
                .list();
    }

    /// Those with these ids, and those at these sites, in the order of making.
    List<GroupRow> rows(SessionId session, Collection<UUID> ids, Collection<UUID> sites) {
        return db.sql(ROWS + """
                and      (g.id = any (:ids) or g.site = any (:sites))
                order by g.number
                """)
                .param("session", session.value())
                .param("ids", ids.toArray(UUID[]::new))
                .param("sites", sites.toArray(UUID[]::new))
                .query(GroupRow.class)
                .list();
    }

    int count(SessionId session) {
        return db.sql("select count(*) from live.discussion_group g where g.session = :session")
                .param("session", session.value())
                .query(Integer.class)
                .single();
    }

    /// @throws NotFound if it is not one of `session`
    GroupRow require(SessionId session, GroupId id) {
        return db.sql(ROWS + "and      g.id = :id")
                .param("session", session.value())
                .param("id", id.value())
                .query(GroupRow.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The same, locked until the transaction ends: of two who write its minutes one waits.
    GroupRow lock(SessionId session, GroupId id) {
        db.sql("select g.id from live.discussion_group g where g.id = :id for update")
                .param("id", id.value())
                .query(UUID.class)
                .list();
        return require(session, id);
    }

    /// Makes groups, numbered on in their order. One statement for all.
    void add(SessionId session, List<Made> groups) {
        db.sql("""
                insert into live.discussion_group (id, session, number, name, room, site, chair, secretary)
                select w.id, :session,
                       w.place + (select coalesce(max(g.number), 0) from live.discussion_group g where g.session = :session),
                       w.name, w.room, w.site, w.chair, w.secretary
                from   unnest(:ids::uuid[], :names::text[], :rooms::text[], :sites::uuid[], :chairs::uuid[],
                              :secretaries::uuid[])
                       with ordinality as w (id, name, room, site, chair, secretary, place)
                """)
                .param("session", session.value())
                .param("ids", groups.stream().map(Made::id).toArray(UUID[]::new))
                .param("names", groups.stream().map(Made::name).toArray(String[]::new))
                .param("rooms", groups.stream().map(Made::room).toArray(String[]::new))
                .param("sites", groups.stream().map(Made::site).toArray(UUID[]::new))
                .param("chairs", groups.stream().map(Made::chair).toArray(UUID[]::new))
                .param("secretaries", groups.stream().map(Made::secretary).toArray(UUID[]::new))
                .update();
    }

    void change(Made group) {
        db.sql("""
                update live.discussion_group g
                set    name = :name, room = :room, site = :site, chair = :chair, secretary = :secretary
                where  g.id = :id
                """)
                .param("id", group.id())
                .param("name", group.name())
                .param("room", group.room())
                .param("site", group.site())
                .param("chair", group.chair())
                .param("secretary", group.secretary())
                .update();
    }

    /// Removes it unless something is written in its minutes.
    ///
    /// @return whether it did
    boolean remove(GroupId id) {
        return db.sql("""
                delete from live.discussion_group g
                where  g.id = :id
                and    g.present is null
                and    not exists (select from live.group_note n where n.group_id = g.id)
                """).param("id", id.value()).update() > 0;
    }

    /// Says how many sat in the group; whoever does holds its lock.
    void present(UUID group, @Nullable Integer present, UUID by, Instant at) {
        db.sql("""
                update live.discussion_group
                set    present = :present, present_by = :by, present_at = :at
                where  id = :id
                """)
                .param("id", group)
                .param("present", present)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Says that the minutes changed.
    void touch(UUID group) {
        db.sql("update live.discussion_group set edition = edition + 1 where id = :id")
                .param("id", group)
                .update();
    }

    /// Puts the minutes where `step` says; what was before is forgotten.
    void put(UUID group, Step step) {
        db.sql("""
                update live.discussion_group
                set    handed_in_at = :handedInAt,
                       handed_in_by = :handedInBy,
                       returned_at = :returnedAt,
                       remark = :remark,
                       edition = edition + 1
                where  id = :id
                """)
                .param("id", group)
                .param("handedInAt", step.handedInAt == null ? null : step.handedInAt.atOffset(ZoneOffset.UTC))
                .param("handedInBy", step.handedInBy)
                .param("returnedAt", step.returnedAt == null ? null : step.returnedAt.atOffset(ZoneOffset.UTC))
                .param("remark", step.remark)
                .update();
    }

    /// A group as it is made or changed.
    record Made(
            UUID id,
            String name,
            String room,
            @Nullable UUID site,
            @Nullable UUID chair,
            @Nullable UUID secretary) {}

    /// Where minutes go.
    record Step(
            @Nullable Instant handedInAt,
            @Nullable UUID handedInBy,
            @Nullable Instant returnedAt,
            String remark) {

        static Step handedIn(UUID by, Instant at) {
            return new Step(at, by, null, "");
        }

        static Step returned(Instant at, String remark) {
            return new Step(null, null, at, remark);
        }

        static Step writing() {
            return new Step(null, null, null, "");
        }
    }
}
