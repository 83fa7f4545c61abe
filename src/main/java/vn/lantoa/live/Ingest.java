package vn.lantoa.live;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Ids;

/// Takes in what encoders send to this node: opens its ports while a conference awaits one, gives each stream to a
/// [Feed], notes every second in the database how it does, and ends what lost its right. While the database is away,
/// streams that run go on.
@Component
@ConditionalOnWebApplication
class Ingest implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private final Broadcasts broadcasts;
    private final Footage footage;
    private final Ports ports;
    private final Seal seal;
    private final Map<UUID, Feed> feeds = new ConcurrentHashMap<>();
    private final Map<UUID, String> keys = new ConcurrentHashMap<>();
    private final Map<UUID, Relay> relays = new ConcurrentHashMap<>();
    private @Nullable Gate gate;
    private volatile boolean stopping;
    private boolean troubled;

    Ingest(Broadcasts broadcasts, Footage footage, Ports ports, Seal seal) {
        this.broadcasts = broadcasts;
        this.footage = footage;
        this.ports = ports;
        this.seal = seal;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        ports.unusable().forEach(LOG::warn);
        Program.endLeftOver(footage.notes());
        Thread.ofVirtual().name("ingest").start(this::mind);
    }

    private void mind() {
        while (!stopping) {
            try {
                look();
                troubled = false;
            } catch (RuntimeException away) {
                if (!troubled) LOG.warn("Broadcasts are not looked after for now", away);
                troubled = true;
            }
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /// One look at everything.
    private synchronized void look() {
        if (stopping || (ports.rtmp() == null && ports.srt() == null)) return;
        var awaited = Program.installed() ? broadcasts.awaited() : List.<Broadcasts.Awaited>of();
        var sessions = awaited.stream().map(Broadcasts.Awaited::session).collect(Collectors.toSet());
        knock(!sessions.isEmpty());
        relay(awaited, sessions);
        endThoseWithoutRight(awaited);
        note(awaited);
    }

    private void knock(boolean wanted) {
        var address = ports.rtmp();
        if (wanted && gate == null && address != null) {
            try {
                gate = Gate.open(address, this::admit);
            } catch (IOException taken) {
                throw new java.io.UncheckedIOException("LANTOA_RTMP: " + address, taken);
            }
        }
        if (!wanted && gate != null) {
            gate.close();
            gate = null;
        }
    }

    /// Where the stream of who knows `key` goes. An encoder that comes back takes its own place over, since it may have
    /// noticed before us that its line was cut.
    private @Nullable Feed admit(String key, Encoder encoder) {
        var hash = Seal.hash(key);
        var session = broadcasts.awaitedWith(hash).orElse(null);
        if (session == null) {
            LOG.info("An encoder with an unknown stream key was sent away");
            return null;
        }
        if (stopping || !broadcasts.hold(session, node(), true, null, null)) return null;
        return take(session, HexFormat.of().formatHex(hash), encoder::close);
    }

    private Feed take(UUID session, String hash, Runnable hangUp) {
        var feed = new Feed(session, footage, hangUp);
        keys.put(session, hash);
        var before = feeds.put(session, feed);
        if (before != null) before.close();
        return feed;
    }

    private void relay(List<Broadcasts.Awaited> awaited, Set<UUID> sessions) {
        relays.entrySet().removeIf(entry -> {
            if (sessions.contains(entry.getKey())) return false;
            entry.getValue().close();
            return true;
        });
        var range = ports.srt();
        if (range == null) return;
        for (var one : awaited) {
            var port = one.srtPort();
            if (port == null || !range.holds(port)) continue;
            var key = seal.open(HexFormat.of().parseHex(one.keySealed()));
            var present = relays.get(one.session());
            if (key == null || (present != null && present.with(key))) continue;
            if (present != null) present.close();
            if (!broadcasts.hold(one.session(), node(), feeds.containsKey(one.session()), null, null)) continue;
            var relay = new Relay[1];
            relay[0] = Relay.open(
                    range.host(),
                    port,
                    key,
                    footage.notes(),
                    () -> take(one.session(), one.keyHash(), () -> relay[0].hangUp()));
            relays.put(one.session(), relay[0]);
        }
    }

    private void endThoseWithoutRight(List<Broadcasts.Awaited> awaited) {
        var rights =
                awaited.stream().collect(Collectors.toMap(Broadcasts.Awaited::session, Broadcasts.Awaited::keyHash));
        for (var session : List.copyOf(feeds.keySet())) {
            var key = keys.getOrDefault(session, "");
            if (key.equals(rights.get(session)) || letInSince(session, key)) continue;
            var feed = feeds.remove(session);
            if (feed != null) feed.close();
        }
    }

    private boolean letInSince(UUID session, String keyHash) {
        return broadcasts
                .awaitedWith(HexFormat.of().parseHex(keyHash))
                .filter(session::equals)
                .isPresent();
    }

    private void note(List<Broadcasts.Awaited> awaited) {
        var now = System.currentTimeMillis();
        for (var one : awaited) {
            var feed = feeds.get(one.session());
            if (feed == null) {
                if (relays.containsKey(one.session())) broadcasts.hold(one.session(), node(), false, null, null);
                continue;
            }
            feed.mind(now);
            var heard = feed.heardMillis();
            var held = broadcasts.hold(
                    one.session(), node(), !feed.closed(), heard == 0 ? null : now - heard, feed.trouble());
            if (!held || feed.closed()) feeds.remove(one.session(), feed);
            if (!held) feed.close();
        }
    }

    /// This node's own number, made once and kept in the home, so that it takes up after a restart what it held before.
    private UUID node() {
        var file = footage.root().resolve("node");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(footage.root());
                Files.writeString(file, Ids.next().toString());
            }
            return Ids.of(Files.readString(file).strip());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Override
    public void destroy() {
        stopping = true;
        synchronized (this) {
            knock(false);
            relays.values().forEach(Relay::close);
            feeds.values().forEach(Feed::close);
        }
    }
}
