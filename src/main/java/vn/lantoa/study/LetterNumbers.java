package vn.lantoa.study;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// The numbers of the letters of one kind, as an office gives them: what is typed is the number of the first, the
/// others count on in the order of the list. A letter that was taken out keeps its place; who is invited later comes
/// after all that are given.
///
/// @param first as typed, such as `12-GM/ĐU`
/// @param places by expert, from 0
record LetterNumbers(String first, Map<UUID, Integer> places) {

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    LetterNumbers {
        places = Map.copyOf(places);
    }

    /// @param given places that letters bear already, also those of experts to whom none goes any more
    static LetterNumbers of(String first, Map<UUID, Integer> given, Collection<UUID> experts) {
        var places = new HashMap<UUID, Integer>();
        var next = given.values().stream().mapToInt(place -> place + 1).max().orElse(0);
        for (var expert : experts) {
            var place = given.get(expert);
            places.put(expert, place == null ? next++ : place);
        }
        return new LetterNumbers(first, places);
    }

    /// Whether there is a number to count on from.
    boolean counts() {
        return DIGITS.matcher(first).find();
    }

    /// The number of the letter to `expert`; what was typed where that has no number in it, or no letter goes there.
    String of(UUID expert) {
        return counted(first, places.getOrDefault(expert, 0));
    }

    /// `first` with its leading number raised by `place`, as wide as it was typed.
    static String counted(String first, int place) {
        var digits = DIGITS.matcher(first);
        if (!digits.find()) return first;
        var raised =
                new BigInteger(digits.group()).add(BigInteger.valueOf(place)).toString();
        var zeros = "0".repeat(Math.max(0, digits.group().length() - raised.length()));
        return first.substring(0, digits.start()) + zeros + raised + first.substring(digits.end());
    }
}
