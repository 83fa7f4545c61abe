package vn.lantoa.study.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;

/// A campaign in a list, with the figure of the reader's own unit.
///
/// @param unit the highest unit the reader may see, or null for a draft
/// @param today whether the unit is not in the campaign's tree, so that its figure is that of today's tree
/// @param cells units below that have members of their own
/// @param closedCells of them closed
public record BoardListRow(
        UUID id,
        String title,
        LocalDate cutOff,
        LocalDate opensOn,
        LocalDate closesOn,
        int target,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable UUID unit,
        @Nullable String unitName,
        boolean today,
        String runBy,
        long total,
        long exempt,
        long studied,
        long studiedExempt,
        long excused,
        long absent,
        int cells,
        int closedCells) {

    public boolean draft() {
        return openedAt == null;
    }

    public boolean closed() {
        return closedAt != null;
    }

    public long unrecorded() {
        return total - exempt - (studied - studiedExempt) - excused - absent;
    }

    public Rate gross() {
        return new Rate(studied, total);
    }

    public Rate goal() {
        return new Rate(target, 10_000);
    }

    /// Days from `today` to the last day, negative after it.
    public long left(LocalDate today) {
        return ChronoUnit.DAYS.between(today, closesOn);
    }
}
