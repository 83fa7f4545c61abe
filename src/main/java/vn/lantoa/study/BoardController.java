package vn.lantoa.study;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.UnitId;

/// The board of a campaign, and the same figures alone for a page that is open.
@Controller
class BoardController {

    private static final Set<String> VIEWS = Set.of("map", "columns", "table");

    private final Campaigns campaigns;
    private final Board board;
    private final NamesAudit audit;
    private final Clock clock;

    BoardController(Campaigns campaigns, Board board, NamesAudit audit, Clock clock) {
        this.campaigns = campaigns;
        this.board = board;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/study/campaigns/{id}")
    ModelAndView show(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "map") String view) {
        var campaign = campaigns.require(actor.scope(Permission.READ), id);
        if (campaign.draft()) return draft(actor, id);
        if (unit == null && basis == null) {
            var home = board.founded(actor, id);
            if (home.isPresent())
                return new ModelAndView("redirect:/study/campaigns/" + id.value() + "?basis=now&unit=" + home.get());
        }

        var page = board.of(actor, campaign, Basis.of(basis), unit, picture(view), clock.instant());
        if (!page.names().isEmpty())
            audit.read(
                    actor,
                    page.campaign(),
                    page.unit().unit(),
                    "all",
                    page.names().size());
        return new ModelAndView("study/campaigns/show", "view", page);
    }

    /// The part of the board that changes; 204 if it still is of `version`.
    @GetMapping("/study/campaigns/{id}/figures")
    Object figures(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam UnitId unit,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "map") String view,
            @RequestParam(defaultValue = "") String version) {
        var campaign = campaigns.require(actor.scope(Permission.READ), id);
        var drawn = board.again(actor, campaign, Basis.of(basis), unit, picture(view), clock.instant());
        var page = drawn.page();
        if (version.equals(page.version())) return ResponseEntity.noContent().build();
        if (!page.names().isEmpty())
            audit.readAgain(
                    actor, page.campaign(), page.unit().unit(), page.names().size(), page.at());
        return new ModelAndView("study/campaigns/figures", Map.of("view", page, "shared", drawn.shared()));
    }

    /// Whoever runs the campaign is led on; for others it is not there yet.
    private ModelAndView draft(Actor actor, CampaignId id) {
        campaigns.owned(actor.scope(Permission.RUN_CAMPAIGNS), id);
        return new ModelAndView("redirect:/study/campaigns/" + id.value() + "/draft");
    }

    private static String picture(String view) {
        return VIEWS.contains(view) ? view : "map";
    }
}
