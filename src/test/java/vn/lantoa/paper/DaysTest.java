package vn.lantoa.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {

    @Test
    void everyDayOfTwoCenturiesIsReadInBothForms() {
        LocalDate.of(1900, 1, 1).datesUntil(LocalDate.of(2101, 1, 1)).forEach(day -> {
            assertThat(Days.parse(day.toString())).contains(day);
            assertThat(Days.parse(Days.printed(day))).contains(day);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "31/02/2024",
                "29/02/2023",
                "29/02/1900",
                "00/01/2024",
                "01/00/2024",
                "01/13/2024",
                "32/01/2024",
                "2024-02-30",
                "2024-13-01",
                "2024/02/01",
                "01-02-2024",
                "2024-02/01",
                "01/02-2024",
                "+024-02-01",
                "-024-02-01",
                "1/02/20245",
                "٠١/٠٢/٢٠٢٤",
                "01/02/24",
                "01/02/2024 ",
                "2024-2-010",
                "a1/02/2024"
            })
    void whatIsNoDayIsNone(String text) {
        assertThat(Days.parse(text)).isEmpty();
    }
}
