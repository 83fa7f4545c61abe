package vn.lantoa.study;

import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.READ_NAMES;
import static vn.lantoa.access.Permission.RECORD;
import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.MakeUpRow;
import vn.lantoa.study.view.SessionForm;

/// Sessions on pages: list, schedule, change, close; make-up sessions from the people who need one, and their
/// attendance.
@Controller
class SessionController {

    /// Sites shown on the page of a session; the others are on the list of sites.
    private static final int SHOWN = 50;

    private final Campaigns campaigns;
    private final CampaignParts parts;
    private final Sessions sessions;
    private final Sites sites;
    private final MakeUps makeUps;
    private final Scheduling scheduling;
    private final Attendance attendance;
    private final Experts experts;
    private final Timetables timetables;
    private final Reach reach;
    private final Clock clock;

    SessionController(
            Campaigns campaigns,
            CampaignParts parts,
            Sessions sessions,
            Sites sites,
            MakeUps makeUps,
            Scheduling scheduling,
            Attendance attendance,
            Experts experts,
            Timetables timetables,
            Reach reach,
            Clock clock) {
        this.campaigns = campaigns;
        this.parts = parts;
        this.sessions = sessions;
        this.sites = sites;
        this.makeUps = makeUps;
        this.scheduling = scheduling;
        this.attendance = attendance;
        this.experts = experts;
        this.timetables = timetables;
        this.reach = reach;
        this.clock = clock;
    }

    @GetMapping("/study/campaigns/{campaign}/sessions")
    ModelAndView index(Actor actor, @PathVariable CampaignId campaign) {
        var model = model(campaigns.require(actor.scope(READ), campaign), null);
        model.put("sessions", sessions.list(actor.scope(READ), campaign));
        return new ModelAndView("study/sessions/index", model);
    }

    @GetMapping("/study/campaigns/{campaign}/sessions/new")
    Object begin(
            Actor actor,
            @PathVariable CampaignId campaign,
            @RequestParam(defaultValue = "false") boolean makeUp,
            @RequestParam(required = false) @Nullable UnitId unit) {
        if (makeUp)
            return "redirect:/study/campaigns/" + campaign.value() + "/make-ups"
                    + (unit == null ? "" : "?unit=" + unit.value());
        var found = campaigns.require(actor.scope(SCHEDULE), campaign);
        return formPage(actor, found, null, offered(actor, found, false), null, null);
    }

    @PostMapping("/study/campaigns/{campaign}/sessions")
    Object create(
            Actor actor,
            @PathVariable CampaignId campaign,
            @RequestParam MultiValueMap<String, String> sent,
            RedirectAttributes redirect) {
        var found = campaigns.require(actor.scope(SCHEDULE), campaign);
        var form = SessionTyping.typed(sent);
        if (sent.containsKey("more")) return formPage(actor, found, null, form, null, null);
        try {
            var id = scheduling.schedule(actor, campaign, SessionTyping.plan(form));
            redirect.addFlashAttribute("notice", Notice.of("study.session.scheduled"));
            return "redirect:/study/sessions/" + id.value();
        } catch (Refused refused) {
            return formPage(actor, found, null, form, null, refused);
        } catch (NotFound outside) {
            return formPage(actor, found, null, form, null, Refused.invalid("study.session.outside"));
        }
    }

    @GetMapping("/study/campaigns/{campaign}/make-ups")
    ModelAndView needed(
            Actor actor, @PathVariable CampaignId campaign, @RequestParam(required = false) @Nullable UnitId unit) {
        var found = campaigns.require(actor.scope(SCHEDULE), campaign);
        return formPage(actor, found, null, offered(actor, found, true), picked(actor, unit, List.of()), null);
    }

    @PostMapping("/study/campaigns/{campaign}/make-ups")
    Object makeUp(
            Actor actor,
            @PathVariable CampaignId campaign,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(name = "of", defaultValue = "") List<UUID> ticked,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam MultiValueMap<String, String> sent,
            RedirectAttributes redirect) {
        var found = campaigns.require(actor.scope(SCHEDULE), campaign);
        var form = SessionTyping.typed(sent);
        var top = picked(actor, unit, ticked).top;
        var units = all
                ? makeUps.needed(actor.scope(SCHEDULE), campaign, top).stream()
                        .map(MakeUpRow::unit)
                        .toList()
                : ticked;
        var picked = picked(actor, unit, units);
        if (sent.containsKey("more")) return formPage(actor, found, null, form, picked, null);
        try {
            if (units.isEmpty()) throw Refused.invalid("study.make-up.no-unit");
            var id = scheduling.makeUp(actor, campaign, SessionTyping.plan(form), units);
            redirect.addFlashAttribute("notice", Notice.of("study.session.scheduled"));
            return "redirect:/study/sessions/" + id.value();
        } catch (Refused refused) {
            return formPage(actor, found, null, form, picked, refused);
        } catch (NotFound outside) {
            return formPage(actor, found, null, form, picked, Refused.invalid("study.session.outside"));
        }
    }

    @GetMapping("/study/sessions/{id}")
    ModelAndView show(Actor actor, @PathVariable SessionId id) {
        var session = sessions.require(actor.scope(READ), id);
        return showPage(actor, session, null);
    }

    @GetMapping("/study/sessions/{id}/edit")
    ModelAndView edit(Actor actor, @PathVariable SessionId id) {
        var session = owned(actor, id);
        return formPage(
                actor,
                campaigns.require(actor.scope(SCHEDULE), session.campaignId()),
                session,
                SessionTyping.filled(session, many(session) ? List.of() : sites.of(session)),
                null,
                null);
    }

    @PostMapping("/study/sessions/{id}")
    Object update(
            Actor actor,
            @PathVariable SessionId id,
            @RequestParam MultiValueMap<String, String> sent,
            RedirectAttributes redirect) {
        var session = owned(actor, id);
        var campaign = campaigns.require(actor.scope(SCHEDULE), session.campaignId());
        var form = SessionTyping.typed(sent);
        if (sent.containsKey("more")) return formPage(actor, campaign, session, form, null, null);
        try {
            scheduling.change(actor, id, SessionTyping.plan(form), sent.containsKey("keepsSites"));
            redirect.addFlashAttribute("notice", Notice.of("study.session.changed"));
            return "redirect:/study/sessions/" + id.value();
        } catch (Refused refused) {
            return formPage(actor, campaign, session, form, null, refused);
        } catch (NotFound outside) {
            return formPage(actor, campaign, session, form, null, Refused.invalid("study.session.outside"));
        }
    }

    @PostMapping("/study/sessions/{id}/closure")
    Object close(Actor actor, @PathVariable SessionId id) {
        var session = owned(actor, id);
        try {
            scheduling.close(actor, id, clock.instant());
            return "redirect:/study/sessions/" + id.value();
        } catch (Refused refused) {
            return showPage(actor, session, refused);
        }
    }

    @PostMapping("/study/sessions/{id}/reopening")
    Object reopen(Actor actor, @PathVariable SessionId id) {
        var session = owned(actor, id);
        try {
            scheduling.reopen(actor, id);
            return "redirect:/study/sessions/" + id.value();
        } catch (Refused refused) {
            return showPage(actor, session, refused);
        }
    }

    @PostMapping("/study/sessions/{id}/removal")
    Object remove(Actor actor, @PathVariable SessionId id, RedirectAttributes redirect) {
        var session = owned(actor, id);
        try {
            scheduling.remove(actor, id);
            redirect.addFlashAttribute("notice", Notice.of("study.session.removed", session.title()));
            return "redirect:/study/campaigns/" + session.campaign() + "/sessions";
        } catch (Refused refused) {
            return showPage(actor, session, refused);
        }
    }

    /// Records who came to a make-up session, of those who were called to it.
    @PostMapping("/study/sessions/{id}/attendance")
    Object attend(
            Actor actor,
            @PathVariable SessionId id,
            @RequestParam(name = "member", defaultValue = "") List<UUID> present,
            RedirectAttributes redirect) {
        var session = sessions.require(actor.scope(RECORD), id);
        try {
            var recorded = attendance.record(actor, session, present, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("study.attendance.done", String.valueOf(recorded)));
            return "redirect:/study/sessions/" + id.value();
        } catch (Refused refused) {
            return showPage(actor, session, refused);
        }
    }

    /// Whether it has more sites than the form of a session lists.
    private boolean many(Session session) {
        return sites.count(session.sessionId()) > SessionTyping.MOST_LISTED;
    }

    private Session owned(Actor actor, SessionId id) {
        var session = sessions.require(actor.scope(SCHEDULE), id);
        if (!reach.covers(actor.scope(SCHEDULE), session.host())) throw new NotFound();
        return session;
    }

    private ModelAndView showPage(Actor actor, Session session, @Nullable Refused refused) {
        var campaign = campaigns.require(actor.scope(READ), session.campaignId());
        var model = model(campaign, refused);
        model.put("held", session);
        model.put("meeting", timetables.combinedWith(session.id()));
        model.put("theme", experts.theme(session.id()));
        model.put("topics", parts.topics(session.campaignId()));
        model.put("sites", sites.first(session, SHOWN));
        model.put("all", sites.count(session.sessionId()));
        model.put("invited", session.makeUp() ? makeUps.invited(actor.scope(READ_NAMES), session) : List.of());
        model.put("mayChange", reach.covers(actor.scope(SCHEDULE), session.host()));
        model.put("started", !clock.instant().isBefore(session.startsAt()));
        return DraftController.answer("study/sessions/show", model, refused);
    }

    private ModelAndView formPage(
            Actor actor,
            Campaign campaign,
            @Nullable Session session,
            SessionForm form,
            @Nullable Picked picked,
            @Nullable Refused refused) {
        if (campaign.draft()) throw Refused.conflict("study.session.draft");
        var scope = actor.scope(SCHEDULE);
        var model = model(campaign, refused);
        model.put("id", session == null ? null : session.id());
        model.put("form", form);
        model.put("topics", parts.topics(campaign.campaignId()));
        model.put("forms", parts.forms(campaign.campaignId()));
        model.put("choices", reach.choices(scope));
        model.put("top", picked == null ? null : picked.top.value());
        model.put("ticked", picked == null ? List.of() : picked.units);
        model.put("kept", session != null && many(session) ? sites.count(session.sessionId()) : 0);
        model.put("needed", picked == null ? null : makeUps.needed(scope, campaign.campaignId(), picked.top));
        return DraftController.answer("study/sessions/form", model, refused);
    }

    private SessionForm offered(Actor actor, Campaign campaign, boolean makeUp) {
        var forms = parts.forms(campaign.campaignId());
        var topics = new LinkedHashSet<String>();
        for (var topic : parts.topics(campaign.campaignId())) topics.add(String.valueOf(topic.number()));
        return new SessionForm(
                "",
                makeUp && forms.contains(Form.CELL_MEETING)
                        ? Form.CELL_MEETING.name()
                        : forms.isEmpty() ? "" : forms.getFirst().name(),
                reach.home(actor.scope(SCHEDULE), actor.home())
                        .map(home -> home.code())
                        .orElse(""),
                Zone.today(clock).plusDays(1).toString(),
                "07:30",
                "",
                "11:00",
                topics,
                makeUp,
                false,
                "",
                "",
                SessionTyping.padded(List.of()));
    }

    private Picked picked(Actor actor, @Nullable UnitId unit, List<UUID> units) {
        var scope = actor.scope(SCHEDULE);
        if (unit != null) return new Picked(unit, units);
        var home = reach.home(scope, actor.home()).orElseThrow(NotFound::new);
        return new Picked(new UnitId(home.id()), units);
    }

    private static Map<String, @Nullable Object> model(Campaign campaign, @Nullable Refused refused) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("campaign", campaign);
        model.put("refused", refused);
        return model;
    }

    /// Below which unit people are looked for, and which of the units are ticked.
    private record Picked(UnitId top, List<UUID> units) {}
}
