package vn.lantoa.study.view;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An adjustment of the roster in a list.
///
/// @param recordedBy null where the cut-off day made it; its reason is then no sentence
/// @param kind ADDED, MOVED, REMOVED, EXEMPTED, NOT_EXEMPTED or STANDING
public record AdjustmentRow(
        String memberNo,
        String fullName,
        String kind,
        @Nullable String fromName,
        @Nullable String toName,
        @Nullable String standing,
        LocalDate onDay,
        String reason,
        @Nullable String recordedBy,
        Instant recordedAt) {}
