package vn.lantoa.organization;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a reorganization makes of one unit that it names.
///
/// @param id null for a unit that it founds
/// @param before null for a unit that it founds
/// @param after null for a unit that ends
/// @param heirs codes of the units that hold afterwards what it held; empty where none does
/// @param number of the operation that decides it, from 1
public record Fate(
        String code,
        @Nullable UUID id,
        Way way,
        @Nullable Place before,
        @Nullable Place after,
        List<String> heirs,
        int number) {

    public Fate {
        heirs = List.copyOf(heirs);
    }

    /// CARRIED: goes where the unit above it goes. PARTED: goes to the heir that a division gives it to. HALVED: gives
    /// part of itself away and stands on.
    public enum Way {
        FOUNDED,
        RENAMED,
        MOVED,
        CARRIED,
        PARTED,
        HALVED,
        MERGED,
        DIVIDED,
        DISSOLVED
    }

    /// @param parent code, null at the root
    public record Place(String name, Level level, @Nullable String parent) {}

    boolean ends() {
        return after == null;
    }
}
