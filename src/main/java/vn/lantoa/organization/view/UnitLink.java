package vn.lantoa.organization.view;

import java.util.UUID;

/// A unit that a page names.
///
/// @param name of the day that the page tells of
/// @param within whether the reader may open its page; where not, the name leads nowhere
public record UnitLink(UUID id, String code, String name, boolean within) {}
