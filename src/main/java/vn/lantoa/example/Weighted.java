package vn.lantoa.example;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Words that come up as often as their weights say.
final class Weighted {

    private final List<String> words = new ArrayList<>();
    private int[] upTo = {};
    private int total;

    void add(String word, int weight) {
        if (weight == 0) return;
        total += weight;
        words.add(word);
        upTo = Arrays.copyOf(upTo, words.size());
        upTo[words.size() - 1] = total;
    }

    String draw(Chance chance) {
        var found = Arrays.binarySearch(upTo, chance.below(total) + 1);
        return words.get(found < 0 ? -found - 1 : found);
    }
}
