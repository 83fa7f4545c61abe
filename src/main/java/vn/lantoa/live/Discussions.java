package vn.lantoa.live;

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
import vn.lantoa.study.SessionId;

/// Discussions in groups: when they are, and what is discussed. As a subject it changes with what everybody sees, not
/// with what groups write.
@Component
class Discussions implements Subject {

    private static final String MATTERS = """
            select m.id, m.place, m.body, m.hint, m.minutes, m.counted
            from   live.matter m
            where  m.session = :session
            """;

    private final JdbcClient db;

    Discussions(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "discussion";
    }

    @Override
    public boolean onlyForThoseWhoRunIt() {
        return false;
    }

    @Override
    public Map<UUID, String> versions(Collection<UUID> sessions) {
        return db
                .sql("select d.session, d.edition::text from live.discussion d where d.session = any (:sessions)")
                .param("sessions", sessions.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The discussion as it is prepared so far; one in which nothing is said where there is none.
    Discussion of(SessionId session) {
        return db.sql("""
                select s.session, d.due_at, d.opened_at,
                       (select coalesce(sum(m.minutes), 0) from live.matter m where m.session = s.session)::integer as minutes
                from   (values (:session::uuid)) as s (session)
                left   join live.discussion d on d.session = s.session
                """)
                .param("session", session.value())
                .query(Discussion.class)
                .single();
    }

    /// Makes the discussion if there is none and locks it until the transaction ends: nobody else prepares it
    /// meanwhile.
    void change(SessionId session) {
        db.sql("""
                insert into live.discussion as d (session)
                values (:session)
                on conflict (session) do update set edition = d.edition + 1
                """).param("session", session.value()).update();
    }

    /// @param dueAt when minutes are to be in, or null
    void due(SessionId session, @Nullable Instant dueAt) {
        db.sql("update live.discussion set due_at = :at where session = :session")
                .param("session", session.value())
                .param("at", dueAt == null ? null : dueAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The first opening counts.
    void open(SessionId session, Instant at) {
        db.sql("update live.discussion set opened_at = coalesce(opened_at, :at) where session = :session")
                .param("session", session.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// In order.
    List<Matter> matters(SessionId session) {
        return db.sql(MATTERS + "order  by m.place, m.id")
                .param("session", session.value())
                .query(Matter.class)
                .list();
    }

    /// @throws NotFound if it is not one of `session`
    Matter matter(SessionId session, MatterId id) {
        return db.sql(MATTERS + "and    m.id = :id")
                .param("session", session.value())
                .param("id", id.value())
                .query(Matter.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// Writes a matter, a new one at its place or one that is there, whose place stays.
    void put(SessionId session, Matter matter) {
        db.sql("""
                insert into live.matter as m (id, session, place, body, hint, minutes, counted)
                values (:id, :session, :place, :body, :hint, :minutes, :counted)
                on conflict (id) do update
                set body = excluded.body, hint = excluded.hint, minutes = excluded.minutes, counted = excluded.counted
                """)
                .param("id", matter.id())
                .param("session", session.value())
                .param("place", matter.place())
                .param("body", matter.body())
                .param("hint", matter.hint())
                .param("minutes", matter.minutes())
                .param("counted", matter.counted())
                .update();
    }

    /// Removes it unless a group has written on it.
    ///
    /// @return whether it did
    boolean remove(MatterId id) {
        return db.sql("""
                delete from live.matter m
                where  m.id = :id
                and    not exists (select from live.group_note n where n.matter = m.id)
                and    not exists (select from live.group_aside a where a.matter = m.id)
                """).param("id", id.value()).update() > 0;
    }

    void order(List<UUID> ids) {
        db.sql("""
                update live.matter m
                set    place = o.place
                from   unnest(:ids::uuid[]) with ordinality as o (id, place)
                where  m.id = o.id
                """).param("ids", ids.toArray(UUID[]::new)).update();
    }
}
