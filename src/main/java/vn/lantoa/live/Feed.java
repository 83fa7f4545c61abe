package vn.lantoa.live;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stream of one encoder on its way to the program that cuts it. Where the program ends it is started again, after
/// a pause that doubles, and goes on at the next picture that can stand alone. Tags come from one thread; all else may
/// be asked by others.
final class Feed implements AutoCloseable {

    /// Below this many free bytes no segment is written: the database needs them more.
    static final long ENOUGH = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final long SOUND_AWAITED_MILLIS = 1_500;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 8_000;
    private static final long STUCK_MILLIS = 15_000;

    private final UUID session;
    private final Footage footage;
    private final Runnable hangUp;

    private @Nullable Tag note;
    private @Nullable Tag picture;
    private @Nullable Tag sound;
    private long firstMillis;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private long notBeforeMillis;
    private volatile @Nullable Transcoder transcoder;
    private volatile long startedMillis;
    private volatile long heardMillis;
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    /// @param hangUp ends the connection to the encoder
    Feed(UUID session, Footage footage, Runnable hangUp) {
        this.session = session;
        this.footage = footage;
        this.hangUp = hangUp;
    }

    void accept(Tag tag) {
        if (closed || "CODEC".equals(trouble)) return;
        var now = System.currentTimeMillis();
        if (!tag.understood()) {
            trouble = "CODEC";
            return;
        }
        if (tag.type() != Tag.NOTE) {
            heardMillis = now;
            if (firstMillis == 0) firstMillis = now;
        }
        keep(tag);

        var running = transcoder;
        if (running == null) running = begin(tag, now);
        if (running == null) return;
        try {
            running.take(tag);
        } catch (IOException ended) {
            fail(running, now);
        }
    }

    private void keep(Tag tag) {
        if (tag.type() == Tag.NOTE) note = tag;
        else if (tag.header() && tag.type() == Tag.PICTURE) picture = tag;
        else if (tag.header()) sound = tag;
    }

    private synchronized @Nullable Transcoder begin(Tag tag, long now) {
        if (closed || picture == null || !tag.keyFrame() || now < notBeforeMillis) return null;
        if (sound == null && now - firstMillis < SOUND_AWAITED_MILLIS) return null;
        if (full()) {
            trouble = "DISK";
            return null;
        }
        try {
            var started = Transcoder.start(footage.notes(), footage.begin(session), sound != null);
            transcoder = started;
            startedMillis = now;
            if (note != null) started.take(note);
            started.take(picture);
            if (sound != null) started.take(sound);
            trouble = null;
            return started;
        } catch (IOException failed) {
            LOG.warn("The broadcast of {} cannot be cut", session, failed);
            fail(transcoder, now);
            return null;
        }
    }

    private boolean full() {
        return footage.root().toFile().getParentFile().getUsableSpace() < ENOUGH;
    }

    private synchronized void fail(@Nullable Transcoder ended, long now) {
        if (closed) return;
        if (ended != null) {
            ended.kill();
            LOG.warn("ffmpeg of {} has ended: {}", session, ended.lastWords());
        }
        if (now - startedMillis > STUCK_MILLIS) pauseMillis = FIRST_PAUSE_MILLIS;
        notBeforeMillis = now + pauseMillis;
        pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
        transcoder = null;
        trouble = "PROGRAM";
    }

    /// Ends a program that runs and makes nothing, or fills the last of the disk; the next picture starts another, or
    /// says why not.
    void mind(long now) {
        var running = transcoder;
        if (running == null || now - heardMillis > 3_000) return;
        var made = Math.max(running.lastSegmentMillis(), startedMillis);
        if (!running.alive() || now - made > STUCK_MILLIS || full()) running.kill();
    }

    /// When picture or sound last came, in milliseconds since 1970; 0 before.
    long heardMillis() {
        return heardMillis;
    }

    @Nullable
    String trouble() {
        return trouble;
    }

    boolean closed() {
        return closed;
    }

    /// Ends the connection and lets the program finish its last segment, without waiting for it.
    @Override
    public void close() {
        Transcoder last;
        synchronized (this) {
            if (closed) return;
            closed = true;
            last = transcoder;
            transcoder = null;
        }
        hangUp.run();
        if (last != null) Thread.ofVirtual().start(last::close);
    }
}
