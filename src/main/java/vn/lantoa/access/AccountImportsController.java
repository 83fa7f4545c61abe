package vn.lantoa.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
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
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.Upload;

/// Imports of accounts on a page: a template, a trial, the real thing and its set-up links.
@Controller
@RequestMapping("/access/imports/accounts")
class AccountImportsController {

    private static final String KIND = "accounts";
    private static final String HERE = "/access/imports/accounts";

    private final AccountImport accounts;
    private final Importing importing;
    private final MarkedCopies marked;
    private final Clock clock;

    AccountImportsController(AccountImport accounts, Importing importing, MarkedCopies marked, Clock clock) {
        this.accounts = accounts;
        this.importing = importing;
        this.marked = marked;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Actor actor) {
        actor.require(Permission.ADMINISTER);
        return page(actor, null, null, Map.of());
    }

    @GetMapping("/template.{extension}")
    void template(Actor actor, @PathVariable String extension, HttpServletResponse response) throws IOException {
        actor.require(Permission.ADMINISTER);
        var format = TableFormat.of(extension).orElseThrow(NotFound::new);
        response.setContentType(format.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"accounts." + extension + "\"");
        try (var out = format.open(response.getOutputStream(), "accounts")) {
            AccountImport.COLUMNS.template(out, true);
        }
    }

    @PostMapping
    ModelAndView create(
            Actor actor,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam @Nullable UUID checked)
            throws IOException {
        actor.require(Permission.ADMINISTER);
        var links = new LinkedHashMap<String, String>();
        // set-up links are secrets that are never written down, so the browser waits for them
        var order = new Importing.Order(KIND, dryRun, false, true);
        Importing.Work work = (file, progress) -> {
            try (var table = Table.open(file, AccountImport.COLUMNS, AccountImport.LIMITS, progress)) {
                var outcome = accounts.run(actor, table, dryRun, false, clock.instant());
                links.putAll(outcome.links());
                var result = outcome.result();
                return ImportOutcome.of(result, result.clean() && !dryRun, null, table.notices());
            }
        };
        try {
            var run = checked == null
                    ? importing.receive(actor, order, Upload.name(request), Upload.of(request), work)
                    : importing.again(actor, order, checked, work);
            return page(actor, run, null, links);
        } catch (Refused refused) {
            return page(actor, null, refused, links);
        }
    }

    @GetMapping("/runs/{run}")
    ModelAndView run(Actor actor, @PathVariable UUID run) {
        actor.require(Permission.ADMINISTER);
        var view = page(actor, importing.find(actor, KIND, run), null, Map.of());
        view.setStatus(HttpStatus.OK);
        return view;
    }

    /// The file of a run with what is wrong with each row beside it.
    @GetMapping("/runs/{run}/result.xlsx")
    void marked(Actor actor, @PathVariable UUID run, Locale locale, HttpServletResponse response) throws IOException {
        actor.require(Permission.ADMINISTER);
        marked.send(actor, KIND, run, AccountImport.COLUMNS, AccountImport.LIMITS, locale, response);
    }

    private ModelAndView page(
            Actor actor, @Nullable ImportRun run, @Nullable Refused refused, Map<String, String> links) {
        var desk = new ImportDesk(HERE, run, refused, importing.recent(actor, KIND), false);
        var view = new ModelAndView("access/imports/accounts", Map.of("desk", desk, "links", links));
        view.setStatus(HttpStatus.valueOf(desk.status()));
        return view;
    }
}
