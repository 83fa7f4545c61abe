package vn.lantoa.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\u0007", "\u000b", "\u000c", "\u001b", "\u007f", "\u0085", "\u009f", "\ud800", "\udc00",
                "\uffff", "\u202e", "\u2066"
            })
    void findsWhatNoKeyboardMakes(String letter) {
        assertThat(Plain.unseen("a" + letter + "b")).isTrue();
        assertThat(Plain.oneLine("a" + letter + "b")).isFalse();
        assertThat(Plain.seen("a" + letter + "b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\n", "\r", "\u2028", "\u2029"})
    void takesLineEndsWhereThereAreLinesOnly(String letter) {
        var text = "a" + letter + "b";
        assertThat(Plain.unseen(text)).isFalse();
        assertThat(Plain.oneLine(text)).isFalse();
        assertThat(Plain.line(text)).isEqualTo("a b");
        assertThat(Plain.oneLine(Plain.line(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nguyễn Thị Hạnh", "e\u0302\u0301", "😀", "漢字", "a\u200bb", "“1” – 2 %", ""})
    void leavesWhatPeopleWrite(String text) {
        assertThat(Plain.unseen(text)).isFalse();
        assertThat(Plain.oneLine(text)).isTrue();
        assertThat(Plain.line(text)).isEqualTo(text);
        assertThat(Plain.lines(text)).isEqualTo(text);
        assertThat(Plain.seen(text)).isEqualTo(text);
    }

    @Test
    void endsLinesAsThisSystemDoes() {
        assertThat(Plain.lines(" a\r\nb\rc\u2028d\u2029e\n ")).isEqualTo("a\nb\nc\nd\ne");
        assertThat(Plain.line("\u00a0 a \u00a0\r\n b ")).isEqualTo("a b");
    }
}
