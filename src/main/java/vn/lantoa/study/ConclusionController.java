package vn.lantoa.study;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.SessionForm;

/// Closing a conference: who is not accounted for, and the make-up session to which they are called.
@Controller
class ConclusionController {

    /// How many units are shown at once.
    private static final int SHOWN = 50;

    private final Campaigns campaigns;
    private final CampaignParts parts;
    private final Sessions sessions;
    private final Unaccounted unaccounted;
    private final Concluding concluding;
    private final Reach reach;
    private final Clock clock;

    ConclusionController(
            Campaigns campaigns,
            CampaignParts parts,
            Sessions sessions,
            Unaccounted unaccounted,
            Concluding concluding,
            Reach reach,
            Clock clock) {
        this.campaigns = campaigns;
        this.parts = parts;
        this.sessions = sessions;
        this.unaccounted = unaccounted;
        this.concluding = concluding;
        this.reach = reach;
        this.clock = clock;
    }

    @GetMapping("/study/sessions/{id}/conclusion")
    ModelAndView show(Actor actor, @PathVariable SessionId id, @RequestParam(defaultValue = "0") int from) {
        var session = owned(actor, id);
        return page(actor, session, offered(session, clock.instant()), Math.max(0, from), null);
    }

    @PostMapping("/study/sessions/{id}/conclusion")
    Object create(
            Actor actor,
            @PathVariable SessionId id,
            @RequestParam MultiValueMap<String, String> sent,
            RedirectAttributes redirect) {
        var session = owned(actor, id);
        sent.set("makeUp", "1");
        for (var topic : session.topicNumbers()) sent.add("topic", String.valueOf(topic));
        if (session.forKeyCadres()) sent.set("forKeyCadres", "1");
        var form = SessionTyping.typed(sent);
        try {
            var done = concluding.conclude(actor, id, plan(id, form), clock.instant());
            redirect.addFlashAttribute(
                    "notice",
                    done.makeUp() == null
                            ? Notice.of("study.conclusion.done")
                            : Notice.of("study.conclusion.called", String.valueOf(done.called())));
            return "redirect:/study/sessions/" + (done.makeUp() == null ? id : done.makeUp()).value();
        } catch (Refused refused) {
            return page(actor, session, form, 0, refused);
        } catch (NotFound outside) {
            return page(actor, session, form, 0, Refused.invalid("study.session.outside"));
        }
    }

    private @Nullable SessionPlan plan(SessionId id, SessionForm form) {
        if (unaccounted.count(id) == 0 || form.day().isBlank()) return null;
        return SessionTyping.plan(form);
    }

    private Session owned(Actor actor, SessionId id) {
        var session = sessions.require(actor.scope(SCHEDULE), id);
        if (!reach.covers(actor.scope(SCHEDULE), session.host())) throw new NotFound();
        return session;
    }

    private ModelAndView page(Actor actor, Session session, SessionForm form, int from, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("campaign", campaigns.require(actor.scope(SCHEDULE), session.campaignId()));
        model.put("held", session);
        model.put("missing", unaccounted.byUnit(session.sessionId(), from, SHOWN));
        model.put("forms", parts.forms(session.campaignId()));
        model.put("choices", reach.choices(actor.scope(SCHEDULE)));
        model.put("form", form);
        model.put("started", !clock.instant().isBefore(session.startsAt()));
        model.put("refused", refused);
        return DraftController.answer("study/conclusion/show", model, refused);
    }

    private SessionForm offered(Session session, Instant at) {
        var topics = new HashSet<String>();
        for (var topic : session.topicNumbers()) topics.add(String.valueOf(topic));
        return new SessionForm(
                "",
                session.form().name(),
                session.hostCode(),
                Zone.day(at).plusDays(7).toString(),
                "07:30",
                "",
                "11:00",
                topics,
                true,
                session.forKeyCadres(),
                "",
                "",
                SessionTyping.padded(List.of()));
    }
}
