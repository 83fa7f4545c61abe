package vn.lantoa.study;

import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.RECORD;

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
import vn.lantoa.organization.Units;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.RemarkForm;

/// What a unit writes in words for its result report.
@Controller
class RemarkController {

    private static final int LONGEST = 4_000;
    private static final int MOST_ESSAYS = 10_000_000;

    private final Campaigns campaigns;
    private final Remarks remarks;
    private final Units units;

    RemarkController(Campaigns campaigns, Remarks remarks, Units units) {
        this.campaigns = campaigns;
        this.remarks = remarks;
        this.units = units;
    }

    @GetMapping("/study/campaigns/{campaign}/remarks")
    ModelAndView show(Actor actor, @PathVariable CampaignId campaign, @RequestParam UnitId unit) {
        var form = remarks.of(actor.scope(READ), campaign, unit)
                .map(remark -> new RemarkForm(
                        remark.strengths(),
                        remark.shortcomings(),
                        remark.proposals(),
                        remark.signer(),
                        remark.signerPost(),
                        remark.essaysDue() == null ? "" : remark.essaysDue().toString(),
                        remark.essaysIn() == null ? "" : remark.essaysIn().toString()))
                .orElse(RemarkForm.EMPTY);
        return page(actor, campaign, unit, form, null);
    }

    @PostMapping("/study/campaigns/{campaign}/remarks")
    Object create(
            Actor actor,
            @PathVariable CampaignId campaign,
            @RequestParam UnitId unit,
            RemarkForm form,
            RedirectAttributes redirect) {
        units.require(actor.scope(RECORD), unit);
        try {
            remarks.write(
                    actor,
                    campaign,
                    unit,
                    new Remarks.Remark(
                            Typed.paragraphs("study.field.strengths", form.strengths(), LONGEST),
                            Typed.paragraphs("study.field.shortcomings", form.shortcomings(), LONGEST),
                            Typed.paragraphs("study.field.proposals", form.proposals(), LONGEST),
                            Typed.line("study.field.signer", form.signer(), 200),
                            Typed.line("study.field.signer-post", form.signerPost(), 200),
                            Typed.optionalNumber("study.field.essays-due", form.essaysDue(), 0, MOST_ESSAYS),
                            Typed.optionalNumber("study.field.essays-in", form.essaysIn(), 0, MOST_ESSAYS)));
            redirect.addFlashAttribute("notice", Notice.of("study.remarks.saved"));
            return "redirect:/study/campaigns/" + campaign.value() + "/remarks?unit=" + unit.value();
        } catch (Refused refused) {
            return page(actor, campaign, unit, form, refused);
        }
    }

    private ModelAndView page(Actor actor, CampaignId id, UnitId unit, RemarkForm form, @Nullable Refused refused) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("campaign", campaigns.require(actor.scope(READ), id));
        model.put("unit", units.require(actor.scope(READ), unit));
        model.put("form", form);
        model.put("refused", refused);
        return DraftController.answer("study/campaigns/remarks", model, refused);
    }
}
