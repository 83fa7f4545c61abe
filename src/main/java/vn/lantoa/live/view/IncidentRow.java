package vn.lantoa.live.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that went wrong, or a call for help.
///
/// @param site null: the conference as a whole
public record IncidentRow(
        UUID id,
        @Nullable UUID site,
        @Nullable String siteName,
        boolean help,
        String what,
        String toldBy,
        Instant toldAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant solvedAt,
        @Nullable String solvedBy,
        String solution) {

    public boolean open() {
        return solvedAt == null;
    }
}
