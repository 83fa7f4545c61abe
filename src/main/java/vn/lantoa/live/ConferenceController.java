package vn.lantoa.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// The page from which everything of a conference is reached.
@Controller
class ConferenceController {

    private final Conferences conferences;
    private final Participants participants;
    private final Polls polls;
    private final Voting voting;
    private final Discussions discussions;
    private final Clock clock;

    ConferenceController(
            Conferences conferences,
            Participants participants,
            Polls polls,
            Voting voting,
            Discussions discussions,
            Clock clock) {
        this.conferences = conferences;
        this.participants = participants;
        this.polls = polls;
        this.voting = voting;
        this.discussions = discussions;
        this.clock = clock;
    }

    @GetMapping("/live/conferences/{session}")
    ModelAndView show(Actor actor, @PathVariable SessionId session) {
        var model = new HashMap<String, Object>();
        model.put("participant", participants.attend(actor, session));
        var at = clock.instant();
        model.put("at", at);
        model.put("presence", conferences.asksPresence(actor, session, at));
        offer(model, actor, session);
        model.put("discussion", discussions.of(session));
        return new ModelAndView("live/conferences/show", model);
    }

    /// Whether the hall asks who is present, the polls that take ballots now, and the discussion in groups while it
    /// is on, for the page to fetch anew.
    @GetMapping("/live/conferences/{session}/now")
    ModelAndView now(Actor actor, @PathVariable SessionId session) {
        var model = new HashMap<String, Object>();
        model.put("participant", participants.attend(actor, session));
        model.put("presence", conferences.asksPresence(actor, session, clock.instant()));
        offer(model, actor, session);
        model.put("discussion", discussions.of(session));
        return new ModelAndView("live/conferences/now", model);
    }

    /// The polls that take ballots, and in which of them `actor` has one already.
    private void offer(Map<String, Object> model, Actor actor, SessionId session) {
        var open = polls.open(session);
        var offered = polls.list(session).stream()
                .filter(poll -> open.contains(poll.id()))
                .toList();
        model.put("polls", offered);
        model.put(
                "voted",
                offered.stream()
                        .map(Poll::id)
                        .filter(poll -> voting.voted(actor, session, new PollId(poll)))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
