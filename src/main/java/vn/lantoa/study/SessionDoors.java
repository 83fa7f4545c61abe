package vn.lantoa.study;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;

/// Sessions as their doors need them, remembered for [#FRESH] so that a check-in costs one round trip; of many that
/// come to a door at once one asks and the others wait for its answer. A session that was closed, or a post taken away,
/// is noticed so much later; whether a session is closed is asked again where the check-in is written.
@Component
class SessionDoors {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST = 20_000;

    private final JdbcClient db;
    private final Cache<SessionId, SessionDoor> doors = memory();
    private final Cache<Keeper, Boolean> keepers = memory();

    SessionDoors(JdbcClient db) {
        this.db = db;
    }

    /// The door of `session`, asked for anew where it is remembered without one of `sites`, which may have come since.
    ///
    /// @throws NotFound if there is no such session
    SessionDoor require(SessionId session, Collection<UUID> sites) {
        var door = doors.get(session, this::load);
        if (door.sites().keySet().containsAll(sites)) return door;
        doors.invalidate(session);
        return doors.get(session, this::load);
    }

    /// Lets `actor` pass who checks people in, or records, at the unit of `site`.
    ///
    /// @throws NotFound otherwise, or if `site` is none of the session's
    void requireKeeper(Actor actor, SessionDoor door, UUID site) {
        var found = door.sites().get(site);
        if (found == null) throw new NotFound();
        var scope = reach(actor);
        if (!keepers.get(new Keeper(scope, found.unit()), this::covers)) throw new NotFound();
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

    private boolean covers(Keeper keeper) {
        return db.sql("select organization.covers(:scope::uuid[], :unit)")
                .param("scope", keeper.scope().array())
                .param("unit", keeper.unit())
                .query(Boolean.class)
                .single();
    }

    private static <K, V> Cache<K, V> memory() {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(FRESH)
                .executor(Runnable::run)
                .build();
    }

    private record Keeper(Scope scope, UUID unit) {}
}
