package vn.lantoa.study;

import java.util.UUID;

/// A hall of a conference (điểm cầu), by the unit it stands for.
///
/// @param position of that unit in the campaign's frozen tree, pre-order
public record ConferenceSite(
        UUID id, UUID session, UUID unit, String unitCode, String unitName, String name, boolean main, int position) {}
