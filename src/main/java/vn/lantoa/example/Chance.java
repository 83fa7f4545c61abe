package vn.lantoa.example;

import java.util.List;

/// Repeatable chance: equal seeds give equal draws on every machine and every JDK, which the library's generators do
/// not promise.
final class Chance {

    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    Chance(long seed) {
        this.state = seed;
    }

    /// A chance of its own for the thing called `name`, so that one thing more or less elsewhere does not move it.
    static Chance of(String name) {
        var seed = STEP;
        for (var index = 0; index < name.length(); index++) seed = seed * 31 + name.charAt(index);
        return new Chance(seed);
    }

    long word() {
        state += STEP;
        var mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /// Evenly from 0 up to and without 1.
    double share() {
        return (word() >>> 11) * 0x1.0p-53;
    }

    /// Evenly from 0 up to and without `bound`.
    int below(int bound) {
        return (int) (share() * bound);
    }

    /// Evenly from `low` up to and with `high`.
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean happens(double probability) {
        return share() < probability;
    }

    /// Close to normally distributed.
    double around(double mean, double deviation) {
        return mean + (share() + share() + share() + share() - 2) * 1.732 * deviation;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    <T> void shuffle(List<T> list) {
        for (var last = list.size() - 1; last > 0; last--) {
            var other = below(last + 1);
            list.set(other, list.set(last, list.get(other)));
        }
    }
}
