package vn.lantoa.live;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Ids;
import vn.lantoa.study.SessionId;

/// What is known of recordings: the marks that divide them into parts, the captions of parts, whether they are offered
/// and why they were removed; the pictures themselves are with [Footage]. Loads are for callers that hold the
/// conference already.
@Component
class Recordings {

    private final JdbcClient db;

    Recordings(JdbcClient db) {
        this.db = db;
    }

    void mark(Actor actor, SessionId session, Instant at, @Nullable Integer topic, @Nullable String title) {
        db.sql("""
                insert into live.mark (id, session, at, topic, title, made_by)
                values (:id, :session, :at, :topic, :title, :by)
                """)
                .param("id", Ids.next())
                .param("session", session.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("topic", topic)
                .param("title", title)
                .param("by", actor.account().value())
                .update();
    }

    /// @return false if there is no such mark
    boolean unmark(SessionId session, UUID mark) {
        return db.sql("delete from live.mark where session = :session and id = :id")
                        .param("session", session.value())
                        .param("id", mark)
                        .update()
                > 0;
    }

    List<Mark> marks(SessionId session) {
        return db.sql("""
                select   m.id, m.at, m.topic, m.title
                from     live.mark m
                where    m.session = :session
                order by m.at, m.id
                """).param("session", session.value()).query(Mark.class).list();
    }

    List<TopicChoice> topics(SessionId session) {
        return db.sql("""
                select   t.number, t.title
                from     study.session s
                join     study.topic t on t.campaign = s.campaign
                where    s.id = :session
                and      s.topics & (1::bigint << (t.number - 1)) <> 0
                order by t.number
                """)
                .param("session", session.value())
                .query(TopicChoice.class)
                .list();
    }

    void publish(SessionId session, @Nullable Instant at) {
        db.sql("update live.broadcast set published_at = :at where session = :session")
                .param("session", session.value())
                .param("at", at == null ? null : Timestamp.from(at))
                .update();
    }

    /// Notes that the recording is removed for good, with its captions; nothing is offered any more.
    ///
    /// @param by null with `why`: by the rule of how long recordings are kept
    void remove(SessionId session, Instant at, @Nullable UUID by, @Nullable String why) {
        db.sql("""
                update live.broadcast
                set    removed_at = :at, removed_by = :by, removed_why = :why, published_at = null
                where  session = :session
                """)
                .param("session", session.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("why", why)
                .update();
        db.sql("delete from live.caption c using live.mark m where m.id = c.mark and m.session = :session")
                .param("session", session.value())
                .update();
    }

    /// Who removed the recording, when and why; empty while it is there.
    Optional<Removal> removal(SessionId session) {
        return db.sql("""
                select b.removed_at as at, a.full_name as by, b.removed_why as why
                from   live.broadcast b
                left   join access.account a on a.id = b.removed_by
                where  b.session = :session
                and    b.removed_at is not null
                """)
                .param("session", session.value())
                .query(Removal.class)
                .optional();
    }

    /// Conferences whose recording is still there though their broadcast ended before `before`, locked until the
    /// transaction ends.
    List<SessionId> outlived(Instant before) {
        return db.sql("""
                select b.session as value
                from   live.broadcast b
                where  b.kind = 'INGEST'
                and    b.ended_at < :before
                and    b.removed_at is null
                order  by b.session
                for    update
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(SessionId.class)
                .list();
    }

    /// Conferences whose recording was removed.
    List<SessionId> removed() {
        return db.sql("select b.session as value from live.broadcast b where b.removed_at is not null")
                .query(SessionId.class)
                .list();
    }

    /// Puts `captions` on the part that begins with `mark`, in place of those there were.
    ///
    /// @return false if the conference has no such mark
    boolean caption(Actor actor, SessionId session, UUID mark, String language, Captions captions) {
        return db.sql("""
                insert into live.caption (mark, language, cues, body, given_by)
                select m.id, :language, :cues, :body, :by
                from   live.mark m
                where  m.session = :session
                and    m.id = :mark
                on     conflict (mark) do update
                set    language = excluded.language,
                       cues = excluded.cues,
                       body = excluded.body,
                       given_by = excluded.given_by,
                       given_at = now()
                """)
                        .param("session", session.value())
                        .param("mark", mark)
                        .param("language", language)
                        .param("cues", captions.cues().size())
                        .param("body", captions.body())
                        .param("by", actor.account().value())
                        .update()
                == 1;
    }

    /// Takes the captions of a part away; false if it has none.
    boolean uncaption(SessionId session, UUID mark) {
        return db.sql("""
                delete from live.caption c
                using  live.mark m
                where  m.id = c.mark
                and    m.session = :session
                and    c.mark = :mark
                """).param("session", session.value()).param("mark", mark).update() == 1;
    }

    /// The parts that have captions, by the mark with which they begin, and in which language.
    Map<UUID, String> captioned(SessionId session) {
        return db.sql("""
                select c.mark, c.language
                from   live.caption c
                join   live.mark m on m.id = c.mark
                where  m.session = :session
                """).param("session", session.value()).query(Captioned.class).list().stream()
                .collect(Collectors.toUnmodifiableMap(Captioned::mark, Captioned::language));
    }

    /// The captions of a part as a WebVTT file.
    Optional<String> captions(SessionId session, UUID mark) {
        return db.sql("""
                select c.body
                from   live.caption c
                join   live.mark m on m.id = c.mark
                where  m.session = :session
                and    c.mark = :mark
                """)
                .param("session", session.value())
                .param("mark", mark)
                .query(String.class)
                .optional();
    }

    private record Captioned(UUID mark, String language) {}

    /// Sessions whose recording has been offered since `since`.
    List<UUID> recorded(Instant since) {
        return db.sql("select b.session as value from live.broadcast b where b.published_at >= :since")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }
}
