package vn.lantoa.study;

import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.SlotLine;

/// The programme of a session on a page.
@Controller
@RequestMapping("/study/sessions/{id}/programme")
class ProgrammeController {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final Sessions sessions;
    private final CampaignParts parts;
    private final Timetables timetables;
    private final Programming programming;
    private final Experts experts;
    private final Reach reach;

    ProgrammeController(
            Sessions sessions,
            CampaignParts parts,
            Timetables timetables,
            Programming programming,
            Experts experts,
            Reach reach) {
        this.sessions = sessions;
        this.parts = parts;
        this.timetables = timetables;
        this.programming = programming;
        this.experts = experts;
        this.reach = reach;
    }

    @GetMapping
    ModelAndView show(Actor actor, @PathVariable SessionId id) {
        return page(actor, sessions.require(actor.scope(READ), id), null, null);
    }

    /// Fields `from-1`, `until-1`, `presenter-1` for topic 1 and so on; `none` takes the timetable away.
    @PostMapping
    Object update(
            Actor actor,
            @PathVariable SessionId id,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        var session = sessions.require(actor.scope(SCHEDULE), id);
        try {
            programming.timetable(actor, id, sent.containsKey("none") ? List.of() : slots(session, sent));
            redirect.addFlashAttribute("notice", Notice.of("study.timetable.saved"));
            return "redirect:/study/sessions/" + id.value() + "/programme";
        } catch (Refused refused) {
            return page(actor, session, sent, refused);
        }
    }

    @PostMapping("/combination")
    Object combine(
            Actor actor,
            @PathVariable SessionId id,
            @RequestParam(defaultValue = "") String meeting,
            RedirectAttributes redirect) {
        var session = sessions.require(actor.scope(SCHEDULE), id);
        try {
            programming.combine(actor, id, meeting);
            redirect.addFlashAttribute("notice", Notice.of("study.combination.saved"));
            return "redirect:/study/sessions/" + id.value() + "/programme";
        } catch (Refused refused) {
            return page(actor, session, null, refused);
        }
    }

    private static List<Timetable.Slot> slots(Session session, Map<String, String> sent) {
        var slots = new ArrayList<Timetable.Slot>();
        for (var topic : session.topicNumbers()) {
            var from = moment("study.timetable.from", sent.getOrDefault("from-" + topic, ""));
            var until = moment("study.timetable.until", sent.getOrDefault("until-" + topic, ""));
            slots.add(new Timetable.Slot(
                    topic,
                    from.atZone(Zone.VIETNAM).toInstant(),
                    until.atZone(Zone.VIETNAM).toInstant(),
                    Typed.optional("study.field.presenter", sent.getOrDefault("presenter-" + topic, ""), 200)));
        }
        return slots;
    }

    private static LocalDateTime moment(String field, String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException none) {
            throw Refused.invalid("study.typed.time", Typed.label(field), text);
        }
    }

    private ModelAndView page(
            Actor actor, Session session, @Nullable Map<String, String> sent, @Nullable Refused refused) {
        var set = timetables.of(session.id());
        var shown = set.slots().isEmpty() ? Timetable.offered(session) : set;
        var lines = new ArrayList<SlotLine>();
        for (var slot : shown.slots())
            for (var topic : parts.topics(session.campaignId()))
                if (topic.number() == slot.topic()) lines.add(line(slot, topic, sent));
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("held", session);
        model.put("lines", lines);
        model.put("timetabled", !set.slots().isEmpty());
        model.put("meeting", timetables.combinedWith(session.id()));
        model.put("theme", experts.theme(session.id()));
        model.put("experts", experts.published(session.id()));
        model.put("papers", experts.papers(session.id()));
        model.put("mayChange", !session.closed() && reach.covers(actor.scope(SCHEDULE), session.host()));
        model.put("refused", refused);
        return DraftController.answer("study/programmes/show", model, refused);
    }

    private static SlotLine line(Timetable.Slot slot, Topic topic, @Nullable Map<String, String> sent) {
        var typed = sent == null ? Map.<String, String>of() : sent;
        var number = "-" + slot.topic();
        return new SlotLine(
                slot.topic(),
                topic.title(),
                slot.startsAt(),
                slot.endsAt(),
                typed.getOrDefault(
                        "from" + number, MINUTE.format(slot.startsAt().atZone(Zone.VIETNAM))),
                typed.getOrDefault("until" + number, MINUTE.format(slot.endsAt().atZone(Zone.VIETNAM))),
                slot.presenter() != null ? slot.presenter() : topic.presenter(),
                typed.getOrDefault("presenter" + number, slot.presenter() == null ? "" : slot.presenter()));
    }
}
