package vn.lantoa.reporting.view;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;
import vn.lantoa.study.Basis;

/// What the asked unit counts on one of the bases, so that all of them can be seen beside each other.
///
/// @param name of the unit on that tree: an ended unit stands for what became of it
/// @param left null where that side counts nobody in it
public record OnBasis(
        Basis basis,
        String name,
        @Nullable Count left,
        @Nullable Count right) {

    public @Nullable Difference duty() {
        return left == null || right == null ? null : Difference.of(left.duty(), right.duty());
    }

    public Rate leftDuty() {
        return left == null ? new Rate(0, 0) : left.duty();
    }

    public Rate rightDuty() {
        return right == null ? new Rate(0, 0) : right.duty();
    }

    /// Whether both sides count the same here and there.
    boolean same(OnBasis other) {
        return same(left, other.left) && same(right, other.right);
    }

    private static boolean same(@Nullable Count one, @Nullable Count other) {
        if (one == null || other == null) return Objects.equals(one, other);
        return one.counts(other);
    }
}
