package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;
import static vn.lantoa.access.Permission.READ;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.view.Extract;
import vn.lantoa.organization.view.Said;

/// What a decision says about the units that a reader sees: nothing of the others, nothing of accounts.
@Controller
class ExtractController {

    /// A reader of a whole province sees its decision in full only by those who organize.
    private static final int MOST = 500;

    private final Reorganizations reorganizations;
    private final Redrawing redrawing;
    private final Telling telling;
    private final Units units;

    ExtractController(Reorganizations reorganizations, Redrawing redrawing, Telling telling, Units units) {
        this.reorganizations = reorganizations;
        this.redrawing = redrawing;
        this.telling = telling;
        this.units = units;
    }

    /// Whoever may organize there is led to the decision itself.
    @GetMapping("/organization/reorganizations/{id}/extract")
    ModelAndView show(Actor actor, @PathVariable ReorganizationId id) {
        var scope = actor.scope(READ);
        var row = reorganizations.applied(scope, id);
        if (units.covers(actor.scope(ORGANIZE), new UnitId(row.unit()))) return ReorganizationPages.to(id);

        var all = redrawing.decision(row).operations();
        var codes = new LinkedHashSet<String>();
        all.forEach(operation -> codes.addAll(Telling.changed(operation)));
        var near = reorganizations.near(scope, id, codes);
        var told = all.stream()
                .filter(operation -> Telling.changed(operation).stream().anyMatch(near::contains))
                .toList();
        var shown = told.subList(0, Math.min(MOST, told.size()));
        var names = telling.names(shown, all);
        var does = new ArrayList<Said>();
        for (var operation : shown) does.add(Telling.does(operation, names));
        return new ModelAndView(
                "organization/reorganizations/extract",
                Map.of(
                        "extract",
                        new Extract(
                                row.decision(), row.decidedOn(), row.effectiveOn(), does, told.size() - does.size())));
    }
}
