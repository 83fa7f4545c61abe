package vn.lantoa.study;

import static vn.lantoa.access.Permission.READ_NAMES;
import static vn.lantoa.access.Permission.RECORD;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Units;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.AdjustmentForm;

/// Opening figure, adjustments and closing figure of a unit, and the form for one more adjustment.
@Controller
class AdjustmentController {

    private final Campaigns campaigns;
    private final Adjustments adjustments;
    private final Adjusting adjusting;
    private final Units units;
    private final Clock clock;

    AdjustmentController(Campaigns campaigns, Adjustments adjustments, Adjusting adjusting, Units units, Clock clock) {
        this.campaigns = campaigns;
        this.adjustments = adjustments;
        this.adjusting = adjusting;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/study/campaigns/{campaign}/adjustments")
    ModelAndView index(
            Actor actor,
            @PathVariable CampaignId campaign,
            @RequestParam UnitId unit,
            @RequestParam(defaultValue = "") String member) {
        var form = new AdjustmentForm("", member, "", "", Zone.today(clock).toString(), "");
        return page(actor, campaign, unit, form, null);
    }

    @PostMapping("/study/campaigns/{campaign}/adjustments")
    Object create(
            Actor actor,
            @PathVariable CampaignId campaign,
            @RequestParam UnitId unit,
            AdjustmentForm form,
            RedirectAttributes redirect) {
        units.require(actor.scope(RECORD), unit);
        try {
            var plan = new AdjustmentPlan(
                    AdjustmentPlan.Kind.named(form.kind()),
                    form.member(),
                    form.to(),
                    form.exempt(),
                    Typed.day("study.field.on", form.on()),
                    form.reason());
            adjusting.adjust(actor, campaign, plan, Zone.today(clock));
            redirect.addFlashAttribute("notice", Notice.of("study.adjustment.done"));
            return "redirect:/study/campaigns/" + campaign.value() + "/adjustments?unit=" + unit.value();
        } catch (Refused refused) {
            return page(actor, campaign, unit, form, refused);
        }
    }

    private ModelAndView page(Actor actor, CampaignId id, UnitId unit, AdjustmentForm form, @Nullable Refused refused) {
        var scope = actor.scope(READ_NAMES);
        var campaign = campaigns.require(scope, id);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("campaign", campaign);
        model.put("balance", adjustments.balance(scope, id, unit));
        model.put("rows", adjustments.list(scope, id, unit));
        model.put("unit", units.require(scope, unit));
        model.put("form", form);
        model.put(
                "kinds",
                Arrays.stream(AdjustmentPlan.Kind.values()).map(Enum::name).toList());
        model.put("exemptions", AdjustmentPlan.EXEMPTIONS);
        model.put("refused", refused);
        return DraftController.answer("study/campaigns/adjustments", model, refused);
    }
}
