package vn.lantoa.study;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;

/// Sessions as their doors need them, remembered for [#FRESH_NANOS] so that a check-in costs one round trip. A session
/// that was closed, or a post taken away, is noticed by other nodes so much later; whether a session is closed is asked
/// again where the check-in is written.
@Component
class SessionDoors {

    private static final long FRESH_NANOS = 2_000_000_000L;
    private static final int MOST = 20_000;

    private final JdbcClient db;
    private final Map<SessionId, Remembered<SessionDoor>> doors = new ConcurrentHashMap<>();
    private final Map<Keeper, Remembered<Boolean>> keepers = new ConcurrentHashMap<>();

    SessionDoors(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if there is no such session
    SessionDoor require(SessionId session) {
        return recall(doors, session, () -> load(session));
    }

    /// Lets `actor` pass who checks people in, or records, at the unit of `site`.
    ///
    /// @throws NotFound otherwise, or if `site` is none of the session's
    void requireKeeper(Actor actor, SessionDoor door, UUID site) {
        var found = door.sites().get(site);
        if (found == null) throw new NotFound();
        var scope = reach(actor);
        if (!recall(keepers, new Keeper(scope, found.unit()), () -> covers(scope, found.unit()))) throw new NotFound();
    }

    private static Scope reach(Actor actor) {
        var units = new ArrayList<>(actor.scope(Permission.CHECK_IN).units());
        for (var unit : actor.scope(Permission.RECORD).units()) if (!units.contains(unit)) units.add(unit);
        return new Scope(units);
    }

    private SessionDoor load(SessionId session) {
        var rows = db.sql("""
                select s.campaign, i.id as site, i.unit, u.position as first, u.last
                from   study.session s
                left   join study.site i on i.session = s.id
                left   join study.campaign_unit u on u.campaign = s.campaign and u.unit = i.unit
                where  s.id = :session
                """)
                .param("session", session.value())
                .query(SessionDoor.Row.class)
                .list();
        if (rows.isEmpty()) throw new NotFound();
        return SessionDoor.of(session, rows);
    }

    private boolean covers(Scope scope, UUID unit) {
        return db.sql("select organization.covers(:scope::uuid[], :unit)")
                .param("scope", scope.array())
                .param("unit", unit)
                .query(Boolean.class)
                .single();
    }

    private static <K, V> V recall(Map<K, Remembered<V>> memory, K key, Supplier<V> load) {
        var known = memory.get(key);
        if (known != null && System.nanoTime() - known.at() < FRESH_NANOS) return known.value();

        var value = load.get();
        if (memory.size() > MOST) memory.clear();
        memory.put(key, new Remembered<>(value, System.nanoTime()));
        return value;
    }

    private record Keeper(Scope scope, UUID unit) {}

    private record Remembered<V>(V value, long at) {}
}
