package vn.lantoa.study.view;

/// What was typed about a scan whose decision was refused, for its form to keep.
public record ConflictTyped(long scan, String decision, String memberNo, String name, String unit, String reason) {}
