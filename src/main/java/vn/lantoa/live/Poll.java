package vn.lantoa.live;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A question with a form of answer, put to the halls in one or several rounds. What a ballot is, and the three
/// switches, never change after the first round has opened.
///
/// @param options numbered from 1; empty for a scale and for words
/// @param most how many options, or words, one ballot may hold
/// @param signedIn whether voters must be signed in
/// @param nameToChair whether the chair sees who voted what
/// @param nameToAll whether everybody does
/// @param code of the address for everybody, or null where voters must be signed in
/// @param hidden words that are not shown
public record Poll(
        UUID id,
        UUID session,
        PollKind kind,
        String question,
        List<String> options,
        int most,
        int lowest,
        int highest,
        String lowestWords,
        String highestWords,
        boolean compared,
        boolean signedIn,
        boolean nameToChair,
        boolean nameToAll,
        @Nullable String code,
        List<String> hidden) {

    public Poll {
        options = List.copyOf(options);
        hidden = List.copyOf(hidden);
    }

    /// Whether ballots keep the name of the voter, who may then change the ballot while the round is open.
    public boolean named() {
        return nameToChair || nameToAll;
    }

    /// The numbers that hands and bars stand for: of the options, or the values of the scale.
    public List<Integer> numbers() {
        return kind == PollKind.SCALE
                ? java.util.stream.IntStream.rangeClosed(lowest, highest)
                        .boxed()
                        .toList()
                : java.util.stream.IntStream.rangeClosed(1, options.size())
                        .boxed()
                        .toList();
    }

    /// What `number` stands for in words.
    public String label(int number) {
        if (kind != PollKind.SCALE) return options.get(number - 1);
        if (number == lowest && !lowestWords.isEmpty()) return number + " – " + lowestWords;
        if (number == highest && !highestWords.isEmpty()) return number + " – " + highestWords;
        return String.valueOf(number);
    }
}
