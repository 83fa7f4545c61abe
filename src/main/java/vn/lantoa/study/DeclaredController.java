package vn.lantoa.study;

import java.time.Clock;
import java.util.EnumMap;
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
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.page.Notice;

/// Where a unit types in head-counts without names.
@Controller
@RequestMapping("/study/campaigns/{id}/declared")
class DeclaredController {

    private final Declared declared;
    private final RollCallSheets sheets;
    private final Campaigns campaigns;
    private final Clock clock;

    DeclaredController(Declared declared, RollCallSheets sheets, Campaigns campaigns, Clock clock) {
        this.declared = declared;
        this.sheets = sheets;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Actor actor, @PathVariable CampaignId id, @RequestParam UnitId unit) {
        var counts = new HashMap<String, String>();
        declared.of(id, unit).forEach((kind, people) -> counts.put(kind.name(), String.valueOf(people)));
        return page(actor, id, unit, counts, null);
    }

    @PostMapping
    ModelAndView create(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam UnitId unit,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        try {
            declared.declare(actor, id, unit, counts(sent), clock.instant());
        } catch (Refused refused) {
            return page(actor, id, unit, sent, refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("study.declared.saved"));
        return new ModelAndView("redirect:/study/campaigns/" + id.value() + "/declared?unit=" + unit.value());
    }

    private ModelAndView page(
            Actor actor, CampaignId id, UnitId unit, Map<String, String> counts, @Nullable Refused refused) {
        var scope = actor.scope(Permission.RECORD);
        var campaign = campaigns.require(scope, id);
        var place = sheets.requireUnit(scope, id, unit);
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        var view = new ModelAndView("study/declared/show", status)
                .addObject("campaign", id.value())
                .addObject("title", campaign.title())
                .addObject("unit", unit.value())
                .addObject("name", place.name())
                .addObject("counts", counts);
        return refused == null ? view : view.addObject("refused", refused);
    }

    private static Map<Declared.Kind, Integer> counts(Map<String, String> sent) {
        var counts = new EnumMap<Declared.Kind, Integer>(Declared.Kind.class);
        for (var kind : Declared.Kind.values()) {
            var text = sent.getOrDefault(kind.name(), "").replace(".", "").strip();
            if (text.isEmpty()) continue;
            try {
                counts.put(kind, Integer.valueOf(text));
            } catch (NumberFormatException none) {
                throw Refused.invalid("study.declared.range", Declared.MOST);
            }
        }
        return counts;
    }
}
