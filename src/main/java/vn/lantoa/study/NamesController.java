package vn.lantoa.study;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.BoardUnit;
import vn.lantoa.study.view.NamesPage;

/// The names behind a figure of the board, on the screen and as a file.
@Controller
class NamesController {

    private static final int SIZE = 50;

    private final Campaigns campaigns;
    private final Bases bases;
    private final Figures figures;
    private final Names names;
    private final NamesExport export;
    private final NamesAudit audit;
    private final Clock clock;

    NamesController(
            Campaigns campaigns,
            Bases bases,
            Figures figures,
            Names names,
            NamesExport export,
            NamesAudit audit,
            Clock clock) {
        this.campaigns = campaigns;
        this.bases = bases;
        this.figures = figures;
        this.names = names;
        this.export = export;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/study/campaigns/{id}/names")
    ModelAndView show(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(name = "basis", required = false) @Nullable String word,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable MemberId after) {
        var scope = actor.scope(Permission.READ_NAMES);
        var campaign = campaigns.require(scope, id);
        var basis = Basis.of(word);
        var found = bases.place(scope, id, basis, unit);
        var filter = NamesFilter.of(outcome, form, q);
        var figure = figures.of(scope, id, basis, new UnitId(found.unit()));
        var place = basis == Basis.WAS ? found : found.over(figure.units());
        var rows = names.page(id, bases.extent(id, basis, place), filter, after, SIZE + 1, Zone.today(clock));
        var shown = rows.subList(0, Math.min(SIZE, rows.size()));
        audit.read(actor, id.value(), place.unit(), filter.group().word(), shown.size());

        var model = new HashMap<String, Object>();
        model.put(
                "view",
                new NamesPage(
                        id.value(),
                        campaign.title(),
                        basis,
                        place,
                        bases.above(scope, id, basis, place),
                        filter.group().word(),
                        filter.form() == null ? null : filter.form().name(),
                        filter.search(),
                        figure,
                        shown,
                        after != null,
                        rows.size() > SIZE,
                        actor.may(Permission.EXPORT)));
        return new ModelAndView("study/campaigns/names", model);
    }

    @GetMapping("/study/campaigns/{id}/names.{file}")
    void download(
            Actor actor,
            @PathVariable CampaignId id,
            @PathVariable String file,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(name = "basis", required = false) @Nullable String word,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(required = false) @Nullable String q,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var kind = NamesFile.of(file);
        var scope = actor.scope(Permission.READ_NAMES);
        campaigns.require(scope, id);
        var basis = Basis.of(word);
        var place = bases.place(scope, id, basis, unit);
        bases.place(actor.scope(Permission.EXPORT), id, basis, new UnitId(place.unit()));
        var extent = bases.extent(id, basis, place);
        var filter = NamesFilter.of(outcome, form, q);

        response.setContentType(kind.mediaType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(named(place, filter) + "." + file)
                        .build()
                        .toString());
        export.write(actor, id, place, extent, filter, kind, locale, Zone.today(clock), response.getOutputStream());
    }

    /// `dang-bo-xa-tan-linh-absent`: letters that every file system takes.
    private static String named(BoardUnit unit, NamesFilter filter) {
        var folded = Folded.of(unit.name());
        return folded.replaceAll("[^a-z0-9]+", "-") + "-" + filter.group().word();
    }
}
