package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CongressTest {

    @Test
    void readsTheNumberInTheName() {
        assertThat(Congress.number("Đại hội đại biểu Đảng bộ tỉnh Thái Nguyên lần thứ XX"))
                .hasValue(20);
        assertThat(Congress.number("Đại hội đại biểu Đảng bộ tỉnh Bắc Kạn lần thứ XII, nhiệm kỳ 2020-2025"))
                .hasValue(12);
        assertThat(Congress.number("Đại hội lần thứ XXIV")).hasValue(24);
        assertThat(Congress.number("Đại hội lần thứ XIX")).hasValue(19);
        assertThat(Congress.number("Đại hội lần thứ 3")).hasValue(3);
        for (var none : List.of("Đại hội", "Đại hội lần thứ nhất", "Đại hội lần thứ Xá"))
            assertThat(Congress.number(none)).as(none).isEmpty();
    }

    @Test
    void tellsWhereCountingBeginsAgain() {
        assertThat(Congress.restarts("lần thứ XX", "lần thứ I")).isTrue();
        assertThat(Congress.restarts("lần thứ I", "lần thứ I")).isTrue();
        assertThat(Congress.restarts("lần thứ XIX", "lần thứ XX")).isFalse();
        assertThat(Congress.restarts("Đại hội", "lần thứ I")).isFalse();
    }
}
