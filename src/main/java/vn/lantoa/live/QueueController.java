package vn.lantoa.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.QuestionRow;
import vn.lantoa.page.Notice;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// Questions as the chair and the moderators see them: the queue, one question with everything that can be done with
/// it, the file.
@Controller
class QueueController {

    private static final String BASE = "/live/conferences/{session}/questions";

    private final Participants participants;
    private final Conferences conferences;
    private final Questions questions;
    private final Moderating moderating;
    private final QuestionExport export;
    private final Clock clock;

    QueueController(
            Participants participants,
            Conferences conferences,
            Questions questions,
            Moderating moderating,
            QuestionExport export,
            Clock clock) {
        this.participants = participants;
        this.conferences = conferences;
        this.questions = questions;
        this.moderating = moderating;
        this.export = export;
        this.clock = clock;
    }

    @GetMapping(BASE + "/queue")
    ModelAndView index(Actor actor, @PathVariable SessionId session) {
        return new ModelAndView("live/questions/queue", model(actor, session));
    }

    /// The queue for the page to fetch anew.
    @GetMapping(BASE + "/queue/list")
    ModelAndView list(Actor actor, @PathVariable SessionId session) {
        return new ModelAndView("live/questions/queue-list", model(actor, session));
    }

    @GetMapping(BASE + "/{question}")
    ModelAndView show(Actor actor, @PathVariable SessionId session, @PathVariable QuestionId question) {
        var model = model(actor, session);
        var all = questions.queue(session, actor.account().value());
        model.put("question", find(all, question));
        model.put(
                "others",
                all.stream().filter(row -> !row.id().equals(question.value())).toList());
        model.put("presenters", questions.presenters(session));
        return new ModelAndView("live/questions/show", model);
    }

    @PostMapping(BASE + "/{question}/state")
    String put(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable QuestionId question,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String handedTo,
            RedirectAttributes redirect) {
        return done(
                session,
                redirect,
                () -> moderating.put(actor, session, question, state(to), handedTo, clock.instant()));
    }

    @PostMapping(BASE + "/{question}/answer")
    String answer(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable QuestionId question,
            @RequestParam(defaultValue = "") String answer,
            RedirectAttributes redirect) {
        return done(session, redirect, () -> moderating.answer(actor, session, question, answer, clock.instant()));
    }

    @PostMapping(BASE + "/{question}/merger")
    String merge(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable QuestionId question,
            @RequestParam QuestionId into,
            RedirectAttributes redirect) {
        return done(session, redirect, () -> moderating.merge(actor, session, question, into));
    }

    @PostMapping(BASE + "/{question}/separation")
    String separate(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable QuestionId question,
            RedirectAttributes redirect) {
        return done(session, redirect, () -> moderating.separate(actor, session, question));
    }

    /// @param by how many places down; up where it is negative
    @PostMapping(BASE + "/{question}/place")
    String move(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable QuestionId question,
            @RequestParam int by,
            RedirectAttributes redirect) {
        return done(session, redirect, () -> moderating.move(actor, session, question, by));
    }

    @GetMapping("/live/conferences/{session}/questions.{file:csv|xlsx}")
    void file(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable String file,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var conference = conferences.run(actor.scope(Permission.SCHEDULE), session);
        var format = TableFile.format(file);
        export.write(actor, conference, format, locale, TableFile.begin(response, "questions", format));
    }

    private Map<String, @Nullable Object> model(Actor actor, SessionId session) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        var model = new HashMap<String, @Nullable Object>();
        model.put("participant", participants.attend(actor, session));
        model.put("questions", questions.queue(session, actor.account().value()));
        model.put("merged", questions.merged(session, actor.account().value()));
        return model;
    }

    /// A step that the state of things does not allow any more is told above the queue as it is now.
    private static String done(SessionId session, RedirectAttributes redirect, Runnable step) {
        try {
            step.run();
        } catch (Refused refused) {
            redirect.addFlashAttribute(
                    "notice",
                    new Notice(
                            refused.key(),
                            refused.arguments().stream().map(String::valueOf).toList()));
        }
        return "redirect:/live/conferences/" + session.value() + "/questions/queue";
    }

    private static QuestionRow find(List<QuestionRow> all, QuestionId question) {
        UUID id = question.value();
        return all.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow(NotFound::new);
    }

    private static QuestionState state(String word) {
        try {
            return QuestionState.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refused.invalid("live.question.no-step");
        }
    }
}
