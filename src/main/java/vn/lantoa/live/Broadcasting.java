package vn.lantoa.live;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.Conference;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// What those who run a conference do with its broadcast. Each step is safe to repeat.
@Component
class Broadcasting {

    private static final Logger LOG = LoggerFactory.getLogger(Broadcasting.class);
    private static final int LONGEST_ADDRESS = 2000;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_REASON = 500;

    private final Conferences conferences;
    private final Participants participants;
    private final Broadcasts broadcasts;
    private final Recordings recordings;
    private final BigBlueButton server;
    private final Ports ports;
    private final Seal seal;
    private final Audit audit;

    Broadcasting(
            Conferences conferences,
            Participants participants,
            Broadcasts broadcasts,
            Recordings recordings,
            BigBlueButton server,
            Ports ports,
            Seal seal,
            Audit audit) {
        this.conferences = conferences;
        this.participants = participants;
        this.broadcasts = broadcasts;
        this.recordings = recordings;
        this.server = server;
        this.ports = ports;
        this.seal = seal;
        this.audit = audit;
    }

    /// Chooses how the conference is broadcast.
    ///
    /// @throws Refused if the address is none that can be opened, or the broadcast is open as something else
    @Transactional
    void choose(Actor actor, SessionId session, BroadcastKind kind, String typed) {
        var conference = run(actor, session);
        var address = kind.addressed() ? address(typed) : null;
        var present = broadcasts.lock(session);
        if (present.isPresent() && present.get().open() && present.get().kind() != kind)
            throw Refused.conflict("live.broadcast.open-already");
        broadcasts.set(actor, session, kind, address);
        note(actor, conference, "choose", kind.name());
    }

    /// @throws Refused unless `typed` is an https address of a host, without a name and password in it
    private static String address(String typed) {
        try {
            var uri = new URI(typed.strip());
            var fine = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getHost().matches("[A-Za-z0-9.-]+")
                    && uri.getUserInfo() == null
                    && typed.length() <= LONGEST_ADDRESS;
            if (fine) return "https" + uri.toString().substring(5);
        } catch (URISyntaxException malformed) {
            // Refused like any other.
        }
        throw Refused.invalid("live.broadcast.address.https");
    }

    /// Makes a stream key. The one before ends at once: an encoder that sends with it is cut off within two seconds.
    ///
    /// @return the key, to be shown once
    @Transactional
    String newKey(Actor actor, SessionId session, Instant at) {
        var conference = run(actor, session);
        var broadcast = require(session);
        if (broadcast.kind() != BroadcastKind.INGEST) throw new NotFound();
        var key = Seal.unguessable();
        broadcasts.lockUp(session, Seal.hash(key), seal.close(key), at);
        note(actor, conference, "key", null);
        return key;
    }

    /// Ends the stream key without another one: an encoder that sends with it is cut off within two seconds, and none
    /// is let in until a new key is made. Without a key there is nothing to do.
    @Transactional
    void revokeKey(Actor actor, SessionId session) {
        var conference = run(actor, session);
        if (require(session).keyAt() == null) return;
        broadcasts.unlock(session);
        note(actor, conference, "revoke", null);
    }

    /// Gives the stream another address; who knew the one before sees no more.
    @Transactional
    void move(Actor actor, SessionId session) {
        var conference = run(actor, session);
        require(session);
        broadcasts.renew(session, Seal.unguessable());
        note(actor, conference, "move", null);
    }

    /// Lets people watch, and an encoder in. A broadcast that was ended goes on.
    ///
    /// @throws Refused if something is missing that it needs
    @Transactional
    void open(Actor actor, SessionId session, Instant at) {
        var conference = run(actor, session);
        var broadcast = require(session);
        if (broadcast.open()) return;
        switch (broadcast.kind()) {
            case INGEST -> {
                if (broadcast.keyAt() == null) throw Refused.conflict("live.broadcast.no-key");
                if (ports.rtmp() == null && ports.srt() == null) throw Refused.conflict("live.broadcast.no-port");
            }
            case ROOM -> room(() -> server.create(session.value().toString(), conference.title()));
            case LINK, EMBED -> {}
        }
        broadcasts.open(session, at, broadcast.kind() == BroadcastKind.INGEST ? srtPort() : null);
        note(actor, conference, "open", null);
    }

    private @Nullable Integer srtPort() {
        var range = ports.srt();
        return range == null
                ? null
                : broadcasts.freePort(range.first(), range.last()).orElse(null);
    }

    /// Ends it for all. The recording is kept.
    @Transactional
    void end(Actor actor, SessionId session, Instant at) {
        var conference = run(actor, session);
        var broadcast = require(session);
        if (!broadcast.open()) return;
        if (broadcast.kind() == BroadcastKind.ROOM)
            room(() -> server.end(session.value().toString()));
        broadcasts.end(session, at);
        note(actor, conference, "end", null);
    }

    /// Says that a topic, something else, or a pause begins at `at`.
    ///
    /// @param topic number of one of the session's topics, or null
    /// @param typed what else begins; blank without a topic is refused
    @Transactional
    void mark(Actor actor, SessionId session, Instant at, @Nullable Integer topic, boolean pause, String typed) {
        var conference = run(actor, session);
        if (require(session).openedAt() == null) throw Refused.conflict("live.mark.not-open");
        var title = Plain.line(Plain.seen(typed));
        if (topic != null && title.isEmpty()) {
            title = recordings.topics(session).stream()
                    .filter(choice -> choice.number() == topic)
                    .findFirst()
                    .orElseThrow(NotFound::new)
                    .title();
        }
        if (!pause && title.isEmpty()) throw Refused.invalid("live.mark.nothing");
        if (title.length() > LONGEST_TITLE) title = title.substring(0, LONGEST_TITLE);
        recordings.mark(actor, session, at, pause ? null : topic, pause ? null : title);
        note(actor, conference, "mark", null);
    }

    /// Takes a mark back.
    @Transactional
    void unmark(Actor actor, SessionId session, UUID mark) {
        var conference = run(actor, session);
        if (!recordings.unmark(session, mark)) throw new NotFound();
        note(actor, conference, "unmark", null);
    }

    /// Offers the recording to whoever takes part in the conference, or takes it back.
    @Transactional
    void publish(Actor actor, SessionId session, @Nullable Instant at) {
        var conference = run(actor, session);
        var broadcast = require(session);
        if (broadcast.kind() != BroadcastKind.INGEST || broadcast.endedAt() == null)
            throw Refused.conflict("live.recording.not-ended");
        if (at != null && recordings.removal(session).isPresent()) throw Refused.conflict("live.recording.removed");
        recordings.publish(session, at);
        note(actor, conference, at == null ? "withdraw" : "publish", null);
    }

    /// Removes the recording for good; whoever calls removes the files once this has been committed.
    ///
    /// @throws Refused without a reason, while the broadcast is open, or if there is none
    @Transactional
    void remove(Actor actor, SessionId session, String typed, Instant at) {
        var conference = run(actor, session);
        var broadcast = require(session);
        var why = typed.strip();
        if (why.isEmpty()) throw Refused.invalid("live.recording.why");
        if (why.length() > LONGEST_REASON || !Plain.oneLine(why))
            throw Refused.invalid("live.recording.why.long", LONGEST_REASON);
        if (broadcast.kind() != BroadcastKind.INGEST || broadcast.endedAt() == null)
            throw Refused.conflict("live.recording.running");
        if (recordings.removal(session).isPresent()) throw Refused.conflict("live.recording.removed");
        recordings.remove(session, at, actor.account().value(), why);
        note(actor, conference, "remove", why);
    }

    /// Puts captions on the part of the recording that begins with `mark`.
    ///
    /// @param language `vi` or `en`
    @Transactional
    void caption(Actor actor, SessionId session, UUID mark, String language, byte[] file) {
        var conference = run(actor, session);
        require(session);
        if (!language.equals("vi") && !language.equals("en")) throw Refused.invalid("live.caption.language");
        var captions = Captions.read(file);
        if (!recordings.caption(actor, session, mark, language, captions)) throw new NotFound();
        note(actor, conference, "caption", language);
    }

    /// Takes captions away again; a part without any stays as it is.
    @Transactional
    void uncaption(Actor actor, SessionId session, UUID mark) {
        var conference = run(actor, session);
        if (recordings.uncaption(session, mark)) note(actor, conference, "uncaption", null);
    }

    /// The address at which the actor enters the room.
    URI entrance(Actor actor, SessionId session) {
        var participant = participants.attend(actor, session);
        var broadcast = broadcasts.of(session).orElseThrow(NotFound::new);
        if (broadcast.kind() != BroadcastKind.ROOM || !broadcast.open() || !server.known()) throw new NotFound();
        return server.entrance(
                session.value().toString(), actor.account().value().toString(), actor.name(), participant.runs());
    }

    private Conference run(Actor actor, SessionId session) {
        return conferences.run(actor.scope(Permission.SCHEDULE), session);
    }

    private Broadcast require(SessionId session) {
        return broadcasts.lock(session).orElseThrow(NotFound::new);
    }

    private void room(Asked asked) {
        if (!server.known()) throw Refused.conflict("live.broadcast.no-server");
        try {
            asked.ask();
        } catch (IOException away) {
            LOG.warn("BigBlueButton: {}", away.getMessage());
            throw Refused.conflict("live.broadcast.server-away");
        }
    }

    private void note(Actor actor, Conference conference, String verb, @Nullable String detail) {
        audit.note(actor, "live.broadcast." + verb, conference.id(), conference.host(), detail);
    }

    private interface Asked {
        void ask() throws IOException;
    }
}
