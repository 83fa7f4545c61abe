package vn.lantoa.study;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The timetables of sessions, and the meetings they are held within. Takes no scope: whoever asks has the session
/// already.
@Component
class Timetables {

    private final JdbcClient db;

    Timetables(JdbcClient db) {
        this.db = db;
    }

    /// Empty where the session has none and counts as a whole.
    Timetable of(UUID session) {
        return new Timetable(db.sql("""
                select   t.topic, t.starts_at, t.ends_at, t.presenter
                from     study.session_topic t
                where    t.session = :session
                order by t.starts_at
                """)
                .param("session", session)
                .query(Timetable.Slot.class)
                .list());
    }

    /// Replaces the timetable; an empty one makes the session count as a whole again.
    void replace(UUID session, Timetable timetable) {
        db.sql("delete from study.session_topic where session = :session")
                .param("session", session)
                .update();
        for (var slot : timetable.slots())
            db.sql("""
                    insert into study.session_topic (session, topic, starts_at, ends_at, presenter)
                    values (:session, :topic, :startsAt, :endsAt, :presenter)
                    """)
                    .param("session", session)
                    .param("topic", slot.topic())
                    .param("startsAt", slot.startsAt().atOffset(ZoneOffset.UTC))
                    .param("endsAt", slot.endsAt().atOffset(ZoneOffset.UTC))
                    .param("presenter", slot.presenter())
                    .update();
        db.sql("update study.session set timetabled = :timetabled, revised = revised + 1 where id = :session")
                .param("session", session)
                .param("timetabled", !timetable.slots().isEmpty())
                .update();
    }

    /// Moves the timetable along with a session that was only moved; takes it away where length or topics changed.
    ///
    /// @param before the session before the change
    void follow(Session before, SessionPlan plan, long topics) {
        var old = of(before.id());
        if (old.slots().isEmpty()) return;
        var moved = java.time.Duration.between(before.startsAt(), plan.startsAt());
        var stays =
                topics == before.topics() && moved.equals(java.time.Duration.between(before.endsAt(), plan.endsAt()));
        if (stays && moved.isZero()) return;
        replace(
                before.id(),
                new Timetable(
                        stays
                                ? old.slots().stream()
                                        .map(slot -> new Timetable.Slot(
                                                slot.topic(),
                                                slot.startsAt().plus(moved),
                                                slot.endsAt().plus(moved),
                                                slot.presenter()))
                                        .toList()
                                : List.of()));
    }

    /// The meeting that the session is held within, in words; null where it stands for itself.
    @Nullable
    String combinedWith(UUID session) {
        return db.sql(
                        "select s.combined_with from study.session s where s.id = :session and s.combined_with is not null")
                .param("session", session)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    void combine(UUID session, @Nullable String meeting) {
        db.sql("update study.session set combined_with = :meeting where id = :session")
                .param("session", session)
                .param("meeting", meeting)
                .update();
    }
}
