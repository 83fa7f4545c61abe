package vn.lantoa.reporting.view;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;

/// What one unit counts on one side of a comparison: sums over the side's campaigns. A member counts once in each
/// campaign. Rates are exact fractions of the sums.
///
/// @param name what the unit was called on this side
/// @param under the unit above it on this side, or null at the top of a campaign
/// @param campaigns in how many of the side's campaigns it is counted
/// @param excused not studied, not exempt, absent with a reason
/// @param absent not studied, not exempt, absent without
public record Count(
        String name,
        @Nullable UUID under,
        @Nullable String underName,
        int campaigns,
        long total,
        long exempt,
        long studied,
        long studiedExempt,
        long excused,
        long absent) {

    public Count {
        if (exempt > total || studied > total || studiedExempt > studied || studiedExempt > exempt)
            throw new IllegalArgumentException(name);
        if (total - exempt < studied - studiedExempt + excused + absent) throw new IllegalArgumentException(name);
    }

    /// Not studied, not exempt and nothing recorded.
    public long unrecorded() {
        return total - exempt - (studied - studiedExempt) - excused - absent;
    }

    public Rate gross() {
        return new Rate(studied, total);
    }

    /// Of those who are not exempt.
    public Rate duty() {
        return new Rate(studied - studiedExempt, total - exempt);
    }

    /// Of all, those about whom something is known.
    public Rate accounted() {
        return new Rate(total - unrecorded(), total);
    }

    /// Whether `other` counts the same, under whatever name.
    boolean counts(Count other) {
        return total == other.total
                && exempt == other.exempt
                && studied == other.studied
                && studiedExempt == other.studiedExempt
                && excused == other.excused
                && absent == other.absent;
    }

    /// The sum of the same unit's counts in several campaigns; the name is that of the last one.
    public static Count sum(List<Count> parts) {
        return parts.stream().reduce(Count::plus).orElseThrow();
    }

    private Count plus(Count more) {
        return new Count(
                more.name,
                more.under,
                more.underName,
                campaigns + more.campaigns,
                total + more.total,
                exempt + more.exempt,
                studied + more.studied,
                studiedExempt + more.studiedExempt,
                excused + more.excused,
                absent + more.absent);
    }

    /// What of this is in none of `parts`.
    public Count without(List<Count> parts) {
        return parts.stream()
                .reduce(
                        this,
                        (left, part) -> new Count(
                                name,
                                under,
                                underName,
                                campaigns,
                                left.total - part.total,
                                left.exempt - part.exempt,
                                left.studied - part.studied,
                                left.studiedExempt - part.studiedExempt,
                                left.excused - part.excused,
                                left.absent - part.absent));
    }

    /// Why a unit is not counted on a side.
    ///
    /// @param kind `nothing` (the side has no campaign), `founded` later, `ended` before, or `elsewhere`: it existed
    /// and no campaign of the side counted anybody in it
    /// @param on the day it was founded or ended, or null
    public record Missing(String kind, @Nullable LocalDate on) {}
}
