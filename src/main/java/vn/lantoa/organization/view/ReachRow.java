package vn.lantoa.organization.view;

/// How far an account reaches before and after.
///
/// @param role code
/// @param change what happens to its reach
public record ReachRow(String username, String name, String role, String unit, Said change) {}
