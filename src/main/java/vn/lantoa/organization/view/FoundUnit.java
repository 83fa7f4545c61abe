package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A unit that a search found, also one that no longer exists.
///
/// @param detail the name of the unit above it, or of its last place; empty at the root
/// @param former the name that it had before and by which alone it was found, or null
/// @param untilOn the day from which it no longer exists, or null
/// @param heirs what holds its parts today, if it no longer exists
public record FoundUnit(
        UUID id,
        String code,
        String name,
        String detail,
        @Nullable String former,
        @Nullable LocalDate untilOn,
        List<UnitLink> heirs) {}
