package vn.lantoa.organization;

import static vn.lantoa.access.Permission.EXPORT;
import static vn.lantoa.access.Permission.READ;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.UnitLink;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Days;

/// The tree of any day, unit by unit.
@Controller
class TreeController {

    private final Past past;
    private final Units units;
    private final Heirs heirs;
    private final Clock clock;

    TreeController(Past past, Units units, Heirs heirs, Clock clock) {
        this.past = past;
        this.units = units;
        this.heirs = heirs;
        this.clock = clock;
    }

    /// @param on the day; today if none is given
    /// @param unit a code or an id; the unit of the post if none is given
    @GetMapping("/organization/tree")
    ModelAndView show(
            Actor actor, @RequestParam(defaultValue = "") String on, @RequestParam(defaultValue = "") String unit) {
        actor.require(READ);
        var today = Zone.today(clock);
        try {
            var day = Written.optionalDay(on, "organization.day");
            return page(actor, day == null ? today : day, today, unit, null);
        } catch (Refused refused) {
            return page(actor, today, today, unit, refused);
        }
    }

    private ModelAndView page(Actor actor, LocalDate on, LocalDate today, String asked, @Nullable Refused refused) {
        var scope = actor.scope(READ);
        var tops = asked.isBlank() ? past.tops(scope) : List.<UnitLink>of();
        if (asked.isBlank() && tops.isEmpty()) throw new NotFound();
        var named = asked.isBlank() ? tops.getFirst().code() : asked;
        var unit = past.require(scope, named, on);
        var model = new HashMap<String, @Nullable Object>();
        var shown =
                on.isAfter(today) ? null : past.page(scope, unit.unitId(), on).orElse(null);
        boolean standing = unit.untilOn() == null;
        model.put("on", on);
        model.put("today", today);
        model.put("unit", new UnitLink(unit.id(), unit.code(), unit.name(), units.covers(scope, unit.unitId())));
        model.put("tops", tops);
        model.put("shown", shown);
        model.put("absence", shown == null ? absence(unit, on, today) : null);
        model.put(
                "heirs",
                standing ? List.of() : heirs.of(scope, List.of(unit.id())).getOrDefault(unit.id(), List.of()));
        model.put("untilOn", unit.untilOn());
        model.put("path", shown == null ? List.of() : past.way(scope, unit.unitId(), on));
        model.put("exports", shown != null && past.covers(actor.scope(EXPORT), unit.unitId(), on));
        model.put("refused", refused);
        return new ModelAndView(
                "organization/tree/show",
                model,
                refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }

    private static Notice absence(Unit unit, LocalDate on, LocalDate today) {
        var until = unit.untilOn();
        if (on.isAfter(today)) return Notice.of("organization.tree.future", Days.printed(on));
        if (until != null && !on.isBefore(until))
            return Notice.of("organization.unit.gone", unit.name(), Days.printed(until));
        return Notice.of("organization.tree.before", unit.name(), Days.printed(unit.fromOn()));
    }
}
