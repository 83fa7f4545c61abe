package vn.lantoa.study;

import static vn.lantoa.access.Permission.RUN_CAMPAIGNS;

import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Days;

/// The opening of a campaign, by page and by program.
@Controller
class OpeningController {

    private final Opening opening;
    private final Campaigns campaigns;
    private final DraftController drafts;
    private final Clock clock;

    OpeningController(Opening opening, Campaigns campaigns, DraftController drafts, Clock clock) {
        this.opening = opening;
        this.campaigns = campaigns;
        this.drafts = drafts;
        this.clock = clock;
    }

    /// Answers how large the campaign is, and whether its roster is final.
    @PostMapping("/api/v1/campaigns/{id}/opening")
    @ResponseBody
    @ResponseStatus(HttpStatus.OK)
    Campaigns.Size open(Actor actor, @PathVariable CampaignId id) {
        opening.open(actor, id, clock.instant());
        return campaigns.size(id);
    }

    @PostMapping("/study/campaigns/{id}/opening")
    Object create(Actor actor, @PathVariable CampaignId id, RedirectAttributes redirect) {
        var draft = campaigns.owned(actor.scope(RUN_CAMPAIGNS), id);
        try {
            opening.open(actor, id, clock.instant());
        } catch (Refused refused) {
            if (!draft.draft()) throw refused;
            return drafts.check(draft, refused);
        }
        var size = campaigns.size(id);
        redirect.addFlashAttribute(
                "notice",
                Notice.of(
                        size.rosterFinal() ? "study.opening.done" : "study.opening.done-early",
                        String.valueOf(size.members()),
                        String.valueOf(size.units()),
                        Days.printed(size.cutOff())));
        return "redirect:/study/campaigns/" + id.value();
    }
}
