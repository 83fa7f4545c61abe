package vn.lantoa.study;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Refused;
import vn.lantoa.library.Intake;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.ExpertRow;

/// A thematic conference: its theme, its experts and their papers. Who schedules at the host sees and changes all;
/// whoever else takes part reads what was published.
@Controller
@RequestMapping("/study/sessions/{session}")
class ExpertController {

    private final Conferences conferences;
    private final Sessions sessions;
    private final CampaignParts parts;
    private final Experts experts;
    private final Inviting inviting;
    private final Intake intake;
    private final Reach reach;
    private final Audit audit;
    private final Clock clock;

    ExpertController(
            Conferences conferences,
            Sessions sessions,
            CampaignParts parts,
            Experts experts,
            Inviting inviting,
            Intake intake,
            Reach reach,
            Audit audit,
            Clock clock) {
        this.conferences = conferences;
        this.sessions = sessions;
        this.parts = parts;
        this.experts = experts;
        this.inviting = inviting;
        this.intake = intake;
        this.reach = reach;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/experts")
    ModelAndView index(Actor actor, @PathVariable SessionId session) {
        return list(actor, session, null, null);
    }

    /// What members read, for the pages that surround the conference; nothing where there is nothing to read.
    @GetMapping("/experts/published")
    ModelAndView published(Actor actor, @PathVariable SessionId session) {
        var conference = conferences.attend(actor, session);
        return new ModelAndView("study/experts/published", publication(conference.id()));
    }

    @PostMapping("/theme")
    Object theme(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "") String theme,
            RedirectAttributes redirect) {
        conferences.run(actor.scope(SCHEDULE), session);
        try {
            inviting.theme(actor, session, theme);
            redirect.addFlashAttribute("notice", Notice.of("study.theme.saved"));
            return back(session);
        } catch (Refused refused) {
            return list(actor, session, theme, refused);
        }
    }

    @GetMapping("/experts/new")
    ModelAndView begin(Actor actor, @PathVariable SessionId session) {
        return form(actor, session, null, Map.of(), null);
    }

    @PostMapping("/experts")
    Object create(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        conferences.run(actor.scope(SCHEDULE), session);
        try {
            var expert = inviting.invite(actor, session, plan(sent), clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("study.expert.added"));
            return back(session) + "/" + expert;
        } catch (Refused refused) {
            return form(actor, session, null, sent, refused);
        }
    }

    @GetMapping("/experts/{expert}")
    ModelAndView edit(Actor actor, @PathVariable SessionId session, @PathVariable UUID expert) {
        return form(actor, session, expert, null, null);
    }

    @PostMapping("/experts/{expert}")
    Object update(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable UUID expert,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        conferences.run(actor.scope(SCHEDULE), session);
        try {
            inviting.change(actor, session, expert, plan(sent));
            redirect.addFlashAttribute("notice", Notice.of("study.expert.saved"));
            return back(session) + "/" + expert;
        } catch (Refused refused) {
            return form(actor, session, expert, sent, refused);
        }
    }

    @PostMapping("/experts/{expert}/answer")
    Object answer(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable UUID expert,
            @RequestParam(defaultValue = "") String answer,
            RedirectAttributes redirect) {
        return step(
                actor,
                session,
                expert,
                redirect,
                "study.expert.saved",
                () -> inviting.answer(actor, session, expert, answer, clock.instant()));
    }

    @PostMapping("/experts/{expert}/publication")
    Object publish(
            Actor actor, @PathVariable SessionId session, @PathVariable UUID expert, RedirectAttributes redirect) {
        return step(
                actor,
                session,
                expert,
                redirect,
                "study.expert.published",
                () -> inviting.publish(actor, session, expert, true, clock.instant()));
    }

    @PostMapping("/experts/{expert}/publication/removal")
    Object unpublish(
            Actor actor, @PathVariable SessionId session, @PathVariable UUID expert, RedirectAttributes redirect) {
        return step(
                actor,
                session,
                expert,
                redirect,
                "study.expert.unpublished",
                () -> inviting.publish(actor, session, expert, false, clock.instant()));
    }

    @PostMapping("/experts/{expert}/withdrawal")
    Object withdraw(
            Actor actor, @PathVariable SessionId session, @PathVariable UUID expert, RedirectAttributes redirect) {
        return step(
                actor,
                session,
                expert,
                redirect,
                "study.expert.taken-back",
                () -> inviting.withdraw(actor, session, expert, clock.instant()));
    }

    @PostMapping("/experts/{expert}/withdrawal/removal")
    Object restore(
            Actor actor, @PathVariable SessionId session, @PathVariable UUID expert, RedirectAttributes redirect) {
        return step(
                actor, session, expert, redirect, "study.expert.added", () -> inviting.restore(actor, session, expert));
    }

    @PostMapping("/experts/{expert}/papers")
    Object file(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable UUID expert,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect) {
        return step(actor, session, expert, redirect, "study.expert.paper.added", () -> {
            if (file == null || file.isEmpty()) throw Refused.invalid("study.expert.paper.none");
            try (var in = file.getInputStream()) {
                var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
                inviting.file(actor, session, expert, title, name, in, clock.instant());
            }
        });
    }

    @PostMapping("/experts/{expert}/papers/{paper}/removal")
    Object remove(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable UUID expert,
            @PathVariable UUID paper,
            RedirectAttributes redirect) {
        return step(
                actor,
                session,
                expert,
                redirect,
                "study.expert.paper.removed",
                () -> inviting.remove(actor, session, expert, paper));
    }

    @GetMapping("/experts/{expert}/papers/{paper}")
    ResponseEntity<Resource> paper(
            Actor actor, @PathVariable SessionId session, @PathVariable UUID expert, @PathVariable UUID paper) {
        var conference = conferences.attend(actor, session);
        return intake.answer(experts.paper(conference.id(), expert, paper, runs(actor, conference)));
    }

    private Object step(
            Actor actor, SessionId session, UUID expert, RedirectAttributes redirect, String done, Step step) {
        conferences.run(actor.scope(SCHEDULE), session);
        try {
            step.take();
            redirect.addFlashAttribute("notice", Notice.of(done));
            return back(session) + "/" + expert;
        } catch (Refused refused) {
            return form(actor, session, expert, null, refused);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private ModelAndView list(Actor actor, SessionId id, @Nullable String typed, @Nullable Refused refused) {
        var conference = conferences.attend(actor, id);
        var model = publication(conference.id());
        model.put("held", conference);
        model.put("refused", refused);
        if (!runs(actor, conference)) return new ModelAndView("study/experts/show", model);
        var theme = experts.theme(conference.id());
        model.put("typed", typed != null ? typed : Objects.requireNonNullElse(theme, ""));
        model.put("experts", experts.of(conference.id()));
        return DraftController.answer("study/experts/index", model, refused);
    }

    private Map<String, @Nullable Object> publication(UUID session) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("session", session);
        model.put("theme", experts.theme(session));
        model.put("experts", experts.published(session));
        model.put("papers", experts.papers(session));
        return model;
    }

    /// @param expert null for a new one
    /// @param sent what was typed, or null for what is kept
    private ModelAndView form(
            Actor actor,
            SessionId id,
            @Nullable UUID expert,
            @Nullable Map<String, String> sent,
            @Nullable Refused refused) {
        var conference = conferences.run(actor.scope(SCHEDULE), id);
        var session = sessions.require(actor.scope(SCHEDULE), id);
        if (experts.theme(session.id()) == null) throw Refused.conflict("study.expert.not-thematic");
        var row = expert == null ? null : experts.require(session.id(), expert);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("held", conference);
        model.put("expert", row);
        model.put("typed", sent != null ? sent : row == null ? Map.of() : typed(actor, conference, row));
        model.put(
                "topics",
                parts.topics(session.campaignId()).stream()
                        .filter(topic -> session.topicNumbers().contains(topic.number()))
                        .toList());
        model.put(
                "papers",
                row == null
                        ? List.of()
                        : experts.papers(session.id()).stream()
                                .filter(paper -> paper.expert().equals(row.id()))
                                .toList());
        model.put("started", !clock.instant().isBefore(session.startsAt()));
        model.put("refused", refused);
        return DraftController.answer("study/experts/edit", model, refused);
    }

    /// How the expert is reached is seen with this; who saw it is in the trace.
    private Map<String, String> typed(Actor actor, Conference conference, ExpertRow row) {
        var contact = experts.contact(row.id());
        if (!contact.isEmpty())
            audit.note(actor, "study.expert.contact.read", row.id(), conference.host(), row.fullName());
        var typed = new LinkedHashMap<String, String>();
        typed.put("title", row.title());
        typed.put("fullName", row.fullName());
        typed.put("post", row.post());
        typed.put("workplace", row.workplace());
        typed.put("biography", row.biography());
        typed.put("contact", contact);
        typed.put("topic", row.topic() == null ? "" : String.valueOf(row.topic()));
        typed.put("speaks", row.speaks());
        return typed;
    }

    private boolean runs(Actor actor, Conference conference) {
        return reach.covers(actor.scope(SCHEDULE), conference.host());
    }

    private static ExpertPlan plan(Map<String, String> sent) {
        return new ExpertPlan(
                sent.getOrDefault("title", ""),
                sent.getOrDefault("fullName", ""),
                sent.getOrDefault("post", ""),
                sent.getOrDefault("workplace", ""),
                sent.getOrDefault("biography", ""),
                sent.getOrDefault("contact", ""),
                Typed.optionalNumber("study.expert.topic", sent.getOrDefault("topic", ""), 1, Topic.MOST),
                sent.getOrDefault("speaks", ""));
    }

    private static String back(SessionId session) {
        return "redirect:/study/sessions/" + session.value() + "/experts";
    }

    private interface Step {
        void take() throws IOException;
    }
}
