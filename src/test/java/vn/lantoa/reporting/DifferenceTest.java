package vn.lantoa.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lantoa.kernel.Rate;
import vn.lantoa.reporting.view.Count;
import vn.lantoa.reporting.view.Difference;

class DifferenceTest {

    private static final Locale VIETNAMESE = Locale.of("vi", "VN");

    @Test
    void isTakenFromExactFractionsAndRoundedLast() {
        // 66.666… % and 33.333… %: the printed 66,67 and 33,33 would give 33,34
        assertThat(printed(new Rate(1, 3), new Rate(2, 3))).isEqualTo("+33,33");
        assertThat(printed(new Rate(2, 3), new Rate(1, 3))).isEqualTo("−33,33");
        assertThat(printed(new Rate(1, 2), new Rate(2, 4))).isEqualTo("0,00");
        assertThat(printed(new Rate(0, 7), new Rate(7, 7))).isEqualTo("+100,00");
        assertThat(printed(new Rate(100_000, 135_000), new Rate(100_001, 135_000)))
                .isEqualTo("0,00");
    }

    @Test
    void roundsAsTheSettingSaysOnBothSidesOfZero() {
        var up = Difference.of(new Rate(0, 1), new Rate(2909, 3044)); // 95.5650…
        assertThat(up).isNotNull();
        assertThat(up.printed(RoundingMode.HALF_UP, VIETNAMESE)).isEqualTo("+95,57");
        assertThat(up.printed(RoundingMode.DOWN, VIETNAMESE)).isEqualTo("+95,56");
        var down = Difference.of(new Rate(2909, 3044), new Rate(0, 1));
        assertThat(down).isNotNull();
        assertThat(down.printed(RoundingMode.HALF_UP, VIETNAMESE)).isEqualTo("−95,57");
        assertThat(down.printed(RoundingMode.DOWN, Locale.ENGLISH)).isEqualTo("−95.56");
    }

    @Test
    void isNotThereOverNobody() {
        assertThat(Difference.of(new Rate(0, 0), new Rate(1, 2))).isNull();
        assertThat(Difference.of(new Rate(1, 2), new Rate(0, 0))).isNull();
    }

    @Test
    void comparesAsFractionsWhateverTheSize() {
        var large = Difference.of(new Rate(1, 3_000_000_019L), new Rate(3_000_000_000L, 3_000_000_019L));
        var small = Difference.of(new Rate(1, 3), new Rate(2, 3));
        assertThat(large).isNotNull().isGreaterThan(small);
        assertThat(small).isNotNull();
        var back = Difference.of(new Rate(2, 3), new Rate(1, 3));
        assertThat(back).isNotNull();
        assertThat(small.size()).isEqualByComparingTo(back.size());
    }

    @Test
    void sumsCountsOverCampaignsAndTakesRatesOfTheSums() {
        var sum = Count.sum(List.of(count("A", 4, 1, 2, 0, 1, 0), count("B", 100, 10, 95, 7, 1, 1)));
        assertThat(sum.name()).isEqualTo("B");
        assertThat(sum.campaigns()).isEqualTo(2);
        assertThat(sum.gross()).isEqualTo(new Rate(97, 104));
        assertThat(sum.duty()).isEqualTo(new Rate(90, 93));
        assertThat(sum.unrecorded()).isZero();
        assertThat(sum.without(List.of(count("A", 4, 1, 2, 0, 1, 0))).gross()).isEqualTo(new Rate(95, 100));
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> count("A", 4, 0, 5, 0, 0, 0));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> count("A", 4, 0, 3, 0, 1, 1));
    }

    private static Count count(
            String name, long total, long exempt, long studied, long studiedExempt, long excused, long absent) {
        return new Count(name, null, null, 1, total, exempt, studied, studiedExempt, excused, absent);
    }

    private static @Nullable String printed(Rate left, Rate right) {
        var difference = Difference.of(left, right);
        return difference == null ? null : difference.printed(RoundingMode.HALF_UP, VIETNAMESE);
    }
}
