package vn.lantoa.study;

import static vn.lantoa.access.Permission.RUN_CAMPAIGNS;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
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
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.EditForm;

/// The page on which an open campaign is amended, ended and reopened.
@Controller
class EndingController {

    private final Campaigns campaigns;
    private final CampaignParts parts;
    private final Ending ending;
    private final Clock clock;

    EndingController(Campaigns campaigns, CampaignParts parts, Ending ending, Clock clock) {
        this.campaigns = campaigns;
        this.parts = parts;
        this.ending = ending;
        this.clock = clock;
    }

    @GetMapping("/study/campaigns/{id}/edit")
    Object edit(Actor actor, @PathVariable CampaignId id) {
        var campaign = campaigns.owned(actor.scope(RUN_CAMPAIGNS), id);
        if (campaign.draft()) return "redirect:/study/campaigns/" + id.value() + "/draft";
        return page(campaign, filled(campaign), "", null);
    }

    @PostMapping("/study/campaigns/{id}")
    Object update(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam Map<String, String> typed,
            RedirectAttributes redirect) {
        var campaign = campaigns.owned(actor.scope(RUN_CAMPAIGNS), id);
        var form = typed(campaign, typed);
        try {
            var topics = new ArrayList<Topic>();
            for (var topic : parts.topics(id)) {
                var line = form.presenters().get(topics.size());
                topics.add(new Topic(
                        topic.number(),
                        topic.title(),
                        Typed.optional("study.field.presenter", line.presenter(), 200),
                        line.byHead()));
            }
            ending.amend(
                    actor,
                    id,
                    Typed.day("study.field.closes-on", form.closesOn()),
                    Rule.target(form.target()),
                    Plan.of(form.planSymbol(), form.planOn()),
                    topics);
            redirect.addFlashAttribute("notice", Notice.of("study.ending.amended"));
            return "redirect:/study/campaigns/" + id.value() + "/edit";
        } catch (Refused refused) {
            return page(campaign, form, "", refused);
        }
    }

    @PostMapping("/study/campaigns/{id}/ending")
    Object end(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(defaultValue = "") String anyway,
            RedirectAttributes redirect) {
        var campaign = campaigns.owned(actor.scope(RUN_CAMPAIGNS), id);
        try {
            ending.end(actor, id, anyway, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("study.ending.done"));
            return "redirect:/study/campaigns/" + id.value() + "/edit";
        } catch (Refused refused) {
            return page(campaign, filled(campaign), anyway, refused);
        }
    }

    @PostMapping("/study/campaigns/{id}/ending/revocation")
    Object reopen(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        var campaign = campaigns.owned(actor.scope(RUN_CAMPAIGNS), id);
        try {
            ending.reopen(actor, id, reason, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("study.ending.reopened"));
            return "redirect:/study/campaigns/" + id.value() + "/edit";
        } catch (Refused refused) {
            return page(campaign, filled(campaign), "", refused);
        }
    }

    private ModelAndView page(Campaign campaign, EditForm form, String anyway, @Nullable Refused refused) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("campaign", campaign);
        model.put("form", form);
        model.put("open", ending.open(campaign.campaignId()));
        model.put("anyway", anyway);
        model.put("endedAnyway", ending.anyway(campaign.campaignId()));
        model.put("refused", refused);
        return DraftController.answer("study/campaigns/edit", model, refused);
    }

    private EditForm filled(Campaign campaign) {
        return new EditForm(
                campaign.closesOn().toString(),
                DraftController.percent(campaign.target()),
                campaign.planSymbol() == null ? "" : campaign.planSymbol(),
                campaign.planOn() == null ? "" : campaign.planOn().toString(),
                parts.topics(campaign.campaignId()).stream()
                        .map(topic -> new EditForm.Presenter(
                                topic.title(), topic.presenter() == null ? "" : topic.presenter(), topic.byHead()))
                        .toList());
    }

    private EditForm typed(Campaign campaign, Map<String, String> typed) {
        var presenters = parts.topics(campaign.campaignId()).stream()
                .map(topic -> new EditForm.Presenter(
                        topic.title(),
                        typed.getOrDefault("presenter-" + topic.number(), ""),
                        typed.containsKey("head-" + topic.number())))
                .toList();
        return new EditForm(
                typed.getOrDefault("closesOn", ""),
                typed.getOrDefault("target", ""),
                typed.getOrDefault("planSymbol", ""),
                typed.getOrDefault("planOn", ""),
                presenters);
    }
}
