package vn.lantoa.reporting.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;

/// A unit on both sides of a comparison.
///
/// @param code null for what the asked unit has itself and no unit below it
/// @param left null where nothing is counted; `leftMissing` says why
/// @param heirs the units of today that a unit which ended became, by name, or null
/// @param origins the units that became part of it, by name, or null
public record ComparedRow(
        UUID unit,
        @Nullable String code,
        String name,
        @Nullable Count left,
        @Nullable Count right,
        Count.@Nullable Missing leftMissing,
        Count.@Nullable Missing rightMissing,
        @Nullable String heirs,
        @Nullable String origins) {

    private static final Rate NOBODY = new Rate(0, 0);

    public Rate leftDuty() {
        return left == null ? NOBODY : left.duty();
    }

    public Rate rightDuty() {
        return right == null ? NOBODY : right.duty();
    }

    public @Nullable Difference gross() {
        return left == null || right == null ? null : Difference.of(left.gross(), right.gross());
    }

    public @Nullable Difference duty() {
        return Difference.of(leftDuty(), rightDuty());
    }

    public @Nullable Difference accounted() {
        return left == null || right == null ? null : Difference.of(left.accounted(), right.accounted());
    }

    public boolean both() {
        return left != null && right != null;
    }
}
