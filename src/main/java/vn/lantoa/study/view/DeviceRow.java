package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A device at a door, as who keeps the door sees it.
///
/// @param unsent scans it still holds, as it last said
/// @param pinSetAt when the PIN of a kiosk was set here, and `pinTakenAt` when it held that; null: it was not
public record DeviceRow(
        UUID id,
        String name,
        String keeper,
        boolean kiosk,
        Instant openedAt,
        Instant seenAt,
        int unsent,
        @Nullable Instant closedAt,
        @Nullable Instant pinSetAt,
        @Nullable Instant pinTakenAt,
        long scans) {}
