package vn.lantoa.organization;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The number in the name of a congress, Roman or not. It belongs to the name and is no key: after a merger it begins
/// again (domain.md, section 4).
final class Congress {

    private static final Pattern NUMBER = Pattern.compile("lần thứ\\s+([IVXLC]+|\\d{1,3})(?=$|[^\\p{L}\\d])");
    private static final Map<Character, Integer> DIGITS = Map.of('I', 1, 'V', 5, 'X', 10, 'L', 50, 'C', 100);

    private Congress() {}

    /// The number that `name` ends its "lần thứ" with; empty if it has none.
    static OptionalInt number(String name) {
        var found = NUMBER.matcher(name);
        if (!found.find()) return OptionalInt.empty();
        var written = found.group(1);
        return OptionalInt.of(Character.isDigit(written.charAt(0)) ? Integer.parseInt(written) : roman(written));
    }

    /// Whether counting began again between the congress `before` and `name`.
    static boolean restarts(String before, String name) {
        var one = number(before);
        var other = number(name);
        return one.isPresent() && other.isPresent() && other.getAsInt() <= one.getAsInt();
    }

    private static int roman(String written) {
        var sum = 0;
        for (var place = 0; place < written.length(); place++) {
            int digit = DIGITS.getOrDefault(written.charAt(place), 0);
            int next = place + 1 < written.length() ? DIGITS.getOrDefault(written.charAt(place + 1), 0) : 0;
            sum += digit < next ? -digit : digit;
        }
        return sum;
    }
}
