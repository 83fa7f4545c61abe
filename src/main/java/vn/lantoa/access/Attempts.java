package vn.lantoa.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Slows down who guesses passwords. What is slowed is the pair of user name and address, so that nobody can shut the
/// owner of an account out by failing in his name; the right password is always let in, after the wait.
@Component
class Attempts {

    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final int FREE = 3;

    private final Cache<String, Guesser> guessers = Caffeine.newBuilder()
            .expireAfterAccess(REMEMBERED)
            .maximumSize(200_000)
            .build();
    private final Cache<String, Bucket> addresses = Caffeine.newBuilder()
            .expireAfterAccess(REMEMBERED)
            .maximumSize(200_000)
            .build();
    private final Duration longest;
    private final long perMinute;

    Attempts(
            @Value("${lantoa.sign-in.longest-wait:8s}") Duration longest,
            @Value("${lantoa.sign-in.per-minute:600}") long perMinute) {
        this.longest = longest;
        this.perMinute = perMinute;
    }

    /// Runs `check` for `username` from `address`, after the wait that its failures so far have earned.
    ///
    /// @param check whether the password was right
    /// @throws TooMany if this pair is waiting already, or the address tries more often than a hall full of people
    /// would
    boolean attempt(String username, String address, Supplier<Boolean> check) throws TooMany {
        var bucket = addresses.get(
                address,
                key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
        if (!bucket.tryConsume(1)) throw new TooMany();

        var guesser = guessers.get(username.toLowerCase(Locale.ROOT) + " " + address, key -> new Guesser());
        if (!guesser.waiting().tryAcquire()) throw new TooMany();
        try {
            Thread.sleep(wait(guesser.failures().get(), longest));
            var right = check.get();
            if (right) guesser.failures().set(0);
            else guesser.failures().incrementAndGet();
            return right;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TooMany();
        } finally {
            guesser.waiting().release();
        }
    }

    /// Nothing for the first three failures, then half a second, doubling with each, up to `longest`.
    static Duration wait(int failures, Duration longest) {
        if (failures < FREE) return Duration.ZERO;
        var doubled = Duration.ofMillis(500L << Math.min(failures - FREE, 16));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /// More attempts than are looked at; the caller should come back later.
    static final class TooMany extends Exception {

        TooMany() {
            super(null, null, false, false);
        }
    }

    private record Guesser(AtomicInteger failures, Semaphore waiting) {

        Guesser() {
            this(new AtomicInteger(), new Semaphore(2));
        }
    }
}
