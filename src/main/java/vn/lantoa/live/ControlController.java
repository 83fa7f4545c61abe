package vn.lantoa.live;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.ControlView;
import vn.lantoa.live.view.Curve;
import vn.lantoa.page.Notice;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.Turnout;

/// The control room of a conference, for who runs it.
@Controller
class ControlController {

    private final Conferences conferences;
    private final ControlRoom room;
    private final ControlRecords records;
    private final Turnout turnout;
    private final Dispatch dispatch;
    private final Clock clock;

    ControlController(
            Conferences conferences,
            ControlRoom room,
            ControlRecords records,
            Turnout turnout,
            Dispatch dispatch,
            Clock clock) {
        this.conferences = conferences;
        this.room = room;
        this.records = records;
        this.turnout = turnout;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    @GetMapping("/live/conferences/{session}/control")
    ModelAndView show(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "false") boolean attention,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "tree") String sort) {
        return page(actor, session, new ControlView(attention, q, sort), "", "", null);
    }

    /// The part of the page that changes; 304 while it has not.
    @GetMapping("/live/conferences/{session}/control/now")
    @Nullable
    ModelAndView now(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "false") boolean attention,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "tree") String sort,
            WebRequest request) {
        conferences.run(actor.scope(SCHEDULE), session);
        var now = room.now(session);
        if (request.checkNotModified("W/\"" + now.version() + "\"")) return null;
        var view = new ControlView(attention, q, sort);
        return new ModelAndView(
                "live/control/now",
                Map.of(
                        "session",
                        session.value(),
                        "room",
                        now,
                        "view",
                        view,
                        "shared",
                        room.shared(session, now, view)));
    }

    @GetMapping("/live/conferences/{session}/control/sites/{site}")
    ModelAndView site(Actor actor, @PathVariable SessionId session, @PathVariable UUID site) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var model = new HashMap<String, @Nullable Object>();
        model.put("conference", conference);
        model.put(
                "site",
                room.now(session).sites().stream()
                        .filter(one -> one.id().equals(site))
                        .findFirst()
                        .orElseThrow(NotFound::new));
        model.put("curve", Curve.of(turnout.minutes(session, site)));
        model.put("incidents", records.incidents(site));
        model.put("messages", records.received(site));
        return new ModelAndView("live/control/site", model);
    }

    @GetMapping("/live/conferences/{session}/messages/{message}")
    ModelAndView unread(Actor actor, @PathVariable SessionId session, @PathVariable UUID message) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var found = records.messages(session).stream()
                .filter(one -> one.id().equals(message))
                .findFirst()
                .orElseThrow(NotFound::new);
        return new ModelAndView(
                "live/control/message",
                Map.of("conference", conference, "message", found, "unread", records.unread(session, message)));
    }

    @PostMapping("/live/conferences/{session}/messages")
    Object send(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable UUID site,
            RedirectAttributes redirect) {
        try {
            dispatch.send(actor, session, site, text, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("live.message.sent"));
            return back(session);
        } catch (Refused refused) {
            return page(actor, session, new ControlView(false, "", ""), text, "", refused);
        }
    }

    @PostMapping("/live/conferences/{session}/incidents")
    Object note(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(required = false) @Nullable UUID site,
            RedirectAttributes redirect) {
        try {
            dispatch.note(actor, session, site, what, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("live.incident.noted"));
            return back(session);
        } catch (Refused refused) {
            return page(actor, session, new ControlView(false, "", ""), "", what, refused);
        }
    }

    @PostMapping("/live/conferences/{session}/incidents/{incident}/acknowledgement")
    String acknowledge(Actor actor, @PathVariable SessionId session, @PathVariable UUID incident) {
        dispatch.acknowledge(actor, session, incident, clock.instant());
        return back(session) + "#incidents";
    }

    @PostMapping("/live/conferences/{session}/incidents/{incident}/solution")
    String solve(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable UUID incident,
            @RequestParam(defaultValue = "") String solution) {
        dispatch.solve(actor, session, incident, solution, clock.instant());
        return back(session) + "#incidents";
    }

    private static String back(SessionId session) {
        return "redirect:/live/conferences/" + session.value() + "/control";
    }

    private ModelAndView page(
            Actor actor, SessionId session, ControlView view, String text, String what, @Nullable Refused refused) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var model = new HashMap<String, @Nullable Object>();
        model.put("conference", conference);
        model.put("room", room.now(session));
        model.put("view", view);
        model.put("text", text);
        model.put("what", what);
        model.put("refused", refused);
        return new ModelAndView(
                "live/control/show", model, refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }
}
