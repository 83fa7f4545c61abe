package vn.lantoa.study;

import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.BoardListRow;
import vn.lantoa.study.view.BoardRow;

/// The list of campaigns, and the coverage of the open ones for the home page.
@Controller
class BoardListController {

    private static final int LATEST = 3;

    private final BoardList list;
    private final BoardRows rows;
    private final Clock clock;

    BoardListController(BoardList list, BoardRows rows, Clock clock) {
        this.list = list;
        this.rows = rows;
        this.clock = clock;
    }

    @GetMapping("/study/campaigns")
    ModelAndView index(Actor actor) {
        if (!actor.may(Permission.READ)) {
            if (actor.member() == null) throw new NotFound();
            return new ModelAndView("redirect:/study/mine");
        }
        return new ModelAndView("study/campaigns/index", Map.of("rows", list.of(actor), "today", Zone.today(clock)));
    }

    /// A piece for the home page: open campaigns as far as the present post reaches, and who below it is late.
    @GetMapping("/study/coverage")
    ModelAndView coverage(Actor actor) {
        var open = actor.may(Permission.READ)
                ? list.of(actor).stream()
                        .filter(row -> !row.draft() && !row.closed())
                        .toList()
                : List.<BoardListRow>of();
        var late = new LinkedHashMap<UUID, List<BoardRow>>();
        for (var row : open.subList(0, Math.min(LATEST, open.size()))) late.put(row.id(), late(actor, row));
        return new ModelAndView(
                "study/campaigns/coverage",
                Map.of("rows", open, "late", late, "reads", actor.may(Permission.READ), "today", Zone.today(clock)));
    }

    /// The subordinate units with the most people unrecorded, or guests to record.
    private List<BoardRow> late(Actor actor, BoardListRow row) {
        if (row.unit() == null || row.today()) return List.of();
        return rows
                .of(actor.scope(Permission.READ), new CampaignId(row.id()), new UnitId(row.unit()), Zone.today(clock))
                .stream()
                .filter(below -> below.figure().unrecorded() + below.guests() > 0)
                .sorted(Comparator.comparingLong(
                                (BoardRow below) -> below.figure().unrecorded())
                        .reversed())
                .limit(LATEST)
                .toList();
    }
}
