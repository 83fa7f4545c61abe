package vn.lantoa.live.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conference of today, and a site of it that somebody keeps.
///
/// @param site null: the person runs the conference
public record TodayRow(
        UUID session,
        String title,
        Instant startsAt,
        Instant endsAt,
        @Nullable UUID site,
        @Nullable String siteName) {

    public boolean on(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt);
    }
}
