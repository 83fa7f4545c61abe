package vn.lantoa.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {

    @Test
    void rendersOnceForTwoHundredWhoLookAtOnceAndOnceForEachLanguage() throws Exception {
        var shared = new Shared();
        var renderings = new AtomicInteger();
        var start = new CountDownLatch(1);
        var seen = new ArrayList<Future<byte[]>>();
        try (var viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var viewer = 0; viewer < 200; viewer++) {
                var locale = Locale.of(viewer % 2 == 0 ? "vi" : "en");
                seen.add(viewers.submit(() -> {
                    start.await();
                    return shared.in(locale, () -> {
                        renderings.incrementAndGet();
                        return locale.getLanguage().getBytes(StandardCharsets.UTF_8);
                    });
                }));
            }
            start.countDown();
        }

        assertThat(renderings).hasValue(2);
        assertThat(seen.get(0).get()).asString().isEqualTo("vi");
        assertThat(seen.get(199).get()).asString().isEqualTo("en");
    }
}
