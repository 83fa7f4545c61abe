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

/// How conferences are broadcast, as kept. Loads are for callers that hold the conference already.
@Component
class Broadcasts {

    private static final String SELECT = """
            select b.session, b.kind, b.address, b.path, b.key_at, b.srt_port, b.opened_at, b.ended_at, b.published_at
            from   live.broadcast b
            """;

    private final JdbcClient db;

    Broadcasts(JdbcClient db) {
        this.db = db;
    }

    Optional<Broadcast> of(SessionId session) {
        return db.sql(SELECT + "where  b.session = :session")
                .param("session", session.value())
                .query(Broadcast.class)
                .optional();
    }

    /// The broadcast, locked until the transaction ends.
    Optional<Broadcast> lock(SessionId session) {
        return db.sql(SELECT + """
                where  b.session = :session
                for    update
                """)
                .param("session", session.value())
                .query(Broadcast.class)
                .optional();
    }

    Optional<Broadcast> behind(String path) {
        return db.sql(SELECT + "where  b.path = :path")
                .param("path", path)
                .query(Broadcast.class)
                .optional();
    }

    void set(Actor actor, SessionId session, BroadcastKind kind, @Nullable String address) {
        db.sql("""
                insert into live.broadcast (session, kind, address, path, changed_by)
                values (:session, :kind, :address, :path, :by)
                on     conflict (session) do update
                set    kind = excluded.kind,
                       address = excluded.address,
                       changed_by = excluded.changed_by,
                       changed_at = now()
                """)
                .param("session", session.value())
                .param("kind", kind.name())
                .param("address", address)
                .param("path", Seal.unguessable())
                .param("by", actor.account().value())
                .update();
    }

    void renew(SessionId session, String path) {
        db.sql("update live.broadcast set path = :path where session = :session")
                .param("session", session.value())
                .param("path", path)
                .update();
    }

    void lockUp(SessionId session, byte[] hash, byte[] sealed, Instant at) {
        db.sql("""
                update live.broadcast
                set    key_hash = :hash,
                       key_sealed = :sealed,
                       key_at = :at
                where  session = :session
                """)
                .param("session", session.value())
                .param("hash", hash)
                .param("sealed", sealed)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void open(SessionId session, Instant at, @Nullable Integer srtPort) {
        db.sql("""
                update live.broadcast
                set    opened_at = coalesce(opened_at, :at),
                       ended_at = null,
                       published_at = null,
                       removed_at = null,
                       removed_by = null,
                       removed_why = null,
                       srt_port = :port
                where  session = :session
                """)
                .param("session", session.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("port", srtPort)
                .update();
    }

    /// The lowest port from `first` to `last` at which no open broadcast awaits its encoder. Locks the choice until the
    /// transaction ends.
    Optional<Integer> freePort(int first, int last) {
        db.sql("select pg_advisory_xact_lock(hashtext('live.srt-port'))")
                .query((row, number) -> 0)
                .list();
        return db.sql("""
                select n
                from   generate_series(:first::int, :last::int) n
                where  not exists (select from live.broadcast b
                                   where  b.srt_port = n
                                   and    b.opened_at is not null
                                   and    b.ended_at is null)
                order  by n
                limit  1
                """)
                .param("first", first)
                .param("last", last)
                .query(Integer.class)
                .optional();
    }

    void end(SessionId session, Instant at) {
        db.sql("update live.broadcast set ended_at = :at where session = :session and ended_at is null")
                .param("session", session.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
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

    /// What is known of the stream, by the database's clock.
    Intake intake(SessionId session) {
        return db.sql("""
                select b.opened_at is not null as opened,
                       b.ended_at is not null as ended,
                       coalesce(i.connected and i.held_until > now(), false) as connected,
                       extract(epoch from now() - i.heard_at)::float8 as silent_seconds,
                       i.trouble
                from   live.broadcast b
                left   join live.ingest i on i.session = b.session
                where  b.session = :session
                """).param("session", session.value()).query(Intake.class).single();
    }

    /// A broadcast that awaits an encoder.
    ///
    /// @param keyHash in hexadecimal digits, as is `keySealed`
    record Awaited(
            UUID session,
            String keyHash,
            String keySealed,
            @Nullable Integer srtPort) {}

    List<Awaited> awaited() {
        return db.sql("""
                select b.session, encode(b.key_hash, 'hex') as key_hash, encode(b.key_sealed, 'hex') as key_sealed,
                       b.srt_port
                from   live.broadcast b
                where  b.kind = 'INGEST'
                and    b.opened_at is not null
                and    b.ended_at is null
                and    b.key_hash is not null
                """).query(Awaited.class).list();
    }

    Optional<UUID> awaitedWith(byte[] keyHash) {
        return db.sql("""
                select b.session as value
                from   live.broadcast b
                where  b.key_hash = :hash
                and    b.kind = 'INGEST'
                and    b.opened_at is not null
                and    b.ended_at is null
                """).param("hash", keyHash).query(UUID.class).optional();
    }

    /// Takes the broadcast for `node` for ten seconds more, and notes how its stream does.
    ///
    /// @param silentMillis since picture or sound last came; null if nothing has come since the node knows it
    /// @return false if another node holds it
    boolean hold(UUID session, UUID node, boolean connected, @Nullable Long silentMillis, @Nullable String trouble) {
        return db.sql("""
                insert into live.ingest as i (session, node, held_until, connected, heard_at, trouble)
                select b.session, :node, now() + interval '10 seconds', :connected,
                       now() - make_interval(secs => :silent::float8 / 1000), :trouble
                from   live.broadcast b
                where  b.session = :session
                on     conflict (session) do update
                set    node = excluded.node,
                       held_until = excluded.held_until,
                       connected = excluded.connected,
                       heard_at = greatest(excluded.heard_at, i.heard_at),
                       trouble = excluded.trouble
                where  i.node = excluded.node
                or     i.held_until < now()
                """)
                        .param("session", session)
                        .param("node", node)
                        .param("connected", connected)
                        .param("silent", silentMillis)
                        .param("trouble", trouble)
                        .update()
                > 0;
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

    /// Notes that `who` is in the room now; goes on with the interval in which he or she was last seen, unless that is
    /// longer ago than `patience`.
    void seen(UUID session, String who, String name, Instant at, java.time.Duration patience) {
        db.sql("""
                with seen as (
                    update live.attendance a
                    set    until_at = :at,
                           name = :name
                    where  a.session = :session
                    and    a.who = :who
                    and    a.until_at >= :since
                    returning a.who
                )
                insert into live.attendance (session, who, name, from_at, until_at)
                select :session, :who, :name, :at, :at
                where  not exists (select from seen)
                on     conflict do nothing
                """)
                .param("session", session)
                .param("who", who)
                .param("name", name)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("since", at.minus(patience).atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Presence> presences(SessionId session) {
        return db.sql("""
                select   a.name, a.from_at as from, a.until_at as until
                from     live.attendance a
                where    a.session = :session
                order by a.name, a.who, a.from_at
                """)
                .param("session", session.value())
                .query(Presence.class)
                .list();
    }

    /// Sessions that can be watched now.
    List<UUID> running() {
        return db.sql("""
                select b.session as value
                from   live.broadcast b
                where  b.opened_at is not null
                and    b.ended_at is null
                """).query(UUID.class).list();
    }

    /// Sessions whose recording has been offered since `since`.
    List<UUID> recorded(Instant since) {
        return db.sql("select b.session as value from live.broadcast b where b.published_at >= :since")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /// Sessions whose room is open.
    List<UUID> rooms() {
        return db.sql("""
                select b.session as value
                from   live.broadcast b
                where  b.kind = 'ROOM'
                and    b.opened_at is not null
                and    b.ended_at is null
                """).query(UUID.class).list();
    }
}
