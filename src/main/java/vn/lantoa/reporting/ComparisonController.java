package vn.lantoa.reporting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Terms;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.reporting.view.ComparedSide.Held;
import vn.lantoa.reporting.view.Comparison;
import vn.lantoa.reporting.view.ComparisonPage;
import vn.lantoa.reporting.view.ComparisonPage.Choice;
import vn.lantoa.study.Basis;

/// Two terms, years or campaigns beside each other, on the screen and as a file.
@Controller
class ComparisonController {

    private final Comparing comparing;
    private final ComparisonExport export;
    private final Sides sides;
    private final Terms terms;

    ComparisonController(Comparing comparing, ComparisonExport export, Sides sides, Terms terms) {
        this.comparing = comparing;
        this.export = export;
        this.sides = sides;
        this.terms = terms;
    }

    /// @param left empty where only one side is given, as from a board: the latest campaign beside it is proposed
    @GetMapping("/reporting/comparisons")
    ModelAndView show(
            Actor actor,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String left,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "was") String basis) {
        actor.require(Permission.READ);
        var campaigns = sides.campaigns(actor.scope(Permission.READ));
        if (left.isEmpty() || right.isEmpty())
            return page(
                    actor,
                    campaigns,
                    unit,
                    proposed(campaigns, left, right, 1),
                    proposed(campaigns, right, left, 0),
                    basis,
                    null,
                    null);
        try {
            var comparison = comparing.of(actor.scope(Permission.READ), unit.strip(), left, right, Basis.of(basis));
            return page(actor, campaigns, comparison.code(), left, right, basis, null, comparison);
        } catch (Refused refused) {
            return page(actor, campaigns, unit, left, right, basis, refused, null);
        }
    }

    @GetMapping("/reporting/comparisons.{file}")
    ResponseEntity<Resource> download(
            Actor actor,
            @PathVariable String file,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String left,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "was") String basis,
            Locale locale) {
        actor.require(Permission.EXPORT);
        var format = TableFormat.of(file).orElseThrow(NotFound::new);
        var taken = export.take(actor, unit.strip(), left, right, Basis.of(basis), format, locale);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(taken.name())
                                .build()
                                .toString())
                .body(taken.file());
    }

    /// `given`, or the latest campaign but `before` that is not `beside`.
    private static String proposed(List<Held> campaigns, String given, String beside, int before) {
        if (!given.isEmpty()) return given;
        return campaigns.stream()
                .map(campaign -> "campaign:" + campaign.id())
                .filter(key -> !key.equals(beside))
                .skip(beside.isEmpty() ? before : 0)
                .findFirst()
                .orElse("");
    }

    private ModelAndView page(
            Actor actor,
            List<Held> campaigns,
            String unit,
            String left,
            String right,
            String basis,
            @Nullable Refused refused,
            @Nullable Comparison comparison) {
        var view = new ComparisonPage(
                unit,
                left,
                right,
                basis,
                campaigns.stream()
                        .map(campaign -> new Choice(
                                "campaign:" + campaign.id(),
                                campaign.title() + " (" + Days.printed(campaign.opensOn()) + ")"))
                        .toList(),
                campaigns.stream()
                        .map(campaign -> campaign.opensOn().getYear())
                        .distinct()
                        .map(year -> new Choice("year:" + year, year.toString()))
                        .toList(),
                terms.list(actor.scope(Permission.READ)).stream()
                        .map(term -> new Choice("term:" + term.id(), term.name() + ", " + term.congress()))
                        .toList(),
                refused,
                comparison,
                actor.may(Permission.EXPORT));
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView("reporting/comparisons/index", Map.of("view", view), status);
    }
}
