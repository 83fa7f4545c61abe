package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subordinate unit that is not closed as a whole, or whose guests wait to be recorded.
///
/// @param open units with own people in its subtree that have not closed their figure
/// @param units all units with own people in its subtree
/// @param guests people temporarily attached to units in its subtree about whom nothing is recorded; they count at home
/// and may stand among `unrecorded` if that lies in the subtree too
/// @param guestNames the first few of them, with their hosts where those are other units, or null
/// @param contact its secretaries with telephone numbers, or null
public record LateRow(
        UUID unit,
        String code,
        String name,
        long open,
        long units,
        long total,
        long unrecorded,
        long guests,
        @Nullable String guestNames,
        @Nullable String contact,
        @Nullable Instant remindedAt,
        @Nullable String remindedBy,
        @Nullable String note) {

    /// So many guests are named.
    public static final int NAMED = 5;

    /// Guests beyond those named.
    public long moreGuests() {
        return Math.max(0, guests - NAMED);
    }
}
