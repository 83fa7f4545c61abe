package vn.lantoa.live;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.study.Conference;
import vn.lantoa.study.Conferences;

/// A piece for the home page: the conferences that can be watched now, and for members the recordings of late.
@Controller
class NowController {

    /// An address that nobody ended is not on the home page for ever.
    private static final Duration FORGOTTEN = Duration.ofHours(12);

    private static final Duration OF_LATE = Duration.ofDays(45);

    private final Conferences conferences;
    private final Broadcasts broadcasts;
    private final Recordings recordings;
    private final Clock clock;

    NowController(Conferences conferences, Broadcasts broadcasts, Recordings recordings, Clock clock) {
        this.conferences = conferences;
        this.broadcasts = broadcasts;
        this.recordings = recordings;
        this.clock = clock;
    }

    @GetMapping("/live/now")
    ModelAndView show(Actor actor) {
        var at = clock.instant();
        var running = conferences.attended(actor, broadcasts.running()).stream()
                .filter(conference -> conference.endsAt().plus(FORGOTTEN).isAfter(at))
                .toList();
        var recorded = actor.member() == null
                ? List.<Conference>of()
                : conferences.attended(actor, recordings.recorded(at.minus(OF_LATE)));
        return new ModelAndView("live/now", Map.of("running", running, "recorded", recorded));
    }
}
