package vn.lantoa.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import vn.lantoa.kernel.Refused;

/// What is on one ballot.
///
/// @param choices numbers of options, or the value of a scale; in order for [PollKind#ORDER]
/// @param words for [PollKind#WORDS]
record Answer(List<Integer> choices, List<String> words) {

    static final int LONGEST_WORD = 40;

    Answer {
        choices = List.copyOf(choices);
        words = List.copyOf(words);
    }

    /// What `typed` says to `poll`. For an order it is the place of each option in turn; for words one or several in
    /// each entry, separated by commas or lines.
    ///
    /// @throws Refused if that is no ballot of this poll
    static Answer of(Poll poll, List<String> typed) {
        return switch (poll.kind()) {
            case SINGLE -> new Answer(List.of(one(typed, 1, poll.options().size())), List.of());
            case SCALE -> new Answer(List.of(one(typed, poll.lowest(), poll.highest())), List.of());
            case MULTIPLE -> several(poll, typed);
            case ORDER -> order(poll, typed);
            case WORDS -> words(poll, typed);
        };
    }

    /// What is counted of it, one count each.
    List<String> keys(PollKind kind) {
        return switch (kind) {
            case SINGLE, MULTIPLE, SCALE ->
                choices.stream().map(String::valueOf).toList();
            case ORDER ->
                IntStream.range(0, choices.size())
                        .mapToObj(place -> choices.get(place) + ":" + (place + 1))
                        .toList();
            case WORDS -> words;
        };
    }

    private static int one(List<String> typed, int lowest, int highest) {
        if (typed.size() != 1) throw Refused.invalid("live.ballot.one");
        var value = number(typed.getFirst());
        if (value < lowest || value > highest) throw Refused.invalid("live.ballot.one");
        return value;
    }

    private static Answer several(Poll poll, List<String> typed) {
        var chosen = new LinkedHashSet<Integer>();
        for (var text : typed) chosen.add(number(text));
        if (chosen.isEmpty() || chosen.size() > poll.most())
            throw Refused.invalid("live.ballot.several", String.valueOf(poll.most()));
        for (var option : chosen)
            if (option < 1 || option > poll.options().size()) throw Refused.invalid("live.ballot.one");
        return new Answer(chosen.stream().sorted().toList(), List.of());
    }

    private static Answer order(Poll poll, List<String> typed) {
        var size = poll.options().size();
        var places = typed.stream().map(Answer::number).toList();
        if (places.size() != size
                || new HashSet<>(places).size() != size
                || places.stream().anyMatch(place -> place < 1 || place > size))
            throw Refused.invalid("live.ballot.order", String.valueOf(size));
        var order = new ArrayList<Integer>();
        for (var place = 1; place <= size; place++) order.add(places.indexOf(place) + 1);
        return new Answer(order, List.of());
    }

    private static Answer words(Poll poll, List<String> typed) {
        var words = new LinkedHashSet<String>();
        for (var entry : typed)
            for (var word : entry.split("[,;\\n]", -1)) {
                var one = Typing.line(word, LONGEST_WORD).toLowerCase(Locale.ROOT);
                if (!one.isEmpty()) words.add(one);
            }
        if (words.isEmpty() || words.size() > poll.most())
            throw Refused.invalid("live.ballot.words", String.valueOf(poll.most()));
        return new Answer(List.of(), words.stream().sorted().toList());
    }

    private static int number(String text) {
        return text.strip().matches("-?\\d{1,3}") ? Integer.parseInt(text.strip()) : Integer.MIN_VALUE;
    }
}
