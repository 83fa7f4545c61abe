package vn.lantoa.study;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came of a scan, for the door to show; docs/doors.md says what each outcome means.
///
/// @param since when the member came in before, or was let in; null where neither
/// @param site where that was, or which site expects the member; null where neither
/// @param member null where nobody could be told
record DoorAnswer(
        String nonce,
        String outcome,
        @Nullable UUID member,
        @Nullable String memberNo,
        @Nullable String name,
        @Nullable String cell,
        @Nullable Instant since,
        @Nullable UUID siteId,
        @Nullable String site) {

    /// Whether the member is in, or was let out, by this scan or an earlier one.
    boolean good() {
        return switch (outcome) {
            case "recorded", "already", "back", "not-in", "undone" -> true;
            default -> false;
        };
    }
}
