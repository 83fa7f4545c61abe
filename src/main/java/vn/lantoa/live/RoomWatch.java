package vn.lantoa.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lantoa.ground.Job;

/// Asks, while rooms are open, who is in them, and keeps from when until when. What it keeps stands beside the
/// check-ins as evidence and never becomes one.
@Component
class RoomWatch implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(RoomWatch.class);

    /// Who was not seen for so long and comes again has a new interval.
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final Broadcasts broadcasts;
    private final BigBlueButton server;
    private final Clock clock;

    RoomWatch(Broadcasts broadcasts, BigBlueButton server, Clock clock) {
        this.broadcasts = broadcasts;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        if (!server.known()) return;
        for (var session : broadcasts.rooms()) look(session);
    }

    /// A server that does not answer leaves a gap no longer than the patience, or ends an interval.
    private void look(UUID session) {
        try {
            for (var attendee : server.attendees(session.toString()))
                if (!attendee.who().isBlank())
                    broadcasts.seen(session, attendee.who(), attendee.name(), clock.instant(), PATIENCE);
        } catch (IOException away) {
            LOG.warn("Who is in the room of {} is not known: {}", session, away.getMessage());
        }
    }
}
