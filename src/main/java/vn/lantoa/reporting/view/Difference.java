package vn.lantoa.reporting.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;

/// The exact difference of two rates, right less left; rounded only when it is printed, so that it may differ by 0.01
/// from the difference of two printed rates.
public record Difference(BigInteger part, BigInteger whole) implements Comparable<Difference> {

    /// Null where one of the rates is over nobody.
    public static @Nullable Difference of(Rate left, Rate right) {
        if (left.empty() || right.empty()) return null;
        return new Difference(
                product(right.part(), left.whole()).subtract(product(left.part(), right.whole())),
                product(left.whole(), right.whole()));
    }

    /// In percentage points with two places.
    public BigDecimal points(RoundingMode rounding) {
        return new BigDecimal(part).movePointRight(2).divide(new BigDecimal(whole), 2, rounding);
    }

    /// With its sign and the reader's decimal mark: `+1,23`, `−0,40`; `0,00` where it rounds to nothing.
    public String printed(RoundingMode rounding, Locale locale) {
        var points = points(rounding);
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return switch (points.signum()) {
            case 0 -> format.format(points);
            case 1 -> "+" + format.format(points);
            default -> "−" + format.format(points.negate());
        };
    }

    public int sign() {
        return part.signum();
    }

    public Difference size() {
        return new Difference(part.abs(), whole);
    }

    @Override
    public int compareTo(Difference other) {
        return part.multiply(other.whole).compareTo(other.part.multiply(whole));
    }

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }
}
