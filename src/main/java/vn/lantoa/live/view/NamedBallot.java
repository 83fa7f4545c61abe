package vn.lantoa.live.view;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lantoa.live.Poll;
import vn.lantoa.live.PollKind;

/// A ballot with the name of its voter, of a poll that shows names.
///
/// @param name null where somebody who was not signed in gave none
public record NamedBallot(
        int round, @Nullable String name, @Nullable String site, List<Integer> choices, List<String> words) {

    public NamedBallot {
        choices = List.copyOf(choices);
        words = List.copyOf(words);
    }

    /// What it says.
    public String said(Poll poll) {
        if (poll.kind() == PollKind.WORDS) return String.join(", ", words);
        return choices.stream()
                .map(poll::label)
                .collect(Collectors.joining(poll.kind() == PollKind.ORDER ? " > " : ", "));
    }
}
