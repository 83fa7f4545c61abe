package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;
import static vn.lantoa.access.Permission.ORGANIZE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.ImportPage;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.Upload;

/// Imports by people: download the template, send the file for a trial, read every wrong row, send it for good. `kind`
/// is
/// `units` or `members`.
@Controller
class ImportsController {

    private final UnitImport units;
    private final MemberImport members;
    private final Layouts layouts;
    private final MessageSource words;
    private final Clock clock;

    ImportsController(UnitImport units, MemberImport members, Layouts layouts, MessageSource words, Clock clock) {
        this.units = units;
        this.members = members;
        this.layouts = layouts;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/organization/imports/{kind}")
    ModelAndView show(Actor actor, @PathVariable String kind) {
        permitted(actor, kind);
        return page(kind, null, null, HttpStatus.OK);
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
            (kind.equals("units") ? layouts.units() : layouts.members()).template(out, true);
        }
    }

    @PostMapping("/organization/imports/{kind}")
    ModelAndView create(
            Actor actor,
            @PathVariable String kind,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean partial)
            throws IOException {
        permitted(actor, kind);
        var columns = kind.equals("units") ? layouts.units() : layouts.members();
        try (var file = Table.open(Upload.of(request), columns, Limits.usual())) {
            var today = Zone.today(clock);
            var imported = kind.equals("units")
                    ? units.take(actor, file, dryRun, partial, today)
                    : members.take(actor, file, dryRun, partial, today);
            var result = imported.result();
            var seen = new ImportPage(
                    dryRun,
                    imported.kept(),
                    result.accepted(),
                    result.rejected(),
                    imported.created(),
                    imported.changed(),
                    imported.unchanged(),
                    result.errors(),
                    result.unlisted(),
                    imported.notices());
            return page(
                    kind,
                    seen,
                    null,
                    result.clean() || imported.kept() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused refused) {
            return page(kind, null, refused, HttpStatus.valueOf(refused.status()));
        }
    }

    /// Tries the file and sends it back with a column that says what is wrong with each row; keeps nothing.
    @PostMapping("/organization/imports/{kind}/result")
    @Nullable
    ModelAndView result(
            Actor actor,
            @PathVariable String kind,
            HttpServletRequest request,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        permitted(actor, kind);
        var columns = kind.equals("units") ? layouts.units() : layouts.members();
        var copy = Files.createTempFile("lantoa-import-", ".tmp");
        try {
            try (var sent = Upload.of(request)) {
                Files.copy(sent, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            ImportResult result;
            try (var file = Table.open(copy, columns, Limits.usual())) {
                var today = Zone.today(clock);
                result = (kind.equals("units")
                                ? units.take(actor, file, true, false, today)
                                : members.take(actor, file, true, false, today))
                        .result();
            }
            response.setContentType(TableFormat.XLSX.mediaType());
            response.setHeader("Content-Disposition", "attachment; filename=\"ket-qua.xlsx\"");
            try (var out = TableFormat.XLSX.open(response.getOutputStream(), kind)) {
                Table.marked(
                        copy,
                        columns,
                        Limits.usual(),
                        result.errors(),
                        (key, arguments) -> words.getMessage(key, arguments, locale),
                        out);
            }
            return null;
        } catch (Refused refused) {
            return page(kind, null, refused, HttpStatus.valueOf(refused.status()));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static void permitted(Actor actor, String kind) {
        switch (kind) {
            case "units" -> actor.require(ORGANIZE);
            case "members" -> actor.require(KEEP_MEMBERS);
            default -> throw new NotFound();
        }
    }

    private static ModelAndView page(
            String kind, @Nullable ImportPage seen, @Nullable Refused refused, HttpStatus status) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("kind", kind);
        model.put("columns", kind.equals("units") ? Layouts.UNITS : Layouts.MEMBERS);
        model.put("seen", seen);
        model.put("refused", refused);
        return new ModelAndView("organization/imports/show", model, status);
    }
}
