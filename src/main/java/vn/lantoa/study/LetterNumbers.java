package vn.lantoa.study;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// The numbers of the letters of one kind, as an office gives them. A letter that was taken out keeps the number it
/// bore; what is typed is the number of the first letter that has none yet, and the others count on from it in the
/// order of the list, past every number that is given already, whatever its sign.
///
/// @param first as typed, such as `12-GM/ĐU`
/// @param numbers by expert
/// @param given the experts whose letters were taken out
record LetterNumbers(String first, Map<UUID, String> numbers, Collection<UUID> given) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    LetterNumbers {
        numbers = Map.copyOf(numbers);
        given = java.util.Set.copyOf(given);
    }

    /// @param given numbers that letters bear already, also those of experts to whom none goes any more
    static LetterNumbers of(String first, Map<UUID, String> given, Collection<UUID> experts) {
        var numbers = new HashMap<UUID, String>();
        var taken = new HashSet<BigInteger>();
        for (var number : given.values()) if (counts(number)) taken.add(leading(number));
        var next = counts(first) ? leading(first) : BigInteger.ZERO;
        for (var expert : experts) {
            var borne = given.get(expert);
            if (borne == null && counts(first)) {
                while (!taken.add(next)) next = next.add(BigInteger.ONE);
                borne = counted(first, next);
            }
            numbers.put(expert, borne == null ? first : borne);
        }
        return new LetterNumbers(first, numbers, given.keySet());
    }

    /// Whether there is a number to count on from.
    boolean counts() {
        return counts(first);
    }

    /// Whether `number` has a number in it.
    static boolean counts(String number) {
        return DIGITS.matcher(number).find();
    }

    /// The number of the letter to `expert`; what was typed where that has no number in it, or no letter goes there.
    String of(UUID expert) {
        return numbers.getOrDefault(expert, first);
    }

    /// The numbers of the letters to those of `experts` to whom one goes.
    Map<UUID, String> of(Collection<UUID> experts) {
        var some = new HashMap<>(numbers);
        some.keySet().retainAll(experts);
        return some;
    }

    /// `first` with `number` in place of its leading one, as wide as it was typed.
    private static String counted(String first, BigInteger number) {
        var digits = DIGITS.matcher(first);
        if (!digits.find()) return first;
        var zeros = "0"
                .repeat(Math.max(0, digits.group().length() - number.toString().length()));
        return first.substring(0, digits.start()) + zeros + number + first.substring(digits.end());
    }

    private static BigInteger leading(String number) {
        var digits = DIGITS.matcher(number);
        return digits.find() ? new BigInteger(digits.group()) : BigInteger.ZERO;
    }
}
