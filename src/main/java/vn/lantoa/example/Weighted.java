package vn.lantoa.example;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Words that come up as often as their weights say.
final class Weighted {

    private final List<String> words = new ArrayList<>();
    private final List<Integer> upTo = new ArrayList<>();
    private int total;

    void add(String word, int weight) {
        if (weight == 0) return;
        total += weight;
        words.add(word);
        upTo.add(total);
    }

    String draw(Chance chance) {
        var found = Arrays.binarySearch(upTo.toArray(), chance.below(total) + 1);
        return words.get(found < 0 ? -found - 1 : found);
    }
}
