package vn.lantoa.study;

import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.RECORD;
import static vn.lantoa.access.Permission.RUN_CAMPAIGNS;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Zone;

/// What the present post owes, as a piece of the home page, and campaigns for the palette.
@Controller
class DueController {

    private static final int MOST_DRAFTS = 10;

    private final Dues dues;
    private final Campaigns campaigns;
    private final Clock clock;

    DueController(Dues dues, Campaigns campaigns, Clock clock) {
        this.dues = dues;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @GetMapping("/study/due")
    ModelAndView show(Actor actor) {
        var today = Zone.today(clock);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("concerned", actor.may(RECORD) || actor.may(RUN_CAMPAIGNS));
        model.put("owed", actor.may(RECORD) ? dues.owed(actor.scope(RECORD), actor.home(), today) : List.of());
        model.put(
                "drafts",
                actor.may(RUN_CAMPAIGNS) ? campaigns.drafts(actor.scope(RUN_CAMPAIGNS), MOST_DRAFTS) : List.of());
        model.put("runs", actor.may(RUN_CAMPAIGNS));
        model.put("today", today);
        return new ModelAndView("study/due", model);
    }

    @GetMapping("/study/search")
    ModelAndView search(Actor actor, @RequestParam(defaultValue = "") String q) {
        var found = q.isBlank() || q.length() > 200
                ? List.of()
                : dues.search(actor.scope(READ), actor.scope(RUN_CAMPAIGNS), q);
        return new ModelAndView("study/search", "found", found);
    }
}
