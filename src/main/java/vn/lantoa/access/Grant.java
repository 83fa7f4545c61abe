package vn.lantoa.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.UnitId;

/// A role on a unit with everything below it.
///
/// @param unit the top of the subtree, or null for the whole tree
/// @param waning whether the unit ended, so that the role only lets read any more what it answered for
public record Grant(UUID id, Role role, @Nullable UnitId unit, boolean waning) {

    private static final Set<Permission> READING =
            EnumSet.of(Permission.READ, Permission.READ_NAMES, Permission.EXPORT);

    public Grant(UUID id, Role role, @Nullable UnitId unit) {
        this(id, role, unit, false);
    }

    /// Whether this post lets do `permission` today.
    public boolean may(Permission permission) {
        return role.may(permission) && (!waning || READING.contains(permission));
    }
}
