package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.lantoa.World;
import vn.lantoa.study.HallCode.Check;

class HallCodeTest implements World {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private final UUID session = new UUID(1, 1);
    private final UUID site = new UUID(2, 2);
    private final byte[] key = new byte[32];
    private final HallCode shown = HallCode.of(session, site, HallCode.slot(NINE, EVERY), key);

    @Test
    void isGoodInItsSlotAndOneAfter() {
        assertThat(check(NINE)).isEqualTo(Check.GOOD);
        assertThat(check(NINE.plusSeconds(14))).isEqualTo(Check.GOOD);
        assertThat(check(NINE.plusSeconds(29))).isEqualTo(Check.GOOD);
        assertThat(check(NINE.plusSeconds(30))).isEqualTo(Check.EXPIRED);
    }

    @Test
    void isNotGoodBeforeItIsShown() {
        assertThat(check(NINE.minusSeconds(1))).isEqualTo(Check.FORGED);
    }

    @Test
    void isWorthNothingElsewhere() {
        var foreign = HallCode.of(session, new UUID(3, 3), shown.slot(), key);

        assertThat(new HallCode(site, shown.slot(), foreign.mac()).check(session, key, NINE, EVERY))
                .isEqualTo(Check.FORGED);
        assertThat(shown.check(new UUID(9, 9), key, NINE, EVERY)).isEqualTo(Check.FORGED);
        assertThat(shown.check(session, new byte[] {1, 2, 3}, NINE, EVERY)).isEqualTo(Check.FORGED);
    }

    @Test
    void isReadAsItIsWritten() {
        var read = HallCode.read(shown.text()).orElseThrow();

        assertThat(read.site()).isEqualTo(site);
        assertThat(read.check(session, key, NINE, EVERY)).isEqualTo(Check.GOOD);
        for (var text : new String[] {"", "..", "a.b.c", "AAAA.1.AAAA", shown.text() + ".x", "1".repeat(200)})
            assertThat(HallCode.read(text)).isEmpty();
    }

    private Check check(Instant at) {
        return shown.check(session, key, at, EVERY);
    }
}
