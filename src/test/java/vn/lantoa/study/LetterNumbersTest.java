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
    void keepWhatIsGivenAndComeAfterAllOfIt() {
        var numbers = LetterNumbers.of("12-GM/ĐU", Map.of(ONE, "13-GM/ĐU", TWO, "12-GM/ĐU"), List.of(THREE, ONE));

        assertThat(numbers.of(ONE)).isEqualTo("13-GM/ĐU");
        assertThat(numbers.of(THREE)).isEqualTo("14-GM/ĐU");
        assertThat(numbers.numbers()).doesNotContainKey(TWO);
    }

    @Test
    void keepWhatIsGivenWhateverIsTypedAfterwards() {
        var given = Map.of(ONE, "12-GM/ĐU", TWO, "13-GM/ĐU");
        var list = List.of(ONE, TWO, THREE);

        assertThat(LetterNumbers.of("20-GM/ĐU", given, list))
                .satisfies(numbers -> assertThat(numbers.of(ONE)).isEqualTo("12-GM/ĐU"))
                .satisfies(numbers -> assertThat(numbers.of(THREE)).isEqualTo("20-GM/ĐU"));
        assertThat(LetterNumbers.of("12-GM/TU", given, list))
                .as("another sign takes no number again")
                .satisfies(numbers -> assertThat(numbers.of(TWO)).isEqualTo("13-GM/ĐU"))
                .satisfies(numbers -> assertThat(numbers.of(THREE)).isEqualTo("14-GM/TU"));
        assertThat(LetterNumbers.of("", given, list))
                .satisfies(numbers -> assertThat(numbers.of(ONE)).isEqualTo("12-GM/ĐU"))
                .satisfies(numbers -> assertThat(numbers.of(THREE)).isEmpty());
    }

    @Test
    void raiseTheFirstNumberOnlyAsWideAsItWasTyped() {
        assertThat(second("099-GM/TU 2026")).isEqualTo("100-GM/TU 2026");
        assertThat(second("01-GM")).isEqualTo("02-GM");
        assertThat(second("9-GM")).isEqualTo("10-GM");
        assertThat(second("99999999999999999999")).isEqualTo("100000000000000000000");
    }

    @Test
    void leaveOpenWhatHasNoNumber() {
        var numbers = LetterNumbers.of("      -GM/ĐU", Map.of(), List.of(ONE, TWO));

        assertThat(numbers.counts()).isFalse();
        assertThat(numbers.of(TWO)).isEqualTo("      -GM/ĐU");
    }

    private static String second(String first) {
        return LetterNumbers.of(first, Map.of(), List.of(ONE, TWO)).of(TWO);
    }
}
