package vn.lantoa.access;

import java.util.List;
import java.util.UUID;
import vn.lantoa.kernel.UnitId;

/// The subtrees on which a load from outside is allowed. Every statement that starts from an id or filter of the user
/// asks `organization.covers(:scope, unit)` with [#array()]; nothing is fetched without saying on whose behalf.
public record Scope(List<UUID> units) {

    /// Stands in the array for the whole tree, also while it is still empty.
    public static final UUID EVERYTHING = new UUID(0, 0);

    public static final Scope NONE = new Scope(List.of());

    public Scope {
        units = List.copyOf(units);
    }

    public static Scope of(UnitId unit) {
        return new Scope(List.of(unit.value()));
    }

    public static Scope everything() {
        return new Scope(List.of(EVERYTHING));
    }

    /// Whether nothing is allowed.
    public boolean none() {
        return units.isEmpty();
    }

    /// As a PostgreSQL `uuid[]` parameter.
    public UUID[] array() {
        return units.toArray(UUID[]::new);
    }
}
