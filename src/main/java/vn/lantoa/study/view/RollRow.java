package vn.lantoa.study.view;

import java.util.UUID;

/// How many people the roster would have at a unit with everything below it, by the rolls of the cut-off day.
///
/// @param depth 0 for the campaign's own unit
public record RollRow(
        UUID unit,
        String code,
        String name,
        int depth,
        long units,
        long total,
        long full,
        long probationary,
        long exempt) {}
