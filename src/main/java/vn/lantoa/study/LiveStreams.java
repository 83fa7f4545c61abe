package vn.lantoa.study;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
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
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// The live boards of this node. While anybody looks, one thread asks once a second, in one statement for all viewers,
/// whose figures changed, and tells those; it sends versions, never figures, and each page fetches what it may see. A
/// stream ends when the session or the right does, at most [#RIGHTS_EVERY] later.
@Component
class LiveStreams {

    static final int MOST = 4_000;
    static final int MOST_OF_ONE = 24;
    static final Duration RIGHTS_EVERY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    static final Duration TICK = Duration.ofSeconds(1);
    /// More boards than these are told one after the other, so that they do not all fetch in the same moment, which
    /// would let the doors wait.
    private static final int FEW = 20;

    private static final Duration SPREAD = Duration.ofMillis(800);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LIFETIME = Duration.ofMinutes(20);

    private final LiveFigures figures;
    private final Clock clock;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();

    LiveStreams(LiveFigures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    /// A stream of versions of what `viewer` looks at, whose right to look was checked by the caller; `seen` is the
    /// version the page already shows.
    ///
    /// @throws Refused (429) when this node or this account has too many open
    SseEmitter open(LiveFigures.Viewer viewer, LiveFigures.Watched watched, String seen) {
        var own = streams.stream().filter(stream -> stream.viewer.account().equals(viewer.account()));
        if (streams.size() >= MOST || own.count() >= MOST_OF_ONE) throw Refused.tooMany("study.live.refused.many");

        var stream = new Stream(viewer, watched, seen, clock.instant());
        stream.emitter.onCompletion(() -> streams.remove(stream));
        stream.emitter.onError(broken -> streams.remove(stream));
        streams.add(stream);
        stream.beat(); // a browser takes a stream for open only when something has come
        if (ticking.compareAndSet(false, true))
            Thread.ofVirtual().name("live-boards").start(this::watch);
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
                LOG.debug("live boards wait for the database", unreachable);
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
        var watched = streams.stream().map(stream -> stream.watched).collect(Collectors.toUnmodifiableSet());
        if (watched.isEmpty()) return;
        var versions = figures.look(watched);
        var told = 0;
        var crowd = streams.size();
        for (var stream : streams) {
            var version = versions.get(stream.watched);
            if (version == null || version.equals(stream.seen)) continue;
            stream.tell(version, crowd <= FEW ? 0 : SPREAD.toMillis() * told++ / crowd);
        }
    }

    private void endForbidden(Instant at) {
        var viewers = streams.stream().map(stream -> stream.viewer).collect(Collectors.toUnmodifiableSet());
        if (viewers.isEmpty()) return;
        var allowed = figures.allowed(viewers, at, Zone.day(at));
        streams.stream()
                .filter(stream -> viewers.contains(stream.viewer) && !allowed.contains(stream.viewer))
                .forEach(Stream::end);
    }

    /// One open connection. A slow reader holds up a virtual thread of its own and nobody else.
    private static final class Stream {

        private final LiveFigures.Viewer viewer;
        private final LiveFigures.Watched watched;
        private final Instant since;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final AtomicBoolean sending = new AtomicBoolean();
        private volatile String seen;

        Stream(LiveFigures.Viewer viewer, LiveFigures.Watched watched, String seen, Instant since) {
            this.viewer = viewer;
            this.watched = watched;
            this.seen = seen;
            this.since = since;
        }

        void tell(String version, long afterMillis) {
            send(SseEmitter.event().name("figures").data(version), () -> seen = version, afterMillis);
        }

        void beat() {
            send(SseEmitter.event().comment("beat"), () -> {}, 0);
        }

        void end() {
            emitter.complete();
        }

        private void send(SseEmitter.SseEventBuilder event, Runnable sent, long afterMillis) {
            if (!sending.compareAndSet(false, true)) return;
            Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(afterMillis);
                    emitter.send(event);
                    sent.run();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                } catch (IOException | IllegalStateException gone) {
                    // the server notices as well and completes the request; nobody is left to be told
                    LOG.trace("a live board is gone", gone);
                } finally {
                    sending.set(false);
                }
            });
        }
    }
}
