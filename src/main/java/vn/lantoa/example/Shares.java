package vn.lantoa.example;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Whole numbers that divide a total without losing anybody.
final class Shares {

    private Shares() {}

    /// `total` divided as `weights` say, by largest remainder.
    static int[] of(int total, double[] weights) {
        var sum = Arrays.stream(weights).sum();
        var exact = Arrays.stream(weights).map(weight -> total * weight / sum).toArray();
        var shares = Arrays.stream(exact).mapToInt(value -> (int) value).toArray();
        var missing = total - Arrays.stream(shares).sum();
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(index -> shares[index] - exact[index])
                        .thenComparing(index -> index))
                .limit(missing)
                .forEach(index -> shares[index]++);
        return shares;
    }

    /// `total` divided at random into `parts`, each between `low` and `high`.
    static int[] within(int total, int parts, int low, int high, Chance chance) {
        if (total < parts * low || total > parts * high)
            throw new IllegalStateException("%d in %d parts of %d to %d".formatted(total, parts, low, high));
        var weights = new double[parts];
        Arrays.setAll(weights, index -> Math.exp(chance.around(0, 0.45)));
        var shares = of(total - parts * low, weights);
        for (var index = 0; index < parts; index++) shares[index] += low;
        for (var index = 0; index < parts; index++) {
            for (var next = 0; shares[index] > high; next = (next + 1) % parts) {
                if (shares[next] >= high) continue;
                shares[index]--;
                shares[next]++;
            }
        }
        return shares;
    }
}
