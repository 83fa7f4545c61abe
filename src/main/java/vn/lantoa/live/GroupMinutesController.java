package vn.lantoa.live;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.live.view.GroupPlace;
import vn.lantoa.live.view.MinutesForm;
import vn.lantoa.page.Notice;
import vn.lantoa.study.SessionId;

/// The minutes of a group, for those who write them and for who runs the conference.
@Controller
class GroupMinutesController {

    private static final String BASE = "/live/conferences/{session}/discussion/groups/{group}/minutes";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(Zone.VIETNAM);

    private final Gathering gathering;
    private final Discussions discussions;
    private final GroupNotes notes;
    private final MessageSource messages;
    private final Clock clock;

    GroupMinutesController(
            Gathering gathering, Discussions discussions, GroupNotes notes, MessageSource messages, Clock clock) {
        this.gathering = gathering;
        this.discussions = discussions;
        this.notes = notes;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping(BASE)
    ModelAndView show(Actor actor, @PathVariable SessionId session, @PathVariable GroupId group) {
        return page(actor, session, group, null, null);
    }

    @PostMapping(BASE)
    Object save(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable GroupId group,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        var typed = typed(sent);
        try {
            var saved = gathering.save(actor, session, group, typed, clock.instant());
            if (saved.present() != null) return overtaken(actor, session, group, saved.present());
            return back(
                    session, group, redirect, saved.beside().isEmpty() ? "live.group.kept" : "live.group.beside.below");
        } catch (Refused refused) {
            return page(actor, session, group, typed, refused);
        }
    }

    /// The same while somebody types: answers when it was kept, the marks of what stands and where texts met.
    @PostMapping(BASE + "/drafts")
    ResponseEntity<Map<String, Object>> keep(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable GroupId group,
            @RequestParam Map<String, String> sent,
            Locale locale) {
        try {
            var at = clock.instant();
            var saved = gathering.save(actor, session, group, typed(sent), at);
            var said = saved.beside().isEmpty() ? "live.group.kept.at" : "live.group.beside";
            var answer = new HashMap<String, Object>();
            answer.put(
                    "said", messages.getMessage(said, new Object[] {TIME.format(at.atOffset(ZoneOffset.UTC))}, locale));
            answer.put("marks", saved.marks());
            answer.put("beside", saved.beside());
            if (saved.present() != null)
                answer.put(
                        "present",
                        Map.of(
                                "stands",
                                saved.present().stands(),
                                "said",
                                say(saved.present().told(), locale)));
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
        } catch (Refused refused) {
            return ResponseEntity.status(refused.status()).body(Map.of("said", say(refused, locale)));
        }
    }

    private String say(Refused refused, Locale locale) {
        return messages.getMessage(refused.key(), refused.arguments().toArray(), locale);
    }

    @PostMapping(BASE + "/handing-in")
    Object handIn(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable GroupId group,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        var typed = typed(sent);
        try {
            var handed = gathering.handIn(actor, session, group, typed, clock.instant());
            if (handed.present() != null) return overtaken(actor, session, group, handed.present());
            return switch (handed.outcome()) {
                case OTHER_PRESENT -> throw new IllegalStateException("overtaken by nobody");
                case HANDED_IN -> back(session, group, redirect, "live.group.handed-in");
                case ASIDE -> page(actor, session, group, null, Refused.conflict("live.group.asides"));
                case EMPTY -> page(actor, session, group, null, Refused.invalid("live.group.empty"));
                case NO_PRESENT -> page(actor, session, group, null, Refused.invalid("live.group.present.missing"));
            };
        } catch (Refused refused) {
            return page(actor, session, group, typed, refused);
        }
    }

    @PostMapping(BASE + "/withdrawal")
    Object takeBack(
            Actor actor, @PathVariable SessionId session, @PathVariable GroupId group, RedirectAttributes redirect) {
        try {
            gathering.takeBack(actor, session, group);
            return back(session, group, redirect, "live.group.taken-back");
        } catch (Refused refused) {
            return page(actor, session, group, null, refused);
        }
    }

    @PostMapping(BASE + "/return")
    Object sendBack(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable GroupId group,
            @RequestParam(defaultValue = "") String remark,
            RedirectAttributes redirect) {
        try {
            gathering.sendBack(actor, session, group, remark, clock.instant());
            return back(session, group, redirect, "live.group.sent-back");
        } catch (Refused refused) {
            return page(actor, session, group, null, refused, remark);
        }
    }

    /// @param joined whether the text goes below the one that stands
    @PostMapping(BASE + "/asides/{aside}/settlement")
    Object settle(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable GroupId group,
            @PathVariable UUID aside,
            @RequestParam(defaultValue = "false") boolean joined,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        var typed = typed(sent);
        try {
            var saved = gathering.settle(actor, session, group, aside, joined, typed, clock.instant());
            if (saved.present() != null) return overtaken(actor, session, group, saved.present());
            return back(session, group, redirect, joined ? "live.group.aside.joined" : "live.group.aside.left");
        } catch (Refused refused) {
            return page(actor, session, group, typed, refused);
        }
    }

    private static String back(SessionId session, GroupId group, RedirectAttributes redirect, String key) {
        redirect.addFlashAttribute("notice", Notice.of(key));
        return "redirect:/live/conferences/" + session.value() + "/discussion/groups/" + group.value() + "/minutes";
    }

    /// All that was typed is kept but the number of people: the page shows the one that stands and tells both.
    private ModelAndView overtaken(Actor actor, SessionId session, GroupId group, Gathering.Overtaken present) {
        var page = page(actor, session, group, null, present.told());
        page.addObject("arrived", true);
        return page;
    }

    private ModelAndView page(
            Actor actor, SessionId session, GroupId group, @Nullable MinutesForm typed, @Nullable Refused refused) {
        return page(actor, session, group, typed, refused, "");
    }

    private ModelAndView page(
            Actor actor,
            SessionId session,
            GroupId group,
            @Nullable MinutesForm typed,
            @Nullable Refused refused,
            String remark) {
        var place = gathering.enter(actor, session, group);
        var discussion = discussions.of(session);
        var matters = discussions.matters(session);
        var standing = notes.of(List.of(group.value())).getOrDefault(group.value(), Map.of());
        var model = DiscussionController.model(place.participant(), discussion, refused);
        model.put("place", place);
        model.put("matters", matters);
        model.put("form", typed == null ? form(place, standing) : typed);
        model.put("standing", standing);
        model.put("asides", notes.asides(group.value()));
        model.put("writer", actor.account().value());
        model.put("remark", remark);
        model.put("arrived", false);
        model.put("at", clock.instant());
        return new ModelAndView("live/discussion/minutes", model, DiscussionController.status(refused));
    }

    private static MinutesForm form(GroupPlace place, Map<UUID, Note> standing) {
        var present = MinutesForm.typed(place.group().present());
        var lines = new HashMap<UUID, MinutesForm.Line>();
        standing.forEach((matter, note) -> lines.put(
                matter,
                new MinutesForm.Line(
                        note.mark(),
                        note.opinions(),
                        note.proposals(),
                        MinutesForm.typed(note.agreed()),
                        MinutesForm.typed(note.against()),
                        MinutesForm.typed(note.otherwise()))));
        return new MinutesForm(present, present, lines);
    }

    /// The form as it was sent: fields are named by what they are and the matter.
    static MinutesForm typed(Map<String, String> sent) {
        var lines = new HashMap<UUID, MinutesForm.Line>();
        for (var name : sent.keySet()) {
            if (!name.startsWith("base-")) continue;
            var matter = name.substring("base-".length());
            lines.put(
                    MatterId.of(matter).value(),
                    new MinutesForm.Line(
                            sent.getOrDefault(name, ""),
                            sent.getOrDefault("opinions-" + matter, ""),
                            sent.getOrDefault("proposals-" + matter, ""),
                            sent.getOrDefault("agreed-" + matter, ""),
                            sent.getOrDefault("against-" + matter, ""),
                            sent.getOrDefault("otherwise-" + matter, "")));
        }
        return new MinutesForm(sent.getOrDefault("present", ""), sent.getOrDefault("presentBase", ""), lines);
    }
}
