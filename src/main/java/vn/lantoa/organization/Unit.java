package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.UnitId;

/// A unit as it is today (tổ chức đảng).
///
/// @param parent null for the root
/// @param untilOn the day on which it no longer exists, or null
public record Unit(
        UUID id,
        String code,
        Level level,
        String name,
        @Nullable UUID parent,
        LocalDate fromOn,
        @Nullable LocalDate untilOn) {

    public UnitId unitId() {
        return new UnitId(id);
    }
}
