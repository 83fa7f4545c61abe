package vn.lantoa.study.view;

/// The sites of one level and the people who came to them, each counted once.
///
/// @param level PROVINCE, DIRECT or COMMUNE
public record LevelLine(String level, long sites, long present) {}
