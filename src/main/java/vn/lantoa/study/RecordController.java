package vn.lantoa.study;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.RecordPage;

/// What was recorded about one member in a campaign; here a record is taken back.
@Controller
@RequestMapping("/study/campaigns/{id}/records/{member}")
class RecordController {

    private final Records records;
    private final Voiding voiding;
    private final Audit audit;
    private final Clock clock;

    RecordController(Records records, Voiding voiding, Audit audit, Clock clock) {
        this.records = records;
        this.voiding = voiding;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Actor actor, @PathVariable CampaignId id, @PathVariable MemberId member) {
        var page = page(actor, id, member);
        audit.note(actor, "study.record.read", member.value(), page.unit(), page.title());
        return new ModelAndView("study/records/show", "view", page);
    }

    @PostMapping("/voids")
    ModelAndView undo(
            Actor actor,
            @PathVariable CampaignId id,
            @PathVariable MemberId member,
            @RequestParam long fact,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        try {
            voiding.undo(actor, id, fact, reason, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("study.void.done"));
            return new ModelAndView("redirect:/study/campaigns/" + id.value() + "/records/" + member.value());
        } catch (Refused refused) {
            var model = new HashMap<String, @Nullable Object>(
                    Map.of("view", page(actor, id, member), "refused", refused, "refusedFact", fact, "reason", reason));
            return new ModelAndView("study/records/show", model, HttpStatus.valueOf(refused.status()));
        }
    }

    private RecordPage page(Actor actor, CampaignId id, MemberId member) {
        var today = Zone.today(clock);
        var owed = records.owed(actor.scope(Permission.READ_NAMES), actor.member(), id, member, today);
        return new RecordPage(
                id.value(),
                records.title(id),
                owed.member(),
                owed.name(),
                owed.memberNo(),
                owed.unit(),
                owed.unitName(),
                owed.hostName(),
                owed.exempt(),
                owed.outcome(),
                records.recordable(actor.scope(Permission.RECORD), id, owed, today),
                records.rows(id, member));
    }
}
