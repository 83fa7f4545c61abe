package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A unit as it stood under another on some day, with everything below it counted in, and what became of it since.
///
/// @param level its code
/// @param cells units where members stood
/// @param nameNow its name of today where that is another, else null
/// @param movedTo the unit above it today where that is another, else null
/// @param untilOn the day from which it no longer exists, or null
/// @param heirs what holds its parts today, if it no longer exists
public record DayBranch(
        UUID id,
        String code,
        String level,
        String name,
        long cells,
        long members,
        @Nullable String nameNow,
        @Nullable UnitLink movedTo,
        @Nullable LocalDate untilOn,
        List<UnitLink> heirs) {

    /// Whether anything happened to it since.
    public boolean changed() {
        return nameNow != null || movedTo != null || untilOn != null;
    }
}
