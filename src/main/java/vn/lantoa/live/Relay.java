package vn.lantoa.live;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Awaits one conference's encoder by SRT at a port of its own: ffmpeg listens there, lets in who enciphers with the
/// stream key (a wrong one fails in the greeting), and hands on what comes as tags. Listens again whenever it ended.
final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final long FIRST_PAUSE_MILLIS = 300;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final String key;
    private final Path notes;
    private final String address;
    private final Supplier<Feed> feeds;
    private volatile @Nullable Program program;
    private volatile boolean closed;

    /// @param feeds makes the way for one connection
    private Relay(String host, int port, String key, Path notes, Supplier<Feed> feeds) {
        this.key = key;
        this.notes = notes;
        this.feeds = feeds;
        this.address = "srt://" + host + ":" + port + "?mode=listener&pbkeylen=16&passphrase=" + key;
    }

    static Relay open(String host, int port, String key, Path notes, Supplier<Feed> feeds) {
        var relay = new Relay(host, port, key, notes, feeds);
        Thread.ofVirtual().name("relay-" + port).start(relay::stand);
        return relay;
    }

    private void stand() {
        var pause = FIRST_PAUSE_MILLIS;
        while (!closed) {
            var heard = false;
            try {
                heard = hear();
            } catch (IOException failed) {
                LOG.warn("SRT cannot be listened to", failed);
            }
            pause = heard ? FIRST_PAUSE_MILLIS : Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            try {
                Thread.sleep(pause);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /// @return whether anything came
    private boolean hear() throws IOException {
        var listening = Program.start(
                notes,
                List.of(
                        "-nostdin",
                        "-i",
                        address,
                        "-map",
                        "0:v:0",
                        "-map",
                        "0:a:0?",
                        "-c",
                        "copy",
                        "-f",
                        "flv",
                        "-flvflags",
                        "no_duration_filesize",
                        "pipe:1"));
        program = listening;
        if (closed) listening.close();
        try (listening;
                var in = new BufferedInputStream(listening.process().getInputStream(), 1 << 16)) {
            if (in.readNBytes(Tag.FILE_HEAD.length).length < Tag.FILE_HEAD.length) return false;
            try (var feed = feeds.get()) {
                for (var tag = Tag.read(in); tag != null; tag = Tag.read(in)) feed.accept(tag);
            }
            return true;
        }
    }

    boolean with(String other) {
        return key.equals(other);
    }

    /// Ends what is connected; the next encoder is awaited again.
    void hangUp() {
        var listening = program;
        if (listening != null) listening.process().destroyForcibly();
    }

    @Override
    public void close() {
        closed = true;
        hangUp();
    }
}
