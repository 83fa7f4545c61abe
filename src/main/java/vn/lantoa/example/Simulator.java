package vn.lantoa.example;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Grant;
import vn.lantoa.access.Role;
import vn.lantoa.example.view.Simulation;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.CampaignId;
import vn.lantoa.study.Form;
import vn.lantoa.study.Outcome;
import vn.lantoa.study.Recording;

/// Goes on recording in the running campaign of the example, a few people a second, so that the board lives. Bounded:
/// it stops where 97 % are accounted for, and whenever it is switched off.
@Component
@ConditionalOnBooleanProperty("lantoa.example")
class Simulator implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
    private static final long PAUSE_MILLIS = 800;

    private final Simulations simulations;
    private final Recording recording;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator").factory());

    private @Nullable ScheduledFuture<?> turns;

    Simulator(Simulations simulations, Recording recording, Clock clock) {
        this.simulations = simulations;
        this.recording = recording;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        turns = timer.scheduleWithFixedDelay(this::tick, 3_000, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// A database that is away, or a campaign that closes at this moment, ends this tick and not the simulator.
    private void tick() {
        try {
            simulations.state().filter(Simulation::working).ifPresent(state -> step(state, clock.instant()));
        } catch (RuntimeException failed) {
            LOG.debug("The simulator missed a turn", failed);
        }
    }

    private void step(Simulation state, Instant now) {
        var lots = ThreadLocalRandom.current();
        var campaign = new CampaignId(state.campaign());
        var turn = simulations.turn(campaign, lots.nextDouble(), Zone.day(now));
        if (turn.isEmpty()) return;

        var lot = lots.nextDouble();
        var outcome = lot < 0.93 ? Outcome.STUDIED : lot < 0.99 ? Outcome.EXCUSED : Outcome.ABSENT;
        var people = outcome == Outcome.STUDIED ? lots.nextInt(2, 8) : 1;
        var form = lot < 0.8 ? Form.CELL_MEETING : Form.HANDBOOK;
        recording.record(actor(turn.get()), campaign, new UnitId(turn.get().cell()), outcome, form, people, now);
    }

    private static Actor actor(Simulations.Turn turn) {
        var post = new Grant(turn.post(), Role.SECRETARY, new UnitId(turn.unit()));
        return new Actor(new AccountId(turn.account()), turn.username(), turn.fullName(), null, List.of(post));
    }

    @Override
    public void destroy() {
        var going = turns;
        if (going != null) going.cancel(false);
        timer.shutdown();
    }
}
