package vn.lantoa.live.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.live.Poll;

/// What came of one round of a poll.
///
/// @param ballots how many were cast
/// @param counts of each answer; of an order by `option:place`
/// @param hands of each number of the poll, in order; empty where no hall counted hands. Never part of `counts`
/// @param halls how many halls counted hands
public record RoundResult(
        UUID id,
        int number,
        Instant openedAt,
        @Nullable Instant closedAt,
        int ballots,
        Map<String, Integer> counts,
        List<Integer> hands,
        int halls) {

    /// As long as fewer ballots without names are in, nothing is shown of an open round, so that nobody reads a
    /// neighbour's ballot off the screen.
    public static final int FEWEST = 5;

    public RoundResult {
        counts = Map.copyOf(counts);
        hands = List.copyOf(hands);
    }

    public boolean open() {
        return closedAt == null;
    }

    /// Whether the answers may be shown now.
    public boolean shown(Poll poll) {
        return poll.named() || closedAt != null || ballots >= FEWEST;
    }

    /// Ballots that hold `number`.
    public int count(int number) {
        return counts.getOrDefault(String.valueOf(number), 0);
    }

    /// In how many per mille of the ballots.
    public int perMille(int number) {
        return ballots == 0 ? 0 : count(number) * 1000 / ballots;
    }

    /// The mean of a scale in hundredths, half up; 0 without ballots.
    public int mean(Poll poll) {
        long sum = poll.numbers().stream()
                .mapToLong(number -> (long) number * count(number))
                .sum();
        return ballots == 0 ? 0 : (int) Math.floorDiv(sum * 200 + ballots, 2L * ballots);
    }

    /// The mean place of `option` in an order, in hundredths, half up; 0 without ballots.
    public int place(Poll poll, int option) {
        long sum = 0;
        for (var place = 1; place <= poll.options().size(); place++)
            sum += (long) place * counts.getOrDefault(option + ":" + place, 0);
        return ballots == 0 ? 0 : (int) Math.floorDiv(sum * 200 + ballots, 2L * ballots);
    }

    /// Options from the best mean place on.
    public List<Integer> ranking(Poll poll) {
        return poll.numbers().stream()
                .sorted(Comparator.comparingInt((Integer option) -> place(poll, option))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// The words given most often, without hidden ones.
    public List<Map.Entry<String, Integer>> words(Poll poll, int most) {
        var hidden = new HashSet<>(poll.hidden());
        return counts.entrySet().stream()
                .filter(entry -> !hidden.contains(entry.getKey()))
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .toList();
    }
}
