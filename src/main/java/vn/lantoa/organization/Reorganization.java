package vn.lantoa.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One decision that changes the tree as a whole (sắp xếp tổ chức), with what has become of it.
///
/// @param unit within whose subtree everything happens
/// @param decision its number
/// @param effectiveOn first day of the new tree
/// @param operations as [Operations] writes them
/// @param dueAt when somebody had it wait for its day, or null
/// @param failed why it could not be applied when its day came, or null
record Reorganization(
        UUID id,
        UUID unit,
        String decision,
        @Nullable LocalDate decidedOn,
        LocalDate effectiveOn,
        String operations,
        String appointments,
        UUID drawnBy,
        Instant drawnAt,
        @Nullable Instant dueAt,
        @Nullable String failed,
        @Nullable Instant appliedAt,
        @Nullable Instant undoneAt,
        @Nullable Instant withdrawnAt) {

    ReorganizationId reorganizationId() {
        return new ReorganizationId(id);
    }

    Phase phase() {
        if (undoneAt != null) return Phase.UNDONE;
        if (appliedAt != null) return Phase.APPLIED;
        if (withdrawnAt != null) return Phase.WITHDRAWN;
        return dueAt != null ? Phase.DUE : Phase.DRAFT;
    }

    /// DUE: waits for its day and is then applied by itself.
    enum Phase {
        DRAFT,
        DUE,
        APPLIED,
        UNDONE,
        WITHDRAWN;

        /// Whether nothing has happened yet, so that it can be changed or applied.
        boolean open() {
            return this == DRAFT || this == DUE;
        }
    }
}
