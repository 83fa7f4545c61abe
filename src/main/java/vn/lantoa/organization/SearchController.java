package vn.lantoa.organization;

import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.READ_NAMES;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.organization.view.Found;
import vn.lantoa.organization.view.FoundUnit;

/// Finds units and members: for the command palette, for pickers in forms, and on a page of its own where no script
/// runs.
@Controller
class SearchController {

    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @GetMapping("/organization/search")
    ModelAndView palette(Actor actor, @RequestParam(defaultValue = "") String q) {
        return new ModelAndView("organization/search", found(actor, q, Search.MOST / 2));
    }

    @GetMapping("/organization/find")
    ModelAndView page(Actor actor, @RequestParam(defaultValue = "") String q) {
        actor.require(READ);
        var model = found(actor, q, Search.MOST);
        model.put("q", q);
        return new ModelAndView("organization/find", model);
    }

    /// @param kind `unit`, `cell` (where members may stand) or `member`
    /// @param name of the field in the form
    /// @param value the code or number chosen so far
    @GetMapping("/organization/picker")
    ModelAndView picker(
            Actor actor,
            @RequestParam String name,
            @RequestParam(defaultValue = "unit") String kind,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String value) {
        if (!name.matches("[A-Za-z0-9_.-]{1,40}")) throw new NotFound();
        var asked = q.isBlank() ? value : q;
        var found = switch (kind) {
            case "unit", "cell" -> search.units(actor.scope(READ), asked, kind.equals("cell"), Search.MOST);
            case "ever" -> search.ever(actor.scope(READ), asked, Search.MOST);
            case "member" -> search.members(actor.scope(READ_NAMES), asked, Search.MOST);
            default -> throw new NotFound();
        };
        if (q.isBlank())
            found = found.stream().filter(one -> one.code().equals(value)).toList();
        return new ModelAndView(
                "organization/picker-found",
                Map.of("name", name, "found", found, "value", value, "asked", !q.isBlank()));
    }

    private Map<String, @Nullable Object> found(Actor actor, String q, int most) {
        List<FoundUnit> units = search.remembered(actor.scope(READ), q, most);
        List<Found> members = search.members(actor.scope(READ_NAMES), q, Search.MOST - Math.min(units.size(), most));
        var model = new HashMap<String, @Nullable Object>();
        model.put("units", units);
        model.put("members", members);
        return model;
    }
}
