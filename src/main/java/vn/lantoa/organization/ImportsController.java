package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;
import static vn.lantoa.access.Permission.ORGANIZE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.ImportDesk;
import vn.lantoa.access.ImportOutcome;
import vn.lantoa.access.ImportRun;
import vn.lantoa.access.Importing;
import vn.lantoa.access.MarkedCopies;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Progress;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.Upload;

/// Imports by people: download the template, send the file for a trial, read every wrong row, send it for good. `kind`
/// is `units` or `members`.
@Controller
class ImportsController {

    private final UnitImport units;
    private final MemberImport members;
    private final Layouts layouts;
    private final Importing importing;
    private final MarkedCopies marked;
    private final Clock clock;

    ImportsController(
            UnitImport units,
            MemberImport members,
            Layouts layouts,
            Importing importing,
            MarkedCopies marked,
            Clock clock) {
        this.units = units;
        this.members = members;
        this.layouts = layouts;
        this.importing = importing;
        this.marked = marked;
        this.clock = clock;
    }

    @GetMapping("/organization/imports/{kind}")
    ModelAndView show(Actor actor, @PathVariable String kind) {
        permitted(actor, kind);
        return page(actor, kind, null, null);
    }

    @GetMapping("/organization/imports/{kind}/template.{extension}")
    void template(Actor actor, @PathVariable String kind, @PathVariable String extension, HttpServletResponse response)
            throws IOException {
        permitted(actor, kind);
        var format = TableFormat.of(extension).orElseThrow(NotFound::new);
        response.setContentType(format.mediaType());
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"mau-" + (kind.equals("units") ? "to-chuc-dang" : "dang-vien") + "." + extension
                        + "\"");
        try (var out = format.open(response.getOutputStream(), kind)) {
            columns(kind).template(out, true);
        }
    }

    @PostMapping("/organization/imports/{kind}")
    ModelAndView create(
            Actor actor,
            @PathVariable String kind,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam @Nullable UUID checked)
            throws IOException {
        permitted(actor, kind);
        var order = new Importing.Order(kind, dryRun, partial, false);
        Importing.Work work = (file, progress) -> outcome(taken(actor, kind, file, progress, dryRun, partial));
        try {
            var run = checked == null
                    ? importing.receive(actor, order, Upload.name(request), Upload.of(request), work)
                    : importing.again(actor, order, checked, work);
            if (run.going()) return new ModelAndView("redirect:" + here(kind) + "/runs/" + run.id());
            return page(actor, kind, run, null);
        } catch (Refused refused) {
            return page(actor, kind, null, refused);
        }
    }

    @GetMapping("/organization/imports/{kind}/runs/{run}")
    ModelAndView run(Actor actor, @PathVariable String kind, @PathVariable UUID run) {
        permitted(actor, kind);
        var view = page(actor, kind, importing.find(actor, kind, run), null);
        view.setStatus(HttpStatus.OK);
        return view;
    }

    /// The file of a run with what is wrong with each row beside it.
    @GetMapping("/organization/imports/{kind}/runs/{run}/result.xlsx")
    void marked(
            Actor actor, @PathVariable String kind, @PathVariable UUID run, Locale locale, HttpServletResponse response)
            throws IOException {
        permitted(actor, kind);
        marked.send(actor, kind, run, columns(kind), Limits.usual(), locale, response);
    }

    private Imported taken(Actor actor, String kind, Path file, Progress progress, boolean dryRun, boolean partial) {
        try (var table = Table.open(file, columns(kind), Limits.usual(), progress)) {
            var today = Zone.today(clock);
            return kind.equals("units")
                    ? units.take(actor, table, dryRun, partial, today)
                    : members.take(actor, table, dryRun, partial, today);
        }
    }

    private static ImportOutcome outcome(Imported imported) {
        return ImportOutcome.of(
                imported.result(),
                imported.kept(),
                new ImportOutcome.Counts(imported.created(), imported.changed(), imported.unchanged()),
                imported.notices());
    }

    private Columns columns(String kind) {
        return kind.equals("units") ? layouts.units() : layouts.members();
    }

    private static String here(String kind) {
        return "/organization/imports/" + kind;
    }

    private static void permitted(Actor actor, String kind) {
        switch (kind) {
            case "units" -> actor.require(ORGANIZE);
            case "members" -> actor.require(KEEP_MEMBERS);
            default -> throw new NotFound();
        }
    }

    private ModelAndView page(Actor actor, String kind, @Nullable ImportRun run, @Nullable Refused refused) {
        var desk = new ImportDesk(here(kind), run, refused, importing.recent(actor, kind), true);
        var columns = kind.equals("units") ? Layouts.UNITS : Layouts.MEMBERS;
        var view =
                new ModelAndView("organization/imports/show", Map.of("kind", kind, "columns", columns, "desk", desk));
        view.setStatus(HttpStatus.valueOf(desk.status()));
        return view;
    }
}
