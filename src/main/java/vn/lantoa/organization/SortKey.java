package vn.lantoa.organization;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keys that sort in Vietnamese order when compared byte by byte (collation "C"): letters a ă â b c d đ e ê … o ô ơ …
/// u ư … y, and among equal letters of a syllable the tones ngang, huyền, hỏi, ngã, sắc, nặng.
public final class SortKey {

    private static final String LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

    // combining marks in the order of the tones; no mark is the first tone
    private static final String TONES = "\u0300\u0309\u0303\u0301\u0323";

    private static final Pattern BETWEEN_SYLLABLES = Pattern.compile("[\\s\\-–.,'’]+");

    // what the letters up to the end of the Vietnamese ones add to a key: the tone, then the letters; filled as they
    // come
    private static final @Nullable String[] KNOWN = new String[0x1f00];

    private static final char PART = ' ';
    private static final char FIRST_TONE = '!';
    private static final char FIRST_LETTER = 'A';

    private SortKey() {}

    /// The key of a person's name, which sorts by given name, then middle, then family name.
    public static String of(String fullName) {
        var words = syllables(fullName);
        if (words.length == 0) return "";
        var key = new StringBuilder(fullName.length() * 2);
        syllable(key, words[words.length - 1]);
        key.append(PART);
        for (int i = 1; i < words.length - 1; i++) syllable(key, words[i]);
        key.append(PART);
        if (words.length > 1) syllable(key, words[0]);
        return key.toString();
    }

    /// The key of the name of a unit, which sorts as it reads, with numbers by their value: "xóm 2" before "xóm 10".
    public static String ofUnit(String name) {
        var key = new StringBuilder(name.length() * 2);
        for (var word : syllables(name)) {
            if (word.length() < 9 && word.chars().allMatch(c -> c >= '0' && c <= '9'))
                word = "0".repeat(9 - word.length()) + word;
            syllable(key, word);
        }
        return key.toString();
    }

    private static String[] syllables(String name) {
        var text = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        var words = BETWEEN_SYLLABLES.split(text.strip());
        return words.length == 1 && words[0].isEmpty() ? new String[0] : words;
    }

    /// Letters first, the tone last: two syllables differ by tone only where their letters are the same.
    private static void syllable(StringBuilder key, String syllable) {
        int tone = 0;
        for (int i = 0; i < syllable.length(); i++) {
            char letter = syllable.charAt(i);
            if (letter > 0x7f) {
                var parts = letter < KNOWN.length ? KNOWN[letter] : parts(letter);
                if (parts == null) KNOWN[letter] = parts = parts(letter);
                if (parts.charAt(0) > 0) tone = parts.charAt(0);
                key.append(parts, 1, parts.length());
            } else {
                letter(key, letter);
            }
        }
        key.append((char) (FIRST_TONE + tone));
    }

    /// The tone of `letter` (0: none) and behind it what its bare letters add to the key.
    private static String parts(char letter) {
        char tone = 0;
        var bare = new StringBuilder();
        var decomposed = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD);
        for (int i = 0; i < decomposed.length(); i++) {
            int mark = TONES.indexOf(decomposed.charAt(i));
            if (mark >= 0) tone = (char) (mark + 1);
            else bare.append(decomposed.charAt(i));
        }
        var key = new StringBuilder().append(tone);
        var whole = Normalizer.normalize(bare, Normalizer.Form.NFC);
        for (int i = 0; i < whole.length(); i++) letter(key, whole.charAt(i));
        return key.toString();
    }

    private static void letter(StringBuilder key, char letter) {
        int place = LETTERS.indexOf(letter);
        if (place >= 0) key.append((char) (FIRST_LETTER + place));
        else if (letter >= '0' && letter <= '9') key.append(letter);
        else key.append('~').append(letter);
    }
}
