package vn.lantoa.live;

import java.time.Clock;
import java.util.HashMap;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.study.SessionId;

/// The page from which everything of a conference is reached.
@Controller
class ConferenceController {

    private final Participants participants;
    private final Clock clock;

    ConferenceController(Participants participants, Clock clock) {
        this.participants = participants;
        this.clock = clock;
    }

    @GetMapping("/live/conferences/{session}")
    ModelAndView show(Actor actor, @PathVariable SessionId session) {
        var model = new HashMap<String, Object>();
        model.put("participant", participants.attend(actor, session));
        model.put("at", clock.instant());
        return new ModelAndView("live/conferences/show", model);
    }
}
