package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.UUID;

/// A unit of today as its page shows it, with everything below it counted in.
///
/// @param changes whether the reader may change it
/// @param names whether the reader may see its members
/// @param exports whether the reader may take its data out
public record UnitPage(
        UUID id,
        String code,
        String name,
        String level,
        LocalDate fromOn,
        long full,
        long probationary,
        long exempt,
        long keyCadres,
        long cells,
        boolean changes,
        boolean names,
        boolean exports) {

    public long members() {
        return full + probationary;
    }

    /// Whether members may stand in it directly.
    public boolean cell() {
        return level.equals("CELL");
    }
}
