package vn.lantoa.ground;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether files can be had. Anybody may ask, so that the shelf itself is asked every few seconds at most.
@Component("shelfHealthIndicator")
class FilesHealth implements HealthIndicator {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(FilesHealth.class);

    private final Shelf shelf;
    private long lookedAt = System.nanoTime() - FRESH.toNanos();
    private boolean up = true;

    FilesHealth(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public synchronized Health health() {
        if (System.nanoTime() - lookedAt >= FRESH.toNanos()) {
            var was = up;
            up = look(was);
            lookedAt = System.nanoTime();
            if (up && !was) LOG.info("files can be had again");
        }
        return (up ? Health.up() : Health.down()).build();
    }

    private boolean look(boolean was) {
        try {
            shelf.look();
            return true;
        } catch (FilesAway | IOException away) {
            if (was) LOG.warn("no file can be had: {}", away.getMessage());
            return false;
        }
    }
}
