package vn.lantoa.study;

import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.page.Notice;

/// Closes the figure of a unit, and opens it again.
@Controller
class ClosureController {

    private final Closing closing;
    private final RollCallSheets sheets;
    private final Clock clock;

    ClosureController(Closing closing, RollCallSheets sheets, Clock clock) {
        this.closing = closing;
        this.sheets = sheets;
        this.clock = clock;
    }

    @PostMapping("/study/campaigns/{id}/closure")
    ModelAndView create(
            Actor actor, @PathVariable CampaignId id, @RequestParam UnitId unit, RedirectAttributes redirect) {
        var unfinished = closing.close(actor, id, unit, clock.instant());
        if (!unfinished.none()) {
            var place = sheets.requireUnit(actor.scope(Permission.CLOSE_UNIT), id, unit);
            return new ModelAndView("study/closures/unfinished", HttpStatus.CONFLICT)
                    .addObject("campaign", id.value())
                    .addObject("unit", unit.value())
                    .addObject("name", place.name())
                    .addObject("unfinished", unfinished);
        }
        redirect.addFlashAttribute("notice", Notice.of("study.closure.done"));
        return back(id, unit);
    }

    @PostMapping("/study/campaigns/{id}/reopening")
    ModelAndView delete(
            Actor actor, @PathVariable CampaignId id, @RequestParam UnitId unit, RedirectAttributes redirect) {
        closing.reopen(actor, id, unit, clock.instant());
        redirect.addFlashAttribute("notice", Notice.of("study.closure.reopened"));
        return back(id, unit);
    }

    private static ModelAndView back(CampaignId id, UnitId unit) {
        return new ModelAndView("redirect:/study/campaigns/" + id.value() + "/roll-calls/" + unit.value());
    }
}
