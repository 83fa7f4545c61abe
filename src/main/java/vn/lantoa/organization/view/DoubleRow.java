package vn.lantoa.organization.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Two records of one person that were merged.
///
/// @param keptUnit where the record that is kept stands
/// @param memberNo of the record that was dropped, like `fullName` and `unit`
/// @param onDay first day on which only one of them counts
/// @param undoneAt null while it stands
public record DoubleRow(
        UUID id,
        UUID kept,
        String keptNo,
        String keptName,
        UUID keptUnit,
        UUID dropped,
        String memberNo,
        String fullName,
        UUID unit,
        String unitName,
        LocalDate onDay,
        String reason,
        String mergedBy,
        Instant mergedAt,
        @Nullable String undoneBy,
        @Nullable Instant undoneAt) {}
