package vn.lantoa.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolTest {

    @ParameterizedTest
    @CsvSource({
        "19-NQ/TW, 19, NQ, TW",
        "019-NQ/TW, 19, NQ, TW",
        "03-HD/BTGDVTW, 3, HD, BTGDVTW",
        "17-QĐ/TU, 17, QD, TU",
        "02-KH/BCĐ, 2, KH, BCĐ",
        "1683/NQ-UBTVQH15, 1683, NQ, UBTVQH15",
        "19/2025/QĐ-TTg, 19/2025, QD, TTg",
        "12a-CTr/TU, 12a, CTR, TU"
    })
    void readsPartyAndStateForms(String printed, String number, DocumentType type, String body) {
        var symbol = Symbol.parse(printed).orElseThrow();

        assertThat(symbol.number()).isEqualTo(number);
        assertThat(symbol.type()).contains(type);
        assertThat(symbol.body()).isEqualTo(body);
        assertThat(symbol.printed()).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"202/2025/QH15"})
    void leavesTheTypeOpenWhereTheFormHasNone(String printed) {
        assertThat(Symbol.parse(printed).orElseThrow().type()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NQ/TW", "19", "19-/TW", "'; drop table", "<script>19-NQ/TW</script>"})
    void knowsNoOtherForm(String text) {
        assertThat(Symbol.parse(text)).isEmpty();
    }
}
