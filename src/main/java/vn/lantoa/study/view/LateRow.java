package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subordinate unit that is not closed as a whole.
///
/// @param open units with own people in its subtree that have not closed their figure
/// @param units all units with own people in its subtree
/// @param contact its secretaries with telephone numbers, or null
public record LateRow(
        UUID unit,
        String code,
        String name,
        long open,
        long units,
        long total,
        long unrecorded,
        @Nullable String contact,
        @Nullable Instant remindedAt,
        @Nullable String remindedBy,
        @Nullable String note) {}
