package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SortKeyTest {

    @Test
    void ordersLettersAsTheVietnameseAlphabetDoes() {
        holds(
                SortKey::of,
                "An",
                "Ăn",
                "Ân",
                "Ba",
                "Da",
                "Đa",
                "Đu",
                "Em",
                "Êm",
                "Gia",
                "Na",
                "Nga",
                "Nơ",
                "Oa",
                "Ô",
                "Ơ",
                "Sa",
                "Ta",
                "Tha",
                "U",
                "Ư",
                "Va",
                "Xa",
                "Y");
    }

    @Test
    void ordersTonesWhereLettersAreTheSame() {
        holds(SortKey::of, "Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai", "Mài", "Măng");
    }

    @Test
    void comparesTheWholeSyllableBeforeItsTone() {
        holds(SortKey::of, "Án", "Ang", "Anh", "Ánh");
    }

    @Test
    void sortsByGivenThenMiddleThenFamilyName() {
        holds(
                SortKey::of,
                "Nguyễn An",
                "Đinh Văn An",
                "Nguyễn Văn An",
                "Bùi Văn Đức An",
                "Trần Thị Bình",
                "Dương Văn Bình",
                "Đặng Văn Bình");
    }

    @Test
    void ordersNumbersInNamesOfUnitsByTheirValue() {
        holds(SortKey::ofUnit, "Chi bộ xóm 1", "Chi bộ xóm 2", "Chi bộ xóm 10", "Chi bộ xóm Bãi", "Chi bộ xóm Đình");
    }

    @Test
    void readsDecomposedLettersLikeComposedOnes() {
        var name = "Nguyễn Thị Hường";

        assertThat(SortKey.of(Normalizer.normalize(name, Normalizer.Form.NFD))).isEqualTo(SortKey.of(name));
    }

    @Test
    void takesWhateverNamesPeopleHave() {
        assertThat(SortKey.of("")).isEmpty();
        assertThat(SortKey.of("  ")).isEmpty();
        assertThat(SortKey.of("H'Hen Niê")).isNotEmpty();
        assertThat(SortKey.of("李 😀")).isNotEmpty();
    }

    private static void holds(UnaryOperator<String> key, String... ordered) {
        var names = new ArrayList<>(List.of(ordered));
        Collections.shuffle(names, new Random(7));
        names.sort(Comparator.comparing(key));
        assertThat(names).containsExactly(ordered);
    }
}
