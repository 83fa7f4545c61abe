package vn.lantoa.organization;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Visitors;
import vn.lantoa.ground.Job;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// Applies reorganizations when their day has come, soon after midnight in Viet Nam, on behalf of whoever had them
/// wait.
@Component
class DueReorganizations implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(DueReorganizations.class);
    private static final Locale VIETNAMESE = Locale.of("vi");

    private final Reorganizations reorganizations;
    private final Redrawing redrawing;
    private final Visitors visitors;
    private final MessageSource words;
    private final Clock clock;

    DueReorganizations(
            Reorganizations reorganizations, Redrawing redrawing, Visitors visitors, MessageSource words, Clock clock) {
        this.reorganizations = reorganizations;
        this.redrawing = redrawing;
        this.visitors = visitors;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reorganizations";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    /// One after the other; what cannot be applied any more says why on its page and keeps no other waiting.
    @Override
    public void run() {
        var today = Zone.today(clock);
        for (var due : reorganizations.due(today)) {
            try {
                var actor = visitors.actor(new AccountId(due.account()), today).orElseThrow(NotFound::new);
                redrawing.applyDue(actor, new ReorganizationId(due.id()), clock.instant());
            } catch (Refused refused) {
                LOG.warn("reorganization {} cannot be applied: {}", due.id(), refused.getMessage());
                reorganizations.failed(
                        due.id(),
                        words.getMessage(refused.key(), refused.arguments().toArray(), VIETNAMESE));
            } catch (NotFound gone) {
                reorganizations.failed(
                        due.id(), words.getMessage("organization.redraw.unauthorized", null, VIETNAMESE));
            }
        }
    }
}
