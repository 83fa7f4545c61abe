package vn.lantoa.study;

import org.jspecify.annotations.Nullable;
import vn.lantoa.study.view.BoardUnit;

/// The units of a campaign's frozen tree whose rosters stand behind a figure, by their positions.
///
/// @param first the lowest
/// @param last the highest
/// @param positions which of those between, or null for all of them
record Extent(int first, int last, Integer @Nullable [] positions) {

    /// The whole subtree of `unit` as it was.
    static Extent of(BoardUnit unit) {
        return new Extent(unit.position(), unit.last(), null);
    }
}
