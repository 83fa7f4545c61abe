package vn.lantoa.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.view.BoardUnit;

/// The units of a campaign's frozen tree whose rosters stand behind a figure, by their positions.
///
/// @param first the lowest
/// @param last the highest
/// @param positions which of those between, or null for all of them
record Extent(int first, int last, @Nullable List<Integer> positions) {

    /// The whole subtree of `unit` as it was.
    static Extent of(BoardUnit unit) {
        return new Extent(unit.position(), unit.last(), null);
    }

    /// [#positions] as a PostgreSQL `integer[]` parameter.
    Integer @Nullable [] array() {
        return positions == null ? null : positions.toArray(Integer[]::new);
    }
}
