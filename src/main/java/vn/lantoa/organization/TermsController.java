package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;
import static vn.lantoa.access.Permission.READ;

import java.util.HashMap;
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
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.view.Typed;
import vn.lantoa.page.Notice;

/// The terms of the units in reach, and the forms that keep them.
@Controller
class TermsController {

    private final Terms terms;

    TermsController(Terms terms) {
        this.terms = terms;
    }

    @GetMapping("/organization/terms")
    ModelAndView index(Actor actor) {
        actor.require(READ);
        return new ModelAndView("organization/terms/index", Map.of("rows", terms.rows(actor)));
    }

    @GetMapping("/organization/terms/new")
    ModelAndView fresh(Actor actor, @RequestParam(defaultValue = "") String unit) {
        actor.require(ORGANIZE);
        return form(null, new Typed(Map.of("unit", unit)), null);
    }

    @PostMapping("/organization/terms")
    ModelAndView add(Actor actor, @RequestParam Map<String, String> values, RedirectAttributes redirect) {
        actor.require(ORGANIZE);
        var typed = new Typed(values);
        try {
            var unit = Written.line(typed.get("unit"), 50, "organization.term.unit");
            var name = Written.line(typed.get("name"), 50, "organization.term.name");
            terms.add(
                    actor,
                    unit,
                    name,
                    Written.line(typed.get("congress"), 200, "organization.term.congress"),
                    Written.day(typed.get("from"), "organization.term.from"),
                    Written.optionalDay(typed.get("last"), "organization.term.last"));
            redirect.addFlashAttribute("notice", Notice.of("organization.term.saved", name));
            return new ModelAndView("redirect:/organization/terms");
        } catch (Refused refused) {
            return form(null, typed, refused);
        }
    }

    @GetMapping("/organization/terms/{id}")
    ModelAndView edit(Actor actor, @PathVariable TermId id) {
        var term = terms.kept(actor, id);
        var typed = new Typed(Map.of(
                        "name", term.name(),
                        "congress", term.congress(),
                        "from", term.fromOn().toString()))
                .with("last", term.lastOn());
        return form(term, typed, null);
    }

    @PostMapping("/organization/terms/{id}")
    ModelAndView change(
            Actor actor,
            @PathVariable TermId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var term = terms.kept(actor, id);
        var typed = new Typed(values);
        try {
            var name = Written.line(typed.get("name"), 50, "organization.term.name");
            terms.change(
                    actor,
                    id,
                    name,
                    Written.line(typed.get("congress"), 200, "organization.term.congress"),
                    Written.day(typed.get("from"), "organization.term.from"),
                    Written.optionalDay(typed.get("last"), "organization.term.last"));
            redirect.addFlashAttribute("notice", Notice.of("organization.term.saved", name));
            return new ModelAndView("redirect:/organization/terms");
        } catch (Refused refused) {
            return form(term, typed, refused);
        }
    }

    private static ModelAndView form(@Nullable Term term, Typed typed, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("term", term);
        model.put("typed", typed);
        model.put("refused", refused);
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView("organization/terms/form", model, status);
    }
}
