package vn.lantoa.access;

import java.time.Duration;
import org.springframework.stereotype.Component;
import vn.lantoa.ground.Job;

/// Forgets files that were tried and not imported within two hours, and imports older than a week.
@Component
class ImportClearing implements Job {

    private final ImportRuns runs;

    ImportClearing(ImportRuns runs) {
        this.runs = runs;
    }

    @Override
    public String name() {
        return "import-clearing";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        runs.clear(Importing.KEPT_HOURS, Importing.MOST_KEPT_BYTES, Importing.TOLD_DAYS);
    }
}
