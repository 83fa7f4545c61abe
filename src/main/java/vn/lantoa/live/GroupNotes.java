package vn.lantoa.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Ids;
import vn.lantoa.live.view.GroupAside;

/// What groups wrote on each matter, and what was kept beside. Whoever writes holds the lock of the group.
@Component
class GroupNotes {

    private final JdbcClient db;

    GroupNotes(JdbcClient db) {
        this.db = db;
    }

    /// What each of `groups` says, by group and matter.
    Map<UUID, Map<UUID, Note>> of(Collection<UUID> groups) {
        var notes = new HashMap<UUID, Map<UUID, Note>>();
        db.sql("""
                select n.group_id, n.matter, n.opinions, n.proposals, n.agreed, n.against, n.otherwise
                from   live.group_note n
                where  n.group_id = any (:groups)
                """)
                .param("groups", groups.toArray(UUID[]::new))
                .query((row, number) -> notes.computeIfAbsent(
                                row.getObject("group_id", UUID.class), key -> new HashMap<>())
                        .put(row.getObject("matter", UUID.class), note(row)))
                .list();
        return notes;
    }

    /// What waits beside the texts of a group, the earliest first.
    List<GroupAside> asides(UUID group) {
        return db.sql("""
                select   a.id, a.matter, a.opinions, a.proposals, a.agreed, a.against, a.otherwise, w.full_name, a.written_at
                from     live.group_aside a
                join     access.account w on w.id = a.written_by
                where    a.group_id = :group
                and      a.settled_at is null
                order by a.written_at, a.id
                """)
                .param("group", group)
                .query((row, number) -> new GroupAside(
                        row.getObject("id", UUID.class),
                        row.getObject("matter", UUID.class),
                        note(row),
                        row.getString("full_name"),
                        row.getTimestamp("written_at").toInstant()))
                .list();
    }

    /// Lets the note stand.
    void put(UUID group, UUID matter, Note note, UUID by, Instant at) {
        db.sql("""
                insert into live.group_note (group_id, matter, opinions, proposals, agreed, against, otherwise, written_by,
                                             written_at)
                values (:group, :matter, :opinions, :proposals, :agreed, :against, :otherwise, :by, :at)
                on conflict (group_id, matter) do update
                set opinions = excluded.opinions, proposals = excluded.proposals, agreed = excluded.agreed,
                    against = excluded.against, otherwise = excluded.otherwise, written_by = excluded.written_by,
                    written_at = excluded.written_at
                """).params(values(group, matter, note, by, at)).update();
    }

    /// Keeps the note beside the one that stands. What the same person wrote on the same base grows in place.
    void keepBeside(UUID group, UUID matter, String base, Note note, UUID by, Instant at) {
        db.sql("""
                insert into live.group_aside (id, group_id, matter, base, opinions, proposals, agreed, against, otherwise,
                                              written_by, written_at)
                values (:id, :group, :matter, :base, :opinions, :proposals, :agreed, :against, :otherwise, :by, :at)
                on conflict (group_id, matter, written_by, base) where settled_at is null do update
                set opinions = excluded.opinions, proposals = excluded.proposals, agreed = excluded.agreed,
                    against = excluded.against, otherwise = excluded.otherwise, written_at = excluded.written_at
                """)
                .params(values(group, matter, note, by, at))
                .param("id", Ids.next())
                .param("base", base)
                .update();
    }

    /// Takes what waits beside away from there; it stays in the records.
    ///
    /// @return whether it was still waiting
    Optional<UUID> settle(UUID group, UUID aside, UUID by, Instant at) {
        return db.sql("""
                update live.group_aside
                set    settled_by = :by, settled_at = :at
                where  id = :id
                and    group_id = :group
                and    settled_at is null
                returning matter
                """)
                .param("id", aside)
                .param("group", group)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    private static Map<String, Object> values(UUID group, UUID matter, Note note, UUID by, Instant at) {
        var values = new HashMap<String, Object>();
        values.put("group", group);
        values.put("matter", matter);
        values.put("opinions", note.opinions());
        values.put("proposals", note.proposals());
        values.put("agreed", note.agreed());
        values.put("against", note.against());
        values.put("otherwise", note.otherwise());
        values.put("by", by);
        values.put("at", at.atOffset(ZoneOffset.UTC));
        return values;
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(
                row.getString("opinions"),
                row.getString("proposals"),
                row.getObject("agreed", Integer.class),
                row.getObject("against", Integer.class),
                row.getObject("otherwise", Integer.class));
    }
}
