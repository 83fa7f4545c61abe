package vn.lantoa.organization;

import static vn.lantoa.access.Permission.EXPORT;
import static vn.lantoa.access.Permission.ORGANIZE;
import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.READ_NAMES;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.Found;
import vn.lantoa.organization.view.Typed;
import vn.lantoa.organization.view.UnitPage;
import vn.lantoa.page.Notice;

/// The tree of units, one page per unit.
@Controller
class UnitsController {

    private final Units units;
    private final Past past;
    private final Lives lives;
    private final Heirs heirs;
    private final Members members;
    private final Tree tree;
    private final Clock clock;

    UnitsController(Units units, Past past, Lives lives, Heirs heirs, Members members, Tree tree, Clock clock) {
        this.units = units;
        this.past = past;
        this.lives = lives;
        this.heirs = heirs;
        this.members = members;
        this.tree = tree;
        this.clock = clock;
    }

    @GetMapping("/organization")
    String entry() {
        return "redirect:/organization/units";
    }

    @GetMapping("/organization/units")
    ModelAndView index(Actor actor) {
        actor.require(READ);
        var tops = units.tops(actor.scope(READ));
        if (tops.size() == 1) return page(actor, tops.getFirst());
        boolean plants = actor.scope(ORGANIZE).units().contains(Scope.EVERYTHING);
        return new ModelAndView(
                "organization/units/index",
                Map.of(
                        "tops",
                        tops.stream().map(UnitsController::line).toList(),
                        "plants",
                        plants,
                        "organizes",
                        actor.may(ORGANIZE)));
    }

    @GetMapping("/organization/units/{id}")
    ModelAndView show(Actor actor, @PathVariable UnitId id) {
        return page(actor, units.require(actor.scope(READ), id));
    }

    private ModelAndView page(Actor actor, Unit unit) {
        var until = unit.untilOn();
        if (until != null) return ended(actor, unit, until);
        var today = Zone.today(clock);
        var id = unit.unitId();
        boolean named = covers(actor.scope(READ_NAMES), id);
        var numbers = units.numbers(id, today);
        return new ModelAndView(
                "organization/units/show",
                Map.of(
                        "unit",
                        new UnitPage(
                                unit.id(),
                                unit.code(),
                                unit.name(),
                                unit.level().name(),
                                unit.fromOn(),
                                numbers.full(),
                                numbers.probationary(),
                                numbers.exempt(),
                                numbers.keyCadres(),
                                numbers.cells(),
                                covers(actor.scope(ORGANIZE), id),
                                named,
                                covers(actor.scope(EXPORT), id)),
                        "path",
                        units.path(actor.scope(READ), id),
                        "children",
                        units.children(actor.scope(READ), id),
                        "committee",
                        named ? members.committee(id, today) : List.of(),
                        "life",
                        lives.of(actor.scope(READ), id)));
    }

    /// A unit that no longer exists, with what it had below it on its last day.
    private ModelAndView ended(Actor actor, Unit unit, LocalDate until) {
        var scope = actor.scope(READ);
        var id = unit.unitId();
        var lastDay = until.minusDays(1);
        return new ModelAndView(
                "organization/units/ended",
                Map.of(
                        "unit",
                        line(unit),
                        "untilOn",
                        until,
                        "lastDay",
                        lastDay,
                        "last",
                        past.page(scope, id, lastDay).orElseThrow(),
                        "heirs",
                        heirs.of(scope, List.of(unit.id())).getOrDefault(unit.id(), List.of()),
                        "path",
                        units.path(scope, id),
                        "exports",
                        covers(actor.scope(EXPORT), id),
                        "life",
                        lives.of(scope, id)));
    }

    @GetMapping("/organization/units/new")
    ModelAndView fresh(Actor actor, @RequestParam(defaultValue = "") String parent) {
        actor.require(ORGANIZE);
        return form(
                actor,
                new Typed(Map.of("parent", parent, "on", Zone.today(clock).toString())),
                null);
    }

    @PostMapping("/organization/units")
    ModelAndView create(Actor actor, @RequestParam Map<String, String> values, RedirectAttributes redirect) {
        var typed = new Typed(values);
        actor.require(ORGANIZE);
        try {
            var parent = typed.get("parent").isEmpty() ? null : UnitId.of(typed.get("parent"));
            var name = Written.line(typed.get("name"), 200, "organization.column.name");
            var id = tree.create(
                    actor,
                    parent,
                    Written.line(typed.get("code"), 50, "organization.column.code"),
                    Written.choice(Level.class, typed.get("level"), "organization.column.level"),
                    name,
                    Written.day(typed.get("on"), "organization.column.valid_from"),
                    Written.optional(typed.get("decision"), 100, "organization.unit.decision"),
                    Zone.today(clock));
            redirect.addFlashAttribute("notice", Notice.of("organization.unit.created", name));
            return new ModelAndView("redirect:/organization/units/" + id.value());
        } catch (Refused refused) {
            return form(actor, typed, refused);
        }
    }

    private ModelAndView form(Actor actor, Typed typed, @Nullable Refused refused) {
        var parent = typed.get("parent").isEmpty()
                ? null
                : units.require(actor.scope(ORGANIZE), UnitId.of(typed.get("parent")));
        if (parent == null && (units.planted() || !actor.scope(ORGANIZE).units().contains(Scope.EVERYTHING)))
            throw new NotFound();
        var levels = List.of(Level.values()).stream()
                .filter(level -> parent == null || level.under(parent.level()))
                .map(Level::name)
                .toList();
        var model = model(typed, refused);
        model.put("parent", parent == null ? null : line(parent));
        model.put("levels", levels);
        return answer("organization/units/new", model, refused);
    }

    @GetMapping("/organization/units/{id}/name")
    ModelAndView edit(Actor actor, @PathVariable UnitId id) {
        var unit = units.require(actor.scope(ORGANIZE), id);
        return change("organization/units/name", unit, new Typed(Map.of("name", unit.name(), "on", today())), null);
    }

    @PostMapping("/organization/units/{id}/name")
    ModelAndView rename(
            Actor actor,
            @PathVariable UnitId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var unit = units.require(actor.scope(ORGANIZE), id);
        var typed = new Typed(values);
        try {
            var name = Written.line(typed.get("name"), 200, "organization.column.name");
            tree.rename(
                    actor,
                    id,
                    name,
                    Written.day(typed.get("on"), "organization.column.valid_from"),
                    Written.optional(typed.get("decision"), 100, "organization.unit.decision"),
                    Zone.today(clock));
            redirect.addFlashAttribute("notice", Notice.of("organization.unit.renamed", name));
            return new ModelAndView("redirect:/organization/units/" + id.value());
        } catch (Refused refused) {
            return change("organization/units/name", unit, typed, refused);
        }
    }

    @GetMapping("/organization/units/{id}/dissolution")
    ModelAndView end(Actor actor, @PathVariable UnitId id) {
        var unit = units.require(actor.scope(ORGANIZE), id);
        return change("organization/units/dissolution", unit, new Typed(Map.of("on", today())), null);
    }

    @PostMapping("/organization/units/{id}/dissolution")
    ModelAndView dissolve(
            Actor actor,
            @PathVariable UnitId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var unit = units.require(actor.scope(ORGANIZE), id);
        var typed = new Typed(values);
        try {
            tree.dissolve(
                    actor,
                    id,
                    Written.day(typed.get("on"), "organization.unit.dissolved-on"),
                    Written.optional(typed.get("decision"), 100, "organization.unit.decision"),
                    Zone.today(clock));
            redirect.addFlashAttribute("notice", Notice.of("organization.unit.dissolved", unit.name()));
            return new ModelAndView("redirect:/organization/units/" + id.value());
        } catch (Refused refused) {
            return change("organization/units/dissolution", unit, typed, refused);
        }
    }

    private static ModelAndView change(String template, Unit unit, Typed typed, @Nullable Refused refused) {
        var model = model(typed, refused);
        model.put("unit", line(unit));
        return answer(template, model, refused);
    }

    private static Map<String, @Nullable Object> model(Typed typed, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("typed", typed);
        model.put("refused", refused);
        return model;
    }

    private static ModelAndView answer(
            String template, Map<String, @Nullable Object> model, @Nullable Refused refused) {
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView(template, model, status);
    }

    private static Found line(Unit unit) {
        return new Found(unit.id(), unit.code(), unit.name(), unit.level().name());
    }

    private String today() {
        return Zone.today(clock).toString();
    }

    private boolean covers(Scope scope, UnitId id) {
        return units.covers(scope, id);
    }
}
