package vn.lantoa.organization;

import java.text.Normalizer;
import java.util.Locale;

/// Keys that sort in Vietnamese order when compared byte by byte (collation "C"): letters a ă â b c d đ e ê … o ô ơ … u
/// ư
/// … y, and among equal letters of a syllable the tones ngang, huyền, hỏi, ngã, sắc, nặng.
public final class SortKey {

    private static final String LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

    // combining marks in the order of the tones; no mark is the first tone
    private static final String TONES = "\u0300\u0309\u0303\u0301\u0323";

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
        var words = text.strip().split("[\\s\\-–.,'’]+");
        return words.length == 1 && words[0].isEmpty() ? new String[0] : words;
    }

    /// Letters first, the tone last: two syllables differ by tone only where their letters are the same.
    private static void syllable(StringBuilder key, String syllable) {
        int tone = 0;
        for (int i = 0; i < syllable.length(); i++) {
            char letter = syllable.charAt(i);
            if (letter > 0x7f) {
                var parts = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD);
                var bare = new StringBuilder();
                for (int j = 0; j < parts.length(); j++) {
                    int mark = TONES.indexOf(parts.charAt(j));
                    if (mark >= 0) tone = mark + 1;
                    else bare.append(parts.charAt(j));
                }
                var whole = Normalizer.normalize(bare, Normalizer.Form.NFC);
                for (int j = 0; j < whole.length(); j++) letter(key, whole.charAt(j));
            } else {
                letter(key, letter);
            }
        }
        key.append((char) (FIRST_TONE + tone));
    }

    private static void letter(StringBuilder key, char letter) {
        int place = LETTERS.indexOf(letter);
        if (place >= 0) key.append((char) (FIRST_LETTER + place));
        else if (letter >= '0' && letter <= '9') key.append(letter);
        else key.append('~').append(letter);
    }
}
