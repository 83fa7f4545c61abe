package vn.lantoa.live;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.study.SessionId;

/// How conferences are broadcast and how the stream does, as kept. Loads are for callers that hold the conference.
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

    void unlock(SessionId session) {
        db.sql("update live.broadcast set key_hash = null, key_sealed = null, key_at = null where session = :session")
                .param("session", session.value())
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
