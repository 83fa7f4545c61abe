package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Duration LONGEST = Duration.ofSeconds(8);

    @Test
    void waitsLongerWithEachFailureAndNeverLongerThanTheLongest() {
        assertThat(Attempts.wait(0, LONGEST)).isZero();
        assertThat(Attempts.wait(2, LONGEST)).isZero();
        assertThat(Attempts.wait(3, LONGEST)).isEqualTo(Duration.ofMillis(500));
        assertThat(Attempts.wait(5, LONGEST)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Attempts.wait(1_000_000, LONGEST)).isEqualTo(LONGEST);
    }

    @Test
    void letsTheRightPasswordInAfterAnyNumberOfFailures() throws Attempts.TooMany {
        var attempts = new Attempts(Duration.ofMillis(2), 600);
        for (var i = 0; i < 50; i++)
            assertThat(attempts.attempt("an", "10.0.0.1", () -> false)).isFalse();

        assertThat(attempts.attempt("an", "10.0.0.1", () -> true)).isTrue();
    }

    @Test
    void doesNotLetAStrangerElsewhereSlowTheOwnerDown() throws Attempts.TooMany {
        var attempts = new Attempts(Duration.ofMinutes(5), 600);
        for (var i = 0; i < 3; i++) attempts.attempt("an", "10.0.0.66", () -> false);

        var before = System.nanoTime();
        assertThat(attempts.attempt("AN", "10.0.0.1", () -> true)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void looksAtTwoAttemptsAtOnceAndRefusesTheThird() throws Exception {
        var attempts = new Attempts(Duration.ofMillis(1), 600);
        var inside = new CountDownLatch(2);
        var leave = new CountDownLatch(1);
        for (var i = 0; i < 2; i++)
            Thread.ofVirtual().start(() -> {
                try {
                    attempts.attempt("an", "10.0.0.1", () -> {
                        inside.countDown();
                        await(leave);
                        return false;
                    });
                } catch (Attempts.TooMany unexpected) {
                    throw new IllegalStateException(unexpected);
                }
            });
        inside.await();

        assertThatExceptionOfType(Attempts.TooMany.class)
                .isThrownBy(() -> attempts.attempt("an", "10.0.0.1", () -> true));
        leave.countDown();
    }

    @Test
    void refusesAnAddressThatTriesWithoutEnd() throws Attempts.TooMany {
        var attempts = new Attempts(Duration.ofMillis(1), 5);
        for (var i = 0; i < 5; i++) attempts.attempt("name" + i, "10.0.0.9", () -> false);

        assertThatExceptionOfType(Attempts.TooMany.class)
                .isThrownBy(() -> attempts.attempt("name9", "10.0.0.9", () -> true));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
