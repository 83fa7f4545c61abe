package vn.lantoa.organization.view;

import java.util.UUID;

/// A hit of a search.
///
/// @param detail where it stands: the unit above of a unit, the cell of a member
public record Found(UUID id, String code, String name, String detail) {}
