package vn.lantoa.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.UnitId;

/// A role on a unit with everything below it.
///
/// @param unit the top of the subtree, or null for the whole tree
public record Grant(UUID id, Role role, @Nullable UnitId unit) {}
