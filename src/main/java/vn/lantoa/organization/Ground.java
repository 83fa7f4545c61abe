package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of today's tree that a reorganization names, with everything above it: what [Blueprint] is drawn on.
///
/// @param units by code
/// @param rest by code of a unit named: what stands directly below it and is not named itself
record Ground(Map<String, Known> units, Map<String, Rest> rest) {

    Ground {
        units = Map.copyOf(units);
        rest = Map.copyOf(rest);
    }

    Optional<Known> unit(String code) {
        return Optional.ofNullable(units.get(code));
    }

    Rest below(String code) {
        return rest.getOrDefault(code, Rest.NONE);
    }

    /// A unit as it stands today.
    ///
    /// @param parent code of the unit above, null at the root
    /// @param since first day of its present name, level and parent
    /// @param untilOn first day on which it no longer exists, or null
    /// @param members who stand in it directly
    /// @param joined the last day on which somebody came to stand in it, or null
    /// @param mine whether who draws the reorganization may organize it
    record Known(
            UUID id,
            String code,
            Level level,
            String name,
            @Nullable String parent,
            LocalDate fromOn,
            LocalDate since,
            @Nullable LocalDate untilOn,
            long members,
            @Nullable LocalDate joined,
            boolean mine) {}

    /// Units directly below one that are not named by the decision: they go where the one above them goes.
    ///
    /// @param highest the level nearest to the root, null where there are none
    /// @param codes all of them where the unit is divided, else the first few
    record Rest(long units, @Nullable Level highest, List<String> codes) {

        static final Rest NONE = new Rest(0, null, List.of());

        Rest {
            codes = List.copyOf(codes);
        }
    }
}
