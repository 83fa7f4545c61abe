package vn.lantoa.page;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// The pages of one kind that are open on this node and follow something. While anybody looks, one thread asks every
/// [#TICK], for all viewers together, what changed, and tells those whom it concerns. Versions are sent, never
/// contents: each page fetches what it may see. A stream ends when the browser session or the right does, at most
/// [#RIGHTS_EVERY] later.
///
/// Many pages are told one after the other, so many of them in a second: if all fetched in the same moment, whoever
/// stands at a door would wait for them.
///
/// @param <V> a viewer
/// @param <W> what a viewer looks at
public final class OpenPages<V, W> {

    public static final Duration TICK = Duration.ofMillis(800);
    public static final Duration RIGHTS_EVERY = Duration.ofSeconds(3);

    static final int FEW = 20;

    private static final Logger LOG = LoggerFactory.getLogger(OpenPages.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LIFETIME = Duration.ofMinutes(20);

    private final Watch<V, W> watch;
    private final int most;
    private final int mostOfOne;
    private final long paceNanos;
    private final Clock clock;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private long nextTurn = System.nanoTime();

    /// @param most how many may be open on this node
    /// @param mostOfOne how many of one account
    /// @param aSecond how many are told in a second, where many follow
    public OpenPages(Watch<V, W> watch, int most, int mostOfOne, int aSecond, Clock clock) {
        this.watch = watch;
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.paceNanos = 1_000_000_000L / aSecond;
        this.clock = clock;
    }

    /// A stream of the versions of `watched` for `viewer`, whose right to look was checked by the caller; `seen` is the
    /// version that the page already shows, or empty.
    ///
    /// @throws Refused (429, saying `many`) when this node or this account has too many open
    public SseEmitter open(V viewer, W watched, String seen, String many) {
        var account = watch.account(viewer);
        var own = account == null
                ? 0
                : streams.stream()
                        .filter(stream -> account.equals(watch.account(stream.viewer)))
                        .count();
        if (streams.size() >= most || own >= mostOfOne) throw Refused.tooMany(many);

        var stream = new Stream(viewer, watched, seen, clock.instant());
        stream.emitter.onCompletion(() -> streams.remove(stream));
        stream.emitter.onError(broken -> streams.remove(stream));
        streams.add(stream);
        stream.beat(); // a browser takes a stream for open only when something has come
        if (ticking.compareAndSet(false, true))
            Thread.ofVirtual().name("open-pages").start(this::watch);
        return stream.emitter;
    }

    /// How many are open.
    public int count() {
        return streams.size();
    }

    /// Ends them all, so that the server can stop without waiting for those who look.
    public void end() {
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
                LOG.debug("open pages wait for the database", unreachable);
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
        var versions = watch.versions(watched);
        var now = System.nanoTime();
        if (nextTurn < now || streams.size() <= FEW) nextTurn = now;
        for (var stream : streams) {
            var version = versions.get(stream.watched);
            if (version == null || version.equals(stream.seen)) continue;
            if (stream.tell(version, nextTurn - now) && streams.size() > FEW) nextTurn += paceNanos;
        }
    }

    private void endForbidden(Instant at) {
        var viewers = streams.stream().map(stream -> stream.viewer).collect(Collectors.toUnmodifiableSet());
        if (viewers.isEmpty()) return;
        var allowed = watch.allowed(viewers, at, Zone.day(at));
        streams.stream()
                .filter(stream -> viewers.contains(stream.viewer) && !allowed.contains(stream.viewer))
                .forEach(Stream::end);
    }

    /// What pages of one kind follow.
    public interface Watch<V, W> {

        /// For each of `watched` a short text that changes whenever something changes that its page shows; one may be
        /// left out as long as nothing is there to be seen. Asked once in a tick for all viewers of this node together:
        /// one statement, cheap.
        Map<W, String> versions(Set<W> watched);

        /// Those of `viewers` whose browser session goes on and who may still see what they look at.
        Set<V> allowed(Set<V> viewers, Instant at, LocalDate today);

        /// Whose it is, or null where anybody may look.
        @Nullable
        Object account(V viewer);
    }

    /// One open connection. A slow reader holds up a virtual thread of its own and nobody else.
    private final class Stream {

        private final V viewer;
        private final W watched;
        private final Instant since;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final AtomicBoolean sending = new AtomicBoolean();
        private volatile String latest = "";
        private volatile String seen;

        Stream(V viewer, W watched, String seen, Instant since) {
            this.viewer = viewer;
            this.watched = watched;
            this.seen = seen;
            this.since = since;
        }

        /// Whether it takes a turn; who waits for one is told the newest version when it comes.
        boolean tell(String version, long afterNanos) {
            latest = version;
            return send(afterNanos, () -> {
                var told = latest;
                emitter.send(SseEmitter.event().name("changed").data(told));
                seen = told;
            });
        }

        void beat() {
            send(0, () -> emitter.send(SseEmitter.event().comment("beat")));
        }

        void end() {
            emitter.complete();
        }

        private boolean send(long afterNanos, Sending sent) {
            if (!sending.compareAndSet(false, true)) return false;
            Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(Duration.ofNanos(afterNanos));
                    sent.run();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                } catch (IOException | IllegalStateException gone) {
                    // the server notices as well and completes the request; nobody is left to be told
                    LOG.trace("an open page is gone", gone);
                } finally {
                    sending.set(false);
                }
            });
            return true;
        }
    }

    private interface Sending {
        void run() throws IOException;
    }
}
