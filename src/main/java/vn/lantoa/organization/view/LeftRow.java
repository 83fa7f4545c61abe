package vn.lantoa.organization.view;

/// A unit that loses what stands below it and stands on so far.
///
/// @param rest how many units are left directly below
/// @param names of the first of those
public record LeftRow(String code, String name, long rest, String names) {}
