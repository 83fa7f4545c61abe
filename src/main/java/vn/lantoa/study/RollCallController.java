package vn.lantoa.study;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.RollCallPage;
import vn.lantoa.study.view.RollCallRow;

/// The roll call of a cell on the phone.
@Controller
@RequestMapping("/study/campaigns/{id}/roll-calls/{unit}")
class RollCallController {

    /// A choice is sent as `o.MEMBER.WAS`, so that only what was changed on the page is recorded.
    private static final String CHOICE = "o.";

    private final RollCall rollCall;
    private final RollCallSheets sheets;
    private final Closing closing;
    private final Campaigns campaigns;
    private final Clock clock;

    RollCallController(RollCall rollCall, RollCallSheets sheets, Closing closing, Campaigns campaigns, Clock clock) {
        this.rollCall = rollCall;
        this.sheets = sheets;
        this.closing = closing;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Actor actor, @PathVariable CampaignId id, @PathVariable UnitId unit) {
        return page(actor, id, unit, null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView record(
            Actor actor,
            @PathVariable CampaignId id,
            @PathVariable UnitId unit,
            @RequestParam MultiValueMap<String, String> sent,
            RedirectAttributes redirect) {
        try {
            var called = rollCall.record(actor, id, unit, call(sent), clock.instant());
            var changed = called.stream()
                    .filter(came -> came == RollCall.Called.RECORDED || came == RollCall.Called.CORRECTED)
                    .count();
            redirect.addFlashAttribute("notice", Notice.of("study.roll-call.saved", String.valueOf(changed)));
            return new ModelAndView("redirect:/study/campaigns/" + id.value() + "/roll-calls/" + unit.value());
        } catch (Refused refused) {
            return page(actor, id, unit, refused, HttpStatus.valueOf(refused.status()));
        }
    }

    /// The same for the script of the page, which shows what was recorded without asking for the page again.
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Saved save(
            Actor actor,
            @PathVariable CampaignId id,
            @PathVariable UnitId unit,
            @RequestParam MultiValueMap<String, String> sent) {
        return new Saved(
                rollCall.record(actor, id, unit, call(sent), clock.instant()).size());
    }

    private ModelAndView page(Actor actor, CampaignId id, UnitId unit, @Nullable Refused refused, HttpStatus status) {
        var scope = actor.scope(Permission.RECORD);
        var campaign = campaigns.require(scope, id);
        var place = sheets.requireUnit(scope, id, unit);
        var unfinished = closing.unfinished(id, unit);
        var rows = sheets.rows(id, unit, Zone.today(clock));
        var page = new RollCallPage(
                id.value(),
                campaign.title(),
                place.unit(),
                place.name(),
                place.parentName(),
                place.closedAt(),
                campaign.running(),
                rows.stream().filter(row -> !row.attached()).toList(),
                rows.stream().filter(RollCallRow::attached).toList(),
                sheets.forms(id),
                sheets.usualForm(id),
                Zone.today(clock),
                unfinished.open());
        var view = new ModelAndView("study/roll-calls/show", status);
        view.addObject("view", page);
        if (refused != null) view.addObject("refused", refused);
        return view;
    }

    private static RollCall.Call call(MultiValueMap<String, String> sent) {
        var entries = new ArrayList<RollCallEntry>();
        sent.toSingleValueMap().entrySet().stream()
                .filter(field -> field.getKey().startsWith(CHOICE))
                .map(RollCallController::entry)
                .forEach(entries::addAll);
        return new RollCall.Call(
                entries, sent.containsKey("all"), form(sent), sent.containsKey("makeUp"), day(sent.getFirst("on")));
    }

    private static List<RollCallEntry> entry(Map.Entry<String, String> field) {
        var parts = field.getKey().substring(CHOICE.length()).split("\\.", 2);
        var was = parts.length == 2 ? parts[1] : "";
        var choice = field.getValue();
        if (choice.equals(was)) return List.of();

        var member = Ids.of(parts[0]);
        for (var reason : Reason.values()) {
            if (choice.equals(reason.name())) return List.of(new RollCallEntry(member, Outcome.EXCUSED, null, reason));
        }
        return switch (choice) {
            case "" -> List.of(new RollCallEntry(member, null, null, null));
            case "STUDIED" -> List.of(new RollCallEntry(member, Outcome.STUDIED, null, null));
            case "ABSENT" -> List.of(new RollCallEntry(member, Outcome.ABSENT, null, null));
            default -> throw Refused.invalid("study.roll-call.choice");
        };
    }

    private static @Nullable Form form(MultiValueMap<String, String> sent) {
        var name = sent.getFirst("form");
        if (name == null || name.isEmpty()) return null;
        for (var form : Form.values()) if (form.name().equals(name)) return form;
        throw Refused.invalid("study.roll-call.form");
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException malformed) {
            throw Refused.invalid("study.roll-call.day");
        }
    }

    /// @param entries how many were understood; all of them are recorded now
    record Saved(int entries) {}
}
