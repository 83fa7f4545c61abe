package vn.lantoa.library;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.ImportDesk;
import vn.lantoa.access.ImportOutcome;
import vn.lantoa.access.ImportRun;
import vn.lantoa.access.Importing;
import vn.lantoa.access.MarkedCopies;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.Upload;

/// Imports of documents on a page.
@Controller
@RequestMapping("/library/imports/documents")
class DocumentImportsController {

    private static final String KIND = "documents";
    private static final String HERE = "/library/imports/documents";

    private final DocumentImport documents;
    private final Importing importing;
    private final MarkedCopies marked;
    private final Clock clock;

    DocumentImportsController(DocumentImport documents, Importing importing, MarkedCopies marked, Clock clock) {
        this.documents = documents;
        this.importing = importing;
        this.marked = marked;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Actor actor) {
        actor.require(Permission.KEEP_LIBRARY);
        return page(actor, null, null);
    }

    @GetMapping("/template.{extension}")
    void template(Actor actor, @PathVariable String extension, HttpServletResponse response) throws IOException {
        actor.require(Permission.KEEP_LIBRARY);
        var format = TableFormat.of(extension).orElseThrow(NotFound::new);
        response.setContentType(format.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"documents." + extension + "\"");
        try (var out = format.open(response.getOutputStream(), "documents")) {
            DocumentImport.COLUMNS.template(out, true);
        }
    }

    @PostMapping
    ModelAndView create(
            Actor actor,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam @Nullable UUID checked)
            throws IOException {
        actor.require(Permission.KEEP_LIBRARY);
        var order = new Importing.Order(KIND, dryRun, false, false);
        Importing.Work work = (file, progress) -> {
            try (var table = Table.open(file, DocumentImport.COLUMNS, DocumentImport.LIMITS, progress)) {
                var result = documents.run(actor, table, dryRun, false, Zone.today(clock));
                return ImportOutcome.of(result, result.clean() && !dryRun, null, table.notices());
            }
        };
        try {
            var run = checked == null
                    ? importing.receive(actor, order, Upload.name(request), Upload.of(request), work)
                    : importing.again(actor, order, checked, work);
            if (run.going()) return new ModelAndView("redirect:" + HERE + "/runs/" + run.id());
            return page(actor, run, null);
        } catch (Refused refused) {
            return page(actor, null, refused);
        }
    }

    @GetMapping("/runs/{run}")
    ModelAndView run(Actor actor, @PathVariable UUID run) {
        actor.require(Permission.KEEP_LIBRARY);
        var view = page(actor, importing.find(actor, KIND, run), null);
        view.setStatus(HttpStatus.OK);
        return view;
    }

    /// The file of a run with what is wrong with each row beside it.
    @GetMapping("/runs/{run}/result.xlsx")
    void marked(Actor actor, @PathVariable UUID run, Locale locale, HttpServletResponse response) throws IOException {
        actor.require(Permission.KEEP_LIBRARY);
        marked.send(actor, KIND, run, DocumentImport.COLUMNS, DocumentImport.LIMITS, locale, response);
    }

    private ModelAndView page(Actor actor, @Nullable ImportRun run, @Nullable Refused refused) {
        var desk = new ImportDesk(HERE, run, refused, importing.recent(actor, KIND), false);
        var view = new ModelAndView("library/imports/documents", Map.of("desk", desk));
        view.setStatus(HttpStatus.valueOf(desk.status()));
        return view;
    }
}
