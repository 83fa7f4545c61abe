package vn.lantoa.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackTest {

    @Test
    void returnsToThePageItCameFrom() {
        assertThat(Back.to("/study/campaigns?unit=TN&after=%C4%90")).isEqualTo("/study/campaigns?unit=TN&after=%C4%90");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.org/",
                "//example.org/",
                "/\\example.org",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: b=c",
                "/\texample.org"
            })
    void neverLeavesTheApplication(String path) {
        assertThat(Back.to(path)).isEqualTo("/");
    }

    @Test
    void returnsToTheFirstPageWhereNothingIsSaid() {
        assertThat(Back.to(null)).isEqualTo("/");
    }

    @Test
    void readsLooksAsTheyWereWritten() {
        for (var theme : new String[] {"auto", "light", "dark"}) {
            for (var large : new boolean[] {true, false}) {
                var looks = new Page.Looks(large, theme);
                assertThat(Page.Looks.read(looks.written())).isEqualTo(looks);
            }
        }
        assertThat(Page.Looks.read("\"><script>-large")).isEqualTo(new Page.Looks(true, "auto"));
    }
}
