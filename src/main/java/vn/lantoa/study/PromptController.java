package vn.lantoa.study;

import java.time.Clock;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;

/// Presence prompts of a conference: opened by who runs it, answered by members on their phones.
@Controller
class PromptController {

    private final Prompts prompts;
    private final Conferences conferences;
    private final Clock clock;

    PromptController(Prompts prompts, Conferences conferences, Clock clock) {
        this.prompts = prompts;
        this.conferences = conferences;
        this.clock = clock;
    }

    @GetMapping("/study/sessions/{session}/prompts")
    ModelAndView index(Actor actor, @PathVariable SessionId session) {
        return page(actor, session, null);
    }

    @PostMapping("/study/sessions/{session}/prompts")
    Object open(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        try {
            prompts.open(actor, session, clock.instant());
        } catch (Refused refused) {
            return page(actor, session, refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("study.prompt.opened"));
        return "redirect:/study/sessions/" + session.value() + "/prompts";
    }

    @PostMapping("/study/sessions/{session}/prompts/number")
    Object allow(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "-1") int number,
            RedirectAttributes redirect) {
        try {
            prompts.allow(actor, session, number);
        } catch (Refused refused) {
            return page(actor, session, refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("study.prompt.allowed"));
        return "redirect:/study/sessions/" + session.value() + "/prompts";
    }

    @GetMapping("/study/sessions/{session}/presence")
    ModelAndView ask(Actor actor, @PathVariable SessionId session) {
        return answerPage(actor, session, null, false);
    }

    @PostMapping("/study/sessions/{session}/presence")
    ModelAndView answer(Actor actor, @PathVariable SessionId session, @RequestParam(defaultValue = "") String digits) {
        try {
            prompts.answer(actor, session, digits, clock.instant());
        } catch (Refused refused) {
            return answerPage(actor, session, refused, false);
        }
        return answerPage(actor, session, null, true);
    }

    private ModelAndView answerPage(Actor actor, SessionId session, @Nullable Refused refused, boolean done) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("conference", conferences.attend(actor, session));
        var open = prompts.current(session, clock.instant());
        model.put("open", open != null);
        model.put("member", actor.member() != null);
        model.put("done", done || (open != null && prompts.answered(actor, session, open)));
        model.put("refused", refused);
        return DraftController.answer("study/prompts/answer", model, refused);
    }

    private ModelAndView page(Actor actor, SessionId session, @Nullable Refused refused) {
        var conference = conferences.run(actor.scope(Permission.SCHEDULE), session);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("conference", conference);
        model.put("prompts", prompts.of(session));
        model.put("allowed", prompts.allowed(session));
        model.put("mayAllow", prompts.mayAllow(actor, conference));
        model.put("open", prompts.current(session, clock.instant()) != null);
        model.put("unanswered", prompts.unanswered(actor, conference));
        model.put("refused", refused);
        return DraftController.answer("study/prompts/index", model, refused);
    }
}
