package vn.lantoa.study.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of the list of equipment at a site.
///
/// @param checkedAt null: not ticked
public record EquipmentLine(
        String item, @Nullable Instant checkedAt, @Nullable String checkedBy) {}
