package vn.lantoa.live;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Discussion in groups at one conference.
///
/// @param dueAt when minutes are to be in, as set by hand; or null
/// @param openedAt since when groups write; null while it is being prepared
/// @param minutes that all its matters take together, as far as they say
public record Discussion(
        UUID session, @Nullable Instant dueAt, @Nullable Instant openedAt, int minutes) {

    /// When minutes are to be in: as set, else when the matters' minutes have passed; null if neither says.
    public @Nullable Instant due() {
        if (dueAt != null) return dueAt;
        return openedAt == null || minutes == 0 ? null : openedAt.plusSeconds(60L * minutes);
    }

    public boolean open() {
        return openedAt != null;
    }

    /// Whether at `at` groups should have handed in.
    public boolean over(Instant at) {
        var due = due();
        return open() && due != null && at.isAfter(due);
    }
}
