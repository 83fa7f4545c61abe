package vn.lantoa.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.PollForm;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Qr;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.SiteId;

/// Polls of a conference: list, prepare, open and close a round, vote, count hands, see what came of it.
@Controller
class PollController {

    private static final String BASE = "/live/conferences/{session}/polls";

    private final Participants participants;
    private final Conferences conferences;
    private final Polls polls;
    private final Standings standings;
    private final Polling polling;
    private final Voting voting;
    private final PollExport export;
    private final Clock clock;

    PollController(
            Participants participants,
            Conferences conferences,
            Polls polls,
            Standings standings,
            Polling polling,
            Voting voting,
            PollExport export,
            Clock clock) {
        this.participants = participants;
        this.conferences = conferences;
        this.polls = polls;
        this.standings = standings;
        this.polling = polling;
        this.voting = voting;
        this.export = export;
        this.clock = clock;
    }

    @GetMapping(BASE)
    ModelAndView index(Actor actor, @PathVariable SessionId session) {
        return new ModelAndView("live/polls/index", list(actor, session));
    }

    /// The polls for a page to fetch anew.
    @GetMapping(BASE + "/list")
    ModelAndView list(Actor actor, @PathVariable SessionId session, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return new ModelAndView("live/polls/list", list(actor, session));
    }

    @GetMapping(BASE + "/new")
    ModelAndView begin(Actor actor, @PathVariable SessionId session) {
        return form(actor, session, PollForm.blank(), null);
    }

    @PostMapping(BASE)
    Object create(Actor actor, @PathVariable SessionId session, @RequestParam MultiValueMap<String, String> sent) {
        var form = typed(sent);
        try {
            return to(session, new PollId(polling.prepare(actor, session, form)));
        } catch (Refused refused) {
            return form(actor, session, form, refused);
        }
    }

    @GetMapping(BASE + "/{poll}")
    ModelAndView show(Actor actor, @PathVariable SessionId session, @PathVariable PollId poll) {
        return page(actor, session, poll, null);
    }

    /// What came of the poll so far, for a page to fetch anew.
    @GetMapping(BASE + "/{poll}/results")
    ModelAndView results(Actor actor, @PathVariable SessionId session, @PathVariable PollId poll) {
        conferences.attend(actor, session);
        var standing = standings.of(session, poll);
        var model = new HashMap<String, @Nullable Object>();
        model.put("poll", standing.poll());
        model.put("results", standing.results());
        model.put("names", standing.names());
        model.put("shared", standing.shared());
        return new ModelAndView("live/polls/results", model);
    }

    @PostMapping(BASE + "/{poll}/rounds")
    String open(Actor actor, @PathVariable SessionId session, @PathVariable PollId poll) {
        polling.open(actor, session, poll, clock.instant());
        standings.forget();
        return to(session, poll);
    }

    @PostMapping(BASE + "/{poll}/closure")
    String close(Actor actor, @PathVariable SessionId session, @PathVariable PollId poll) {
        polling.close(actor, session, poll, clock.instant());
        standings.forget();
        return to(session, poll);
    }

    @PostMapping(BASE + "/{poll}/ballot")
    Object vote(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable PollId poll,
            @RequestParam(name = "choice", defaultValue = "") List<String> choices,
            RedirectAttributes redirect) {
        try {
            var outcome = voting.vote(actor, session, poll, choices, clock.instant());
            redirect.addFlashAttribute("notice", said(outcome));
            return to(session, poll);
        } catch (Refused refused) {
            var page = page(actor, session, poll, refused);
            page.addObject("typed", choices);
            return page;
        }
    }

    @PostMapping(BASE + "/{poll}/hands")
    Object count(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable PollId poll,
            @RequestParam SiteId site,
            @RequestParam(name = "count", defaultValue = "") List<String> counts,
            RedirectAttributes redirect) {
        try {
            polling.count(actor, session, poll, site, counts, clock.instant());
        } catch (Refused refused) {
            return page(actor, session, poll, refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("live.hands.saved"));
        return to(session, poll);
    }

    @PostMapping(BASE + "/{poll}/hidden-words")
    String hide(Actor actor, @PathVariable SessionId session, @PathVariable PollId poll, @RequestParam String word) {
        polling.hide(actor, session, poll, word);
        standings.forget();
        return to(session, poll);
    }

    @GetMapping("/live/conferences/{session}/polls/{poll}/results.{file:csv|xlsx}")
    void file(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable PollId poll,
            @PathVariable String file,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var conference = conferences.run(actor.scope(Permission.SCHEDULE), session);
        var found = polls.require(session, poll);
        var format = TableFile.format(file);
        export.write(actor, conference, found, format, locale, TableFile.begin(response, "poll", format));
    }

    static Notice said(Vote.Outcome outcome) {
        return switch (outcome) {
            case COUNTED -> Notice.of("live.ballot.counted");
            case CHANGED -> Notice.of("live.ballot.changed");
            case ALREADY -> Notice.of("live.ballot.already");
            case CLOSED -> Notice.of("live.ballot.closed");
        };
    }

    private Map<String, @Nullable Object> list(Actor actor, SessionId session) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("participant", participants.attend(actor, session));
        model.put("polls", polls.list(session));
        model.put("open", polls.open(session));
        return model;
    }

    private ModelAndView page(Actor actor, SessionId session, PollId id, @Nullable Refused refused) {
        var participant = participants.attend(actor, session);
        var poll = polls.require(session, id);
        var model = new HashMap<String, @Nullable Object>();
        model.put("participant", participant);
        model.put("poll", poll);
        model.put("results", polls.results(poll));
        model.put(
                "names",
                poll.nameToAll() || (poll.nameToChair() && participant.runs()) ? polls.named(poll) : List.of());
        var address = poll.code() == null ? null : address("/live/ballots/" + poll.code());
        model.put("address", address);
        model.put("code", address == null ? null : Qr.of(address));
        model.put("typed", List.of());
        model.put("voted", voting.voted(actor, session, id));
        model.put("refused", refused);
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView("live/polls/show", model, status);
    }

    private ModelAndView form(Actor actor, SessionId session, PollForm form, @Nullable Refused refused) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        var model = new HashMap<String, @Nullable Object>();
        model.put("participant", participants.attend(actor, session));
        model.put("form", form);
        model.put("refused", refused);
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView("live/polls/new", model, status);
    }

    private static PollForm typed(MultiValueMap<String, String> sent) {
        return new PollForm(
                one(sent, "kind"),
                one(sent, "question"),
                one(sent, "options"),
                one(sent, "most"),
                one(sent, "lowest"),
                one(sent, "highest"),
                one(sent, "lowestWords"),
                one(sent, "highestWords"),
                sent.containsKey("compared"),
                sent.containsKey("signedIn"),
                sent.containsKey("nameToChair"),
                sent.containsKey("nameToAll"));
    }

    private static String address(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().path(path).toUriString();
    }

    private static String one(MultiValueMap<String, String> sent, String name) {
        var value = sent.getFirst(name);
        return value == null ? "" : value;
    }

    private static String to(SessionId session, PollId poll) {
        return "redirect:/live/conferences/" + session.value() + "/polls/" + poll.value();
    }
}
