package vn.lantoa.study;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Settings;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Zone;

/// Where the code of a hall leads: the site, its conference, and from when on its doors are open.
@Component
class Arrivals {

    private final JdbcClient db;
    private final DoorKeys keys;
    private final Settings settings;

    Arrivals(JdbcClient db, DoorKeys keys, Settings settings) {
        this.db = db;
        this.keys = keys;
        this.settings = settings;
    }

    /// The site behind `code`, as it stands in the address, and whether the code is good at `at`.
    Optional<Read> read(String code, Instant at) {
        return HallCode.read(code)
                .flatMap(read -> find(read.site())
                        .map(hall -> new Read(
                                hall, read.check(hall.session(), keys.hall(hall.site()), at, settings.codeEvery()))));
    }

    /// @throws NotFound if there is no such site
    Hall require(UUID site) {
        return find(site).orElseThrow(NotFound::new);
    }

    /// The key by which claims are sealed.
    byte[] key() {
        return keys.seal();
    }

    /// From when on a member is in who read the code at `at`: from then, or from the opening of the doors on the same
    /// day. Empty on a day before: whoever tries the screen is not in for that.
    Optional<Instant> counts(Hall hall, Instant at) {
        var opens = opensAt(hall);
        if (!at.isBefore(opens)) return Optional.of(at);
        return Zone.day(at).equals(Zone.day(opens)) ? Optional.of(opens) : Optional.empty();
    }

    /// When the doors of the hall open.
    Instant opensAt(Hall hall) {
        return hall.startsAt().minus(settings.doorsOpen());
    }

    private Optional<Hall> find(UUID site) {
        return db.sql("""
                select t.id as site, s.id as session, t.name, s.title, s.starts_at, s.ends_at
                from   study.site t
                join   study.session s on s.id = t.session
                where  t.id = :site
                """).param("site", site).query(Hall.class).optional();
    }

    record Read(Hall hall, HallCode.Check check) {}

    record Hall(UUID site, UUID session, String name, String title, Instant startsAt, Instant endsAt) {}
}
