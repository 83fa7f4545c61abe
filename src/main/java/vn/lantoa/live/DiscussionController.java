package vn.lantoa.live;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import vn.lantoa.live.view.Participant;
import vn.lantoa.page.Notice;
import vn.lantoa.study.ConferenceSite;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.SiteId;

/// Discussion in groups: where everybody sees his or her own, and where who runs the conference prepares what is
/// discussed and until when.
@Controller
class DiscussionController {

    private static final String BASE = "/live/conferences/{session}/discussion";

    private final Participants participants;
    private final Conferences conferences;
    private final Discussions discussions;
    private final Groups groups;
    private final Seating seating;
    private final Arranging arranging;
    private final Clock clock;

    DiscussionController(
            Participants participants,
            Conferences conferences,
            Discussions discussions,
            Groups groups,
            Seating seating,
            Arranging arranging,
            Clock clock) {
        this.participants = participants;
        this.conferences = conferences;
        this.discussions = discussions;
        this.groups = groups;
        this.seating = seating;
        this.arranging = arranging;
        this.clock = clock;
    }

    @GetMapping(BASE)
    ModelAndView index(Actor actor, @PathVariable SessionId session) {
        return new ModelAndView("live/discussion/index", seen(actor, session));
    }

    /// What everybody sees of it, for the page to fetch anew.
    @GetMapping(BASE + "/list")
    ModelAndView list(Actor actor, @PathVariable SessionId session) {
        return new ModelAndView("live/discussion/list", seen(actor, session));
    }

    @GetMapping(BASE + "/edit")
    ModelAndView edit(Actor actor, @PathVariable SessionId session) {
        return edit(actor, session, null, null, "");
    }

    @PostMapping(BASE)
    Object due(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "") String due,
            RedirectAttributes redirect) {
        return done(
                actor, session, redirect, "live.discussion.saved", null, due, () -> arranging.due(actor, session, due));
    }

    @PostMapping(BASE + "/opening")
    Object open(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        return done(
                actor,
                session,
                redirect,
                "live.discussion.opened",
                null,
                "",
                () -> arranging.open(actor, session, clock.instant()));
    }

    @PostMapping(BASE + "/matters")
    Object create(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "") String hint,
            @RequestParam(defaultValue = "") String minutes,
            @RequestParam(defaultValue = "false") boolean counted,
            RedirectAttributes redirect) {
        return done(
                actor,
                session,
                redirect,
                "live.matter.saved",
                new Typed(body, hint, minutes, counted),
                "",
                () -> arranging.put(actor, session, null, body, hint, minutes, counted));
    }

    @GetMapping(BASE + "/matters/{matter}")
    ModelAndView matter(Actor actor, @PathVariable SessionId session, @PathVariable MatterId matter) {
        conferences.run(actor.scope(SCHEDULE), session);
        return matter(actor, session, matter, Typed.of(discussions.matter(session, matter)), null);
    }

    @PostMapping(BASE + "/matters/{matter}")
    Object change(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable MatterId matter,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "") String hint,
            @RequestParam(defaultValue = "") String minutes,
            @RequestParam(defaultValue = "false") boolean counted,
            RedirectAttributes redirect) {
        try {
            arranging.put(actor, session, matter, body, hint, minutes, counted);
        } catch (Refused refused) {
            return matter(actor, session, matter, new Typed(body, hint, minutes, counted), refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("live.matter.saved"));
        return back(session);
    }

    @PostMapping(BASE + "/matters/{matter}/place")
    String move(Actor actor, @PathVariable SessionId session, @PathVariable MatterId matter, @RequestParam int by) {
        arranging.move(actor, session, matter, by);
        return back(session) + "#matters";
    }

    @PostMapping(BASE + "/matters/{matter}/removal")
    Object remove(
            Actor actor, @PathVariable SessionId session, @PathVariable MatterId matter, RedirectAttributes redirect) {
        return done(
                actor,
                session,
                redirect,
                "live.matter.removed",
                null,
                "",
                () -> arranging.remove(actor, session, matter));
    }

    @PostMapping(BASE + "/groups/series")
    Object series(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String count,
            RedirectAttributes redirect) {
        return done(actor, session, redirect, "live.group.series.made", null, "", () -> {
            if (site.isEmpty()) arranging.oneForEachSite(actor, session);
            else arranging.split(actor, session, SiteId.of(site), count);
        });
    }

    private Object done(
            Actor actor,
            SessionId session,
            RedirectAttributes redirect,
            String key,
            @Nullable Typed typed,
            String due,
            Runnable deed) {
        try {
            deed.run();
        } catch (Refused refused) {
            return edit(actor, session, refused, typed, due);
        }
        redirect.addFlashAttribute("notice", Notice.of(key));
        return back(session);
    }

    private static String back(SessionId session) {
        return "redirect:/live/conferences/" + session.value() + "/discussion/edit";
    }

    private Map<String, @Nullable Object> seen(Actor actor, SessionId session) {
        var participant = participants.attend(actor, session);
        var discussion = discussions.of(session);
        var own = own(actor, participant, session);
        var kept = kept(participant);
        var rows = groups.rows(session, own, kept);
        var model = model(participant, discussion, null);
        model.put("matters", discussions.matters(session));
        model.put("groups", groups.count(session));
        model.put("own", rows.stream().filter(row -> own.contains(row.id())).toList());
        model.put("member", actor.member() == null ? null : actor.member().value());
        model.put(
                "kept",
                rows.stream()
                        .filter(row -> row.site() != null && kept.contains(row.site()))
                        .toList());
        model.put("at", clock.instant());
        return model;
    }

    private Set<UUID> own(Actor actor, Participant participant, SessionId session) {
        var member = actor.member();
        var seat = participant.seat();
        return member == null
                ? Set.of()
                : Set.copyOf(seating.of(session, member.value(), seat == null ? null : seat.id()));
    }

    /// The sites of which somebody keeps the groups in view; who runs the conference has the desk for all of them.
    private static Set<UUID> kept(Participant participant) {
        if (participant.runs()) return Set.of();
        return participant.kept().stream().map(ConferenceSite::id).collect(Collectors.toUnmodifiableSet());
    }

    private ModelAndView edit(
            Actor actor, SessionId session, @Nullable Refused refused, @Nullable Typed typed, String due) {
        conferences.run(actor.scope(SCHEDULE), session);
        var discussion = discussions.of(session);
        var model = model(participants.attend(actor, session), discussion, refused);
        model.put("matters", discussions.matters(session));
        model.put("groups", groups.rows(session));
        model.put("sites", conferences.sites(session));
        model.put("typed", typed == null ? Typed.BLANK.matter() : typed.matter());
        model.put("typedMinutes", typed == null ? "" : typed.minutes());
        model.put("due", due);
        return new ModelAndView("live/discussion/edit", model, status(refused));
    }

    private ModelAndView matter(Actor actor, SessionId session, MatterId id, Typed typed, @Nullable Refused refused) {
        var model = model(participants.attend(actor, session), discussions.of(session), refused);
        model.put("id", id.value());
        model.put("typed", typed.matter());
        model.put("typedMinutes", typed.minutes());
        return new ModelAndView("live/discussion/matter", model, status(refused));
    }

    static Map<String, @Nullable Object> model(
            Participant participant, Discussion discussion, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("participant", participant);
        model.put("discussion", discussion);
        model.put("refused", refused);
        return model;
    }

    static HttpStatus status(@Nullable Refused refused) {
        return refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
    }

    /// A matter as it was typed.
    private record Typed(String body, String hint, String minutes, boolean counted) {

        static final Typed BLANK = new Typed("", "", "", true);

        static Typed of(Matter matter) {
            return new Typed(
                    matter.body(),
                    matter.hint(),
                    matter.minutes() == null ? "" : matter.minutes().toString(),
                    matter.counted());
        }

        Matter matter() {
            return new Matter(new UUID(0, 0), 0, body, hint, null, counted);
        }
    }
}
