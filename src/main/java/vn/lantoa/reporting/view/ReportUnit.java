package vn.lantoa.reporting.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Level;

/// A unit as the campaign froze it when it opened.
///
/// @param parent null above the campaign's top
/// @param position its place in pre-order; the subtree is every position up to `last`
/// @param closed whether the unit has said that its figure is complete
public record ReportUnit(
        UUID unit,
        @Nullable UUID parent,
        String code,
        String name,
        Level level,
        int position,
        int last,
        boolean closed) {

    public UnitId unitId() {
        return new UnitId(unit);
    }
}
