package vn.lantoa.organization.view;

/// Somebody who gets a post by the decision.
///
/// @param role code
/// @param unit code
public record AppointmentRow(String username, String role, String unit, String unitName) {}
