package vn.lantoa.organization;

import java.util.UUID;

/// A step on the way from the root to a unit.
///
/// @param within whether it lies in the asking scope; where it does not, its name may be shown but leads nowhere
public record Step(UUID id, String code, Level level, String name, boolean within) {}
