package vn.lantoa.live;

import static vn.lantoa.access.Permission.READ_NAMES;
import static vn.lantoa.access.Permission.SCHEDULE;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.Candidate;
import vn.lantoa.live.view.GroupForm;
import vn.lantoa.live.view.GroupRow;
import vn.lantoa.page.Notice;
import vn.lantoa.study.ConferenceSite;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.Turnout;

/// One group, as who runs the conference makes it: its name, where it sits, who leads it, whose people sit in it.
@Controller
class GroupController {

    private static final String BASE = "/live/conferences/{session}/discussion/groups";

    private final Participants participants;
    private final Conferences conferences;
    private final Discussions discussions;
    private final Groups groups;
    private final Seating seating;
    private final Arranging arranging;
    private final Turnout turnout;

    GroupController(
            Participants participants,
            Conferences conferences,
            Discussions discussions,
            Groups groups,
            Seating seating,
            Arranging arranging,
            Turnout turnout) {
        this.participants = participants;
        this.conferences = conferences;
        this.discussions = discussions;
        this.groups = groups;
        this.seating = seating;
        this.arranging = arranging;
        this.turnout = turnout;
    }

    @GetMapping(BASE + "/new")
    ModelAndView begin(Actor actor, @PathVariable SessionId session) {
        conferences.run(actor.scope(SCHEDULE), session);
        return form(actor, session, null, new GroupForm("", "", "", "", "", "", "", List.of()), null);
    }

    @PostMapping(BASE)
    Object create(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        return put(actor, session, null, typed(sent, List.of()), redirect);
    }

    @GetMapping(BASE + "/{group}")
    ModelAndView edit(Actor actor, @PathVariable SessionId session, @PathVariable GroupId group) {
        conferences.run(actor.scope(SCHEDULE), session);
        return form(actor, session, group, of(groups.require(session, group)), null);
    }

    @PostMapping(BASE + "/{group}")
    Object change(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable GroupId group,
            @RequestParam Map<String, String> sent,
            @RequestParam(name = "unit", defaultValue = "") List<String> units,
            RedirectAttributes redirect) {
        return put(actor, session, group, typed(sent, units), redirect);
    }

    @PostMapping(BASE + "/{group}/removal")
    Object remove(
            Actor actor, @PathVariable SessionId session, @PathVariable GroupId group, RedirectAttributes redirect) {
        try {
            arranging.remove(actor, session, group);
        } catch (Refused refused) {
            return form(actor, session, group, of(groups.require(session, group)), refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("live.group.removed"));
        return back(session);
    }

    private Object put(
            Actor actor, SessionId session, @Nullable GroupId group, GroupForm form, RedirectAttributes redirect) {
        try {
            arranging.put(actor, session, group, form);
        } catch (Refused refused) {
            return form(actor, session, group, form, refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("live.group.saved"));
        return back(session);
    }

    private static String back(SessionId session) {
        return "redirect:/live/conferences/" + session.value() + "/discussion/edit#groups";
    }

    private ModelAndView form(
            Actor actor, SessionId session, @Nullable GroupId group, GroupForm form, @Nullable Refused refused) {
        var participant = participants.attend(actor, session);
        var model = DiscussionController.model(participant, discussions.of(session), refused);
        var sites = conferences.sites(session);
        var site = sites.stream()
                .filter(one -> one.id().toString().equals(form.site()))
                .findFirst()
                .orElse(null);
        model.put("row", group == null ? null : groups.require(session, group));
        model.put("form", form);
        model.put("sites", sites);
        model.put("chairs", candidates(actor, session, site, form.chair(), refused));
        model.put("secretaries", candidates(actor, session, site, form.secretary(), refused));
        model.put("parts", site == null || group == null ? List.of() : turnout.parts(site));
        model.put("mostUnits", Arranging.MOST_UNITS);
        model.put("taken", site == null || group == null ? Map.of() : taken(session, site));
        return new ModelAndView("live/discussion/group", model, DiscussionController.status(refused));
    }

    /// Those of whom one is to be chosen; nobody while nothing was refused.
    private List<Candidate> candidates(
            Actor actor, SessionId session, @Nullable ConferenceSite site, String typed, @Nullable Refused refused) {
        if (refused == null || typed.isBlank()) return List.of();
        return seating.candidates(
                session, actor.scope(READ_NAMES), site == null ? null : site.id(), Typing.line(typed, 1_000));
    }

    /// The names of the groups in which the people of a unit sit.
    private Map<UUID, String> taken(SessionId session, ConferenceSite site) {
        var names = groups.rows(session).stream().collect(Collectors.toUnmodifiableMap(GroupRow::id, GroupRow::name));
        return seating.units(site.id()).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> names.getOrDefault(entry.getValue(), "")));
    }

    private GroupForm of(GroupRow row) {
        var units = row.site() == null
                ? List.<String>of()
                : seating.units(row.site()).entrySet().stream()
                        .filter(entry -> entry.getValue().equals(row.id()))
                        .map(entry -> entry.getKey().toString())
                        .toList();
        return new GroupForm(
                row.name(),
                row.room(),
                row.site() == null ? "" : row.site().toString(),
                row.chairNo(),
                "",
                row.secretaryNo(),
                "",
                units);
    }

    private static GroupForm typed(Map<String, String> sent, List<String> units) {
        return new GroupForm(
                sent.getOrDefault("name", ""),
                sent.getOrDefault("room", ""),
                sent.getOrDefault("site", ""),
                sent.getOrDefault("chair", ""),
                sent.getOrDefault("chairNo", ""),
                sent.getOrDefault("secretary", ""),
                sent.getOrDefault("secretaryNo", ""),
                units);
    }
}
