package vn.lantoa.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// An exact share of people: `part` of `whole`, never rounded before it is printed (domain.md, participation
/// arithmetic). Over zero people there is no rate.
public record Rate(long part, long whole) {

    public Rate {
        if (part < 0 || whole < 0) throw new IllegalArgumentException(part + "/" + whole);
    }

    /// Whether nobody is counted, so that the rate is printed as a dash.
    public boolean empty() {
        return whole == 0;
    }

    /// Whether this rate reaches `goal`, compared as exact fractions; false over zero people.
    public boolean reaches(Rate goal) {
        return !empty() && Math.multiplyExact(part, goal.whole) >= Math.multiplyExact(goal.part, whole);
    }

    /// The rate as a decimal string with six places ("0.991616"), as the API gives it; null over zero people.
    public @Nullable String decimal() {
        return empty()
                ? null
                : scaled(BigDecimal.valueOf(part), 6, RoundingMode.HALF_UP).toPlainString();
    }

    /// The rate in percent with two places, rounded as `rounding` says: 2909/3044 is 95.57 half up and 95.56 down.
    /// Null over zero people.
    public @Nullable BigDecimal percent(RoundingMode rounding) {
        return empty() ? null : scaled(BigDecimal.valueOf(part).movePointRight(2), 2, rounding);
    }

    private BigDecimal scaled(BigDecimal numerator, int places, RoundingMode rounding) {
        return numerator.divide(BigDecimal.valueOf(whole), places, rounding);
    }
}
