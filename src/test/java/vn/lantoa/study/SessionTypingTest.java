package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import vn.lantoa.kernel.Refused;

class SessionTypingTest {

    @Test
    void readsTwoThousandSites() {
        assertThat(SessionTyping.plan(SessionTyping.typed(typed(2_000))).sites())
                .hasSize(2_000);
    }

    @Test
    void saysSoWhereThereAreMore() {
        var form = SessionTyping.typed(typed(2_001));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> SessionTyping.plan(form))
                .matches(refused -> refused.key().equals("study.session.too-many-sites"));
    }

    private static LinkedMultiValueMap<String, String> typed(int sites) {
        var sent = new LinkedMultiValueMap<String, String>();
        sent.add("title", "Hội nghị toàn tỉnh");
        sent.add("form", "BRIDGE");
        sent.add("host", "TN");
        sent.add("day", "2026-02-07");
        sent.add("startsAt", "07:30");
        sent.add("endsAt", "11:00");
        sent.add("topic", "1");
        for (var number = 1; number <= sites; number++) {
            sent.add("site-" + number, "TN." + number);
            sent.add("site-name-" + number, "Điểm cầu " + number);
        }
        return sent;
    }
}
