package vn.lantoa.reporting;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.paper.Words;
import vn.lantoa.reporting.view.ReportPage;
import vn.lantoa.study.Basis;
import vn.lantoa.study.CampaignId;

/// The result reports of a person's reach, and one of them on the screen and as a file.
@Controller
class ReportController {

    private static final int SIZE = 100;
    private static final int LETTERS = 140;

    private final Reports reports;
    private final Reporting reporting;
    private final ReportExport export;
    private final MessageSource messages;
    private final Clock clock;

    ReportController(Reports reports, Reporting reporting, ReportExport export, MessageSource messages, Clock clock) {
        this.reports = reports;
        this.reporting = reporting;
        this.export = export;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/reporting")
    ModelAndView index(Actor actor) {
        actor.require(Permission.READ);
        return new ModelAndView("reporting/index", Map.of("rows", reports.list(actor)));
    }

    /// @param from how many lines below the total are passed over
    @GetMapping("/reporting/campaigns/{id}")
    ModelAndView show(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "0") int from,
            Locale locale) {
        if (unit == null && basis == null) {
            var home = reports.homeToday(actor.scope(Permission.READ), id);
            if (home.isPresent())
                return new ModelAndView("redirect:/reporting/campaigns/" + id.value() + "?basis=now&unit="
                        + home.get().value());
        }
        var report = reporting.of(actor, id, unit, Basis.of(basis), clock.instant());
        var count = report.rows().size();
        if (from < 0 || from % SIZE != 0 || (from > 0 && from >= count)) throw new NotFound();
        Words words = (key, arguments) -> messages.getMessage(key, arguments, locale);
        var table = new ReportTable(report, words, LETTERS, true);
        var text = new ReportText(report, words, locale);
        var shown = report.rows().subList(from, Math.min(count, from + SIZE)).stream()
                .map(row -> new ReportPage.Line(row, table.cells(row)))
                .toList();
        return new ModelAndView(
                "reporting/campaigns/show",
                "view",
                new ReportPage(
                        report,
                        new ReportPage.Line(report.total(), table.cells(report.total())),
                        List.copyOf(shown),
                        from,
                        SIZE,
                        text.summary(),
                        text.basis(),
                        text.closings(),
                        text.balance()));
    }

    @GetMapping("/reporting/campaigns/{id}/report.{file}")
    ResponseEntity<Resource> download(
            Actor actor,
            @PathVariable CampaignId id,
            @PathVariable String file,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(required = false) @Nullable String basis,
            Locale locale) {
        var kind = ReportFile.of(file);
        return ReportsApi.answer(kind, export.take(actor, id, unit, Basis.of(basis), kind, locale, clock.instant()));
    }
}
