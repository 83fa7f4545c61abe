package vn.lantoa.study;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session as what surrounds it needs to know it: a main site and bridge points, one morning.
///
/// @param id of the session
/// @param host unit that holds it
/// @param meeting that it is held within, in words, or null
/// @param closedAt when recording at it ended, or null
public record Conference(
        UUID id,
        UUID campaign,
        String title,
        UUID host,
        String hostName,
        Instant startsAt,
        Instant endsAt,
        @Nullable String meeting,
        @Nullable Instant closedAt) {

    /// Whether it is on at `at`.
    public boolean on(Instant at) {
        return closedAt == null && !at.isBefore(startsAt) && at.isBefore(endsAt);
    }

    public SessionId sessionId() {
        return new SessionId(id);
    }
}
