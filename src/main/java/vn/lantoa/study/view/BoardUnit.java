package vn.lantoa.study.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/// A unit as the campaign froze it when it opened, or as it is today, without positions.
///
/// @param parent null above the campaign's top
/// @param position its place in pre-order; the subtree is every position up to `last`
@NamedInterface("figures")
public record BoardUnit(
        UUID unit, @Nullable UUID parent, String code, String name, String level, int depth, int position, int last) {

    /// The unit with so many below it, for a tree without positions.
    public BoardUnit over(int units) {
        return new BoardUnit(unit, parent, code, name, level, depth, 0, units);
    }

    /// Whether nothing stands below it, so that its own members are all there is.
    public boolean leaf() {
        return position == last;
    }
}
