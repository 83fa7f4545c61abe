package vn.lantoa.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.QuestionRow;
import vn.lantoa.page.Notice;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.SiteId;

/// Questions as those who take part see them: ask, support, read what was answered.
@Controller
class QuestionController {

    private static final String BASE = "/live/conferences/{session}/questions";

    private final Participants participants;
    private final Questions questions;
    private final Asking asking;
    private final Salts salts;
    private final Clock clock;

    QuestionController(Participants participants, Questions questions, Asking asking, Salts salts, Clock clock) {
        this.participants = participants;
        this.questions = questions;
        this.asking = asking;
        this.salts = salts;
        this.clock = clock;
    }

    @GetMapping(BASE)
    ModelAndView index(Actor actor, @PathVariable SessionId session) {
        return page(actor, session, new Form(null, "", "", null), null);
    }

    /// What everybody may read, for the page to fetch anew.
    @GetMapping(BASE + "/list")
    ModelAndView list(Actor actor, @PathVariable SessionId session) {
        var model = new HashMap<String, Object>();
        model.put("participant", participants.attend(actor, session));
        model.put("questions", open(actor, session));
        return new ModelAndView("live/questions/list", model);
    }

    /// @param site the hall for which an operator enters it; without one it is the actor's own
    /// @param back `site` where it was typed on the page of that hall
    @PostMapping(BASE)
    Object create(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(required = false) @Nullable String shownTo,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(required = false) @Nullable SiteId site,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var naming = naming(shownTo);
        try {
            if (site == null) asking.ask(actor, session, naming, body, clock.instant());
            else asking.enter(actor, session, site, naming, name, body, clock.instant());
        } catch (Refused refused) {
            return page(actor, session, new Form(naming, body, name, site), refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("live.question.sent"));
        if (site != null && back.equals("site")) return "redirect:/live/sites/" + site.value();
        return "redirect:/live/conferences/" + session.value() + "/questions";
    }

    @PostMapping(BASE + "/{question}/support")
    String support(Actor actor, @PathVariable SessionId session, @PathVariable QuestionId question) {
        asking.support(actor, session, question);
        return "redirect:/live/conferences/" + session.value() + "/questions#question-" + question.value();
    }

    @PostMapping(BASE + "/{question}/support/removal")
    String withdraw(Actor actor, @PathVariable SessionId session, @PathVariable QuestionId question) {
        asking.withdraw(actor, session, question);
        return "redirect:/live/conferences/" + session.value() + "/questions#question-" + question.value();
    }

    private ModelAndView page(Actor actor, SessionId session, Form form, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("participant", participants.attend(actor, session));
        model.put("questions", open(actor, session));
        model.put("own", questions.own(session, actor.account().value(), salts.voter(actor, session)));
        model.put("shownTo", form.shownTo());
        model.put("body", form.body());
        model.put("name", form.name());
        model.put("site", form.site() == null ? null : form.site().value());
        model.put("refused", refused);
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView("live/questions/index", model, status);
    }

    private List<QuestionRow> open(Actor actor, SessionId session) {
        return questions.open(session, actor.account().value(), salts.voter(actor, session));
    }

    private static @Nullable Naming naming(@Nullable String word) {
        if (word == null) return null;
        try {
            return Naming.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private record Form(
            @Nullable Naming shownTo,
            String body,
            String name,
            @Nullable SiteId site) {}
}
