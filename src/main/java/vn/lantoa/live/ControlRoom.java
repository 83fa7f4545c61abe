package vn.lantoa.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import vn.lantoa.live.view.ControlView;
import vn.lantoa.live.view.Curve;
import vn.lantoa.live.view.LineState;
import vn.lantoa.live.view.RoomNow;
import vn.lantoa.live.view.SiteNow;
import vn.lantoa.page.Shared;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.Turnout;

/// What the main site sees of a conference, drawn up at most once for each change, for all who look on this node.
/// Whether anything changed is asked of counters, two short statements for all conferences together; figures are
/// summed again only when one of them moved. Whom the sites expect is read from the roster at most every 20
/// seconds, and seen with the change after it.
@Component
class ControlRoom implements Subject {

    private static final Logger LOG = LoggerFactory.getLogger(ControlRoom.class);

    static final Duration EXPECTED_FOR = Duration.ofSeconds(20);
    private static final Duration KNOWN_FOR = Duration.ofMillis(200);
    private static final int MOST_KEPT = 50;
    private static final int MOST_VIEWS = 40;

    private final Turnout turnout;
    private final ControlRecords records;
    private final Clock clock;
    private final Map<UUID, Held> held = new ConcurrentHashMap<>();

    ControlRoom(Turnout turnout, ControlRecords records, Clock clock) {
        this.turnout = turnout;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "control";
    }

    @Override
    public boolean onlyForThoseWhoRunIt() {
        return true;
    }

    @Override
    public Map<UUID, String> versions(Collection<UUID> sessions) {
        var at = clock.instant();
        var figures = turnout.versions(sessions);
        var versions = new HashMap<UUID, String>();
        records.versions(sessions, at).forEach((session, own) -> {
            var of = held(session);
            var version = own + "-" + figures.getOrDefault(session, "") + "-" + of.halls;
            of.version = version;
            of.versionAt = at;
            versions.put(session, version);
        });
        return versions;
    }

    /// The conference as it was at most a fifth of a second ago.
    RoomNow now(SessionId session) {
        var of = held(session.value());
        synchronized (of) {
            var at = clock.instant();
            if (of.versionAt.plus(KNOWN_FOR).isBefore(at) || of.versionAt.isAfter(at))
                versions(List.of(session.value()));
            if (of.expectedAt.equals(Instant.EPOCH)) of.expect(turnout.halls(session), at);
            else if (of.expectedAt.plus(EXPECTED_FOR).isBefore(at) || of.expectedAt.isAfter(at))
                expectAnew(session, of, at);
            var room = of.room;
            if (room == null || !of.roomVersion.equals(of.version) || of.roomHalls != of.halls) {
                of.roomVersion = of.version;
                of.roomHalls = of.halls;
                room = draw(session, of.version, of.expected, at);
                of.room = room;
            }
            return room;
        }
    }

    /// The changing part of the page about `room` as those see it who look with the same view: rendered once for all of
    /// them in each language, until the next change.
    Shared shared(SessionId session, RoomNow room, ControlView view) {
        var of = held(session.value());
        synchronized (of) {
            if (!room.equals(of.room)) return new Shared();
            if (!room.equals(of.sharedOf) || of.shared.size() >= MOST_VIEWS) of.shared.clear();
            of.sharedOf = room;
            return of.shared.computeIfAbsent(view, first -> new Shared());
        }
    }

    /// Beside whoever looks, who would wait for the whole roster; what it finds is seen with the next change.
    private void expectAnew(SessionId session, Held of, Instant at) {
        if (!of.expecting.compareAndSet(false, true)) return;
        Thread.ofVirtual().name("expected").start(() -> {
            try {
                var fresh = turnout.halls(session);
                synchronized (of) {
                    of.expect(fresh, at);
                }
            } catch (DataAccessException unreachable) {
                LOG.debug("whom the sites expect is asked again", unreachable);
            } finally {
                of.expecting.set(false);
            }
        });
    }

    private RoomNow draw(SessionId session, String version, List<Turnout.Hall> halls, Instant at) {
        var figures = turnout.figures(session);
        var counts = by(figures.counts(), Turnout.Count::site);
        var guests = turnout.guests(session);
        var devices = by(turnout.devices(session), Turnout.Devices::site);
        var beats = by(records.beats(session), ControlRecords.Beat::site);
        var open = by(records.open(session), ControlRecords.Open::site);
        var sites = halls.stream()
                .map(hall -> {
                    var count = counts.get(hall.id());
                    var device = devices.get(hall.id());
                    var beat = beats.get(hall.id());
                    var waiting = open.get(hall.id());
                    return new SiteNow(
                            hall.id(),
                            hall.name(),
                            hall.main(),
                            hall.unitName(),
                            hall.level(),
                            hall.parentName(),
                            hall.expected(),
                            count == null ? 0 : count.in(),
                            count == null ? 0 : count.left(),
                            guests.getOrDefault(hall.id(), 0),
                            line(beat == null ? null : beat.seenAt(), at),
                            beat == null ? null : beat.seenAt(),
                            device == null ? 0 : device.open(),
                            device == null ? 0 : device.unsent(),
                            device == null ? null : device.seenAt(),
                            waiting == null ? 0 : waiting.help(),
                            waiting == null ? 0 : waiting.incidents(),
                            waiting == null ? 0 : waiting.unread());
                })
                .toList();
        return new RoomNow(
                version, sites, Curve.of(figures.minutes()), records.incidents(session), records.messages(session));
    }

    static LineState line(@Nullable Instant seenAt, Instant at) {
        if (seenAt == null) return LineState.NEVER;
        return seenAt.plus(ControlRecords.SILENT_AFTER).isAfter(at) ? LineState.ON : LineState.SILENT;
    }

    private Held held(UUID session) {
        if (held.size() > MOST_KEPT) held.keySet().stream().limit(10).forEach(held::remove);
        return held.computeIfAbsent(session, key -> new Held());
    }

    private static <T> Map<UUID, T> by(List<T> rows, Function<T, UUID> site) {
        return rows.stream().collect(Collectors.toUnmodifiableMap(site, row -> row));
    }

    /// What this node knows of one conference.
    private static final class Held {

        private volatile String version = "";
        private volatile Instant versionAt = Instant.EPOCH;
        private volatile int halls;
        private List<Turnout.Hall> expected = List.of();
        private Instant expectedAt = Instant.EPOCH;
        private @Nullable RoomNow room;
        private String roomVersion = "";
        private int roomHalls = -1;
        private @Nullable RoomNow sharedOf;
        private final Map<ControlView, Shared> shared = new HashMap<>();
        private final AtomicBoolean expecting = new AtomicBoolean();

        synchronized void expect(List<Turnout.Hall> fresh, Instant at) {
            if (!fresh.equals(expected)) halls++;
            expected = fresh;
            expectedAt = at;
        }
    }
}
