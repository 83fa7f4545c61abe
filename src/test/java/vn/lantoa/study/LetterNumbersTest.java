package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LetterNumbersTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final UUID THREE = new UUID(0, 3);

    @Test
    void countOnInTheOrderOfTheList() {
        var numbers = LetterNumbers.of("12-GM/ĐU", Map.of(), List.of(TWO, ONE));

        assertThat(numbers.of(TWO)).isEqualTo("12-GM/ĐU");
        assertThat(numbers.of(ONE)).isEqualTo("13-GM/ĐU");
    }

    @Test
    void keepThePlacesThatAreGivenAndComeAfterAllOfThem() {
        var numbers = LetterNumbers.of("12-GM/ĐU", Map.of(ONE, 4, TWO, 0), List.of(THREE, ONE));

        assertThat(numbers.of(ONE)).isEqualTo("16-GM/ĐU");
        assertThat(numbers.of(THREE)).isEqualTo("17-GM/ĐU");
        assertThat(numbers.places()).doesNotContainKey(TWO);
    }

    @Test
    void raiseTheFirstNumberOnlyAsWideAsItWasTyped() {
        assertThat(LetterNumbers.counted("099-GM/TU 2026", 1)).isEqualTo("100-GM/TU 2026");
        assertThat(LetterNumbers.counted("01-GM", 2)).isEqualTo("03-GM");
        assertThat(LetterNumbers.counted("9-GM", 1)).isEqualTo("10-GM");
        assertThat(LetterNumbers.counted("99999999999999999999", 1)).isEqualTo("100000000000000000000");
    }

    @Test
    void leaveOpenWhatHasNoNumber() {
        var numbers = LetterNumbers.of("      -GM/ĐU", Map.of(), List.of(ONE, TWO));

        assertThat(numbers.counts()).isFalse();
        assertThat(numbers.of(TWO)).isEqualTo("      -GM/ĐU");
    }
}
