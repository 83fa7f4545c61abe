package vn.lantoa.organization;

import java.util.UUID;

/// A unit directly under another, with everything below it counted in.
///
/// @param members on the rolls today
/// @param cells units where members stand
/// @param units directly under it
public record Branch(
        UUID id, String code, Level level, String name, int position, long members, long cells, long units) {}
