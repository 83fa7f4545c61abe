package vn.lantoa.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// The open pages of this node that follow a conference. While anybody looks, one thread asks each [Subject] once a
/// second, for all viewers together, what changed, and tells those whom it concerns. Versions are sent, never contents:
/// each page fetches what it may see. A stream ends when the browser session or the right does, at most
/// [#RIGHTS_EVERY] later.
@Component
class Screens {

    static final Duration TICK = Duration.ofMillis(800);
    static final Duration RIGHTS_EVERY = Duration.ofSeconds(3);
    static final int MOST = 6_000;
    static final int MOST_OF_ONE = 24;

    private static final Logger LOG = LoggerFactory.getLogger(Screens.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LIFETIME = Duration.ofMinutes(20);

    private final Map<String, Subject> subjects;
    private final ScreenRights rights;
    private final Clock clock;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();

    Screens(List<Subject> subjects, ScreenRights rights, Clock clock) {
        this.subjects = subjects.stream().collect(Collectors.toUnmodifiableMap(Subject::name, subject -> subject));
        this.rights = rights;
        this.clock = clock;
    }

    /// The subject of this name.
    ///
    /// @throws NotFound if there is none
    Subject subject(String name) {
        var subject = subjects.get(name);
        if (subject == null) throw new NotFound();
        return subject;
    }

    /// A stream of the versions of `subject`, for `viewer` whose right to look was checked by the caller; `seen` is the
    /// version that the page already shows, or empty.
    ///
    /// @throws Refused (429) when this node or this account has too many open
    SseEmitter open(Viewer viewer, Subject subject, String seen) {
        var own = streams.stream()
                .filter(stream -> viewer.account() != null && viewer.account().equals(stream.viewer.account()));
        if (streams.size() >= MOST || own.count() >= MOST_OF_ONE) throw Refused.tooMany("live.screens.many");

        var stream = new Stream(viewer, subject.name(), seen, clock.instant());
        stream.emitter.onCompletion(() -> streams.remove(stream));
        stream.emitter.onError(broken -> streams.remove(stream));
        streams.add(stream);
        stream.beat(); // a browser takes a stream for open only when something has come
        if (ticking.compareAndSet(false, true))
            Thread.ofVirtual().name("conference-screens").start(this::watch);
        return stream.emitter;
    }

    /// How many are open.
    int count() {
        return streams.size();
    }

    /// Lets the server stop without waiting for those who look.
    @EventListener(ContextClosedEvent.class)
    void end() {
        streams.forEach(Stream::end);
    }

    private void watch() {
        var rightsAt = clock.instant().plus(RIGHTS_EVERY);
        var beatAt = clock.instant().plus(HEARTBEAT);
        while (goesOn()) {
            var at = clock.instant();
            try {
                tell();
                if (!at.isBefore(rightsAt)) {
                    endForbidden(at);
                    rightsAt = at.plus(RIGHTS_EVERY);
                }
            } catch (DataAccessException unreachable) {
                LOG.debug("screens wait for the database", unreachable);
            }
            if (!at.isBefore(beatAt)) {
                streams.forEach(Stream::beat);
                beatAt = at.plus(HEARTBEAT);
            }
            streams.stream()
                    .filter(stream -> stream.since.plus(LIFETIME).isBefore(at))
                    .forEach(Stream::end);
        }
    }

    /// Waits for the next tick. Ends the watch when nobody looks any more; whoever comes just then starts it anew.
    private boolean goesOn() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (!streams.isEmpty()) return true;
        ticking.set(false);
        return !streams.isEmpty() && ticking.compareAndSet(false, true);
    }

    private void tell() {
        var watched = streams.stream()
                .collect(Collectors.groupingBy(
                        stream -> stream.subject,
                        Collectors.mapping(stream -> stream.viewer.session(), Collectors.toUnmodifiableSet())));
        var versions = new HashMap<String, Map<UUID, String>>();
        watched.forEach((name, sessions) -> versions.put(name, subject(name).versions(sessions)));
        for (var stream : streams) {
            var version = versions.getOrDefault(stream.subject, Map.of()).get(stream.viewer.session());
            if (version != null && !version.equals(stream.seen)) stream.tell(version);
        }
    }

    private void endForbidden(Instant at) {
        var viewers = streams.stream().map(stream -> stream.viewer).collect(Collectors.toUnmodifiableSet());
        if (viewers.isEmpty()) return;
        var allowed = rights.allowed(viewers, at, Zone.day(at));
        streams.stream()
                .filter(stream -> viewers.contains(stream.viewer) && !allowed.contains(stream.viewer))
                .forEach(Stream::end);
    }

    /// One open connection. A slow reader holds up a virtual thread of its own and nobody else.
    private static final class Stream {

        private final Viewer viewer;
        private final String subject;
        private final Instant since;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final AtomicBoolean sending = new AtomicBoolean();
        private volatile String seen;

        Stream(Viewer viewer, String subject, String seen, Instant since) {
            this.viewer = viewer;
            this.subject = subject;
            this.seen = seen;
            this.since = since;
        }

        void tell(String version) {
            send(SseEmitter.event().name("changed").data(version), () -> seen = version);
        }

        void beat() {
            send(SseEmitter.event().comment("beat"), () -> {});
        }

        void end() {
            emitter.complete();
        }

        private void send(SseEmitter.SseEventBuilder event, Runnable sent) {
            if (!sending.compareAndSet(false, true)) return;
            Thread.startVirtualThread(() -> {
                try {
                    emitter.send(event);
                    sent.run();
                } catch (IOException | IllegalStateException gone) {
                    // the server notices as well and completes the request; nobody is left to be told
                    LOG.trace("a screen is gone", gone);
                } finally {
                    sending.set(false);
                }
            });
        }
    }
}
