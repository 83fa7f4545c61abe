package vn.lantoa.live;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.access.Settings;
import vn.lantoa.ground.Job;

/// Removes recordings that have been kept for as long as the setting `broadcast.keep-days` says, counted from the
/// end of the broadcast; zero keeps them for good. Files that an earlier removal left on this node go as well.
@Component
class Outliving implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(Outliving.class);

    private final Recordings recordings;
    private final Footage footage;
    private final Settings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Outliving(Recordings recordings, Footage footage, Settings settings, TransactionTemplate transaction, Clock clock) {
        this.recordings = recordings;
        this.footage = footage;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outliving";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        var days = settings.recordingDays();
        if (days > 0) transaction.executeWithoutResult(status -> outlive(days));
        for (var session : recordings.removed()) footage.remove(session.value());
    }

    private void outlive(int days) {
        var at = clock.instant();
        for (var session : recordings.outlived(at.minus(Duration.ofDays(days)))) {
            recordings.remove(session, at, null, null);
            LOG.info("the recording of {} has been kept for {} days and is removed", session.value(), days);
        }
    }
}
