package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
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
import vn.lantoa.access.ImportRun;
import vn.lantoa.access.Importing;
import vn.lantoa.access.MarkedCopies;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.Upload;

/// Imports of the sites of a session on a page.
@Controller
@RequestMapping("/study/sessions/{id}/sites/imports")
class SiteImportsController {

    private final SiteImport sites;
    private final Sessions sessions;
    private final Reach reach;
    private final Importing importing;
    private final MarkedCopies marked;

    SiteImportsController(SiteImport sites, Sessions sessions, Reach reach, Importing importing, MarkedCopies marked) {
        this.sites = sites;
        this.sessions = sessions;
        this.reach = reach;
        this.importing = importing;
        this.marked = marked;
    }

    @GetMapping
    ModelAndView show(Actor actor, @PathVariable SessionId id) {
        return page(actor, owned(actor, id), null, null);
    }

    @GetMapping("/template.{extension}")
    void template(Actor actor, @PathVariable SessionId id, @PathVariable String extension, HttpServletResponse response)
            throws IOException {
        owned(actor, id);
        var format = TableFormat.of(extension).orElseThrow(NotFound::new);
        response.setContentType(format.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"diem-cau." + extension + "\"");
        try (var out = format.open(response.getOutputStream(), "diem-cau")) {
            SiteImport.COLUMNS.template(out, true);
        }
    }

    @PostMapping
    ModelAndView create(
            Actor actor,
            @PathVariable SessionId id,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam @Nullable UUID checked)
            throws IOException {
        var session = owned(actor, id);
        var order = new Importing.Order(kind(id), dryRun, false, false);
        Importing.Work work = (file, progress) -> {
            try (var table = Table.open(file, SiteImport.COLUMNS, SiteImport.LIMITS, progress)) {
                return sites.run(actor, id, table, dryRun);
            }
        };
        try {
            var run = checked == null
                    ? importing.receive(actor, order, Upload.name(request), Upload.of(request), work)
                    : importing.again(actor, order, checked, work);
            if (run.going()) return new ModelAndView("redirect:" + here(id) + "/runs/" + run.id());
            return page(actor, session, run, null);
        } catch (Refused refused) {
            return page(actor, session, null, refused);
        }
    }

    @GetMapping("/runs/{run}")
    ModelAndView run(Actor actor, @PathVariable SessionId id, @PathVariable UUID run) {
        var view = page(actor, owned(actor, id), importing.find(actor, kind(id), run), null);
        view.setStatus(HttpStatus.OK);
        return view;
    }

    /// The file of a run with what is wrong with each row beside it.
    @GetMapping("/runs/{run}/result.xlsx")
    void marked(
            Actor actor,
            @PathVariable SessionId id,
            @PathVariable UUID run,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        owned(actor, id);
        marked.send(actor, kind(id), run, SiteImport.COLUMNS, SiteImport.LIMITS, locale, response);
    }

    private Session owned(Actor actor, SessionId id) {
        var session = sessions.require(actor.scope(Permission.SCHEDULE), id);
        if (!reach.covers(actor.scope(Permission.SCHEDULE), session.host())) throw new NotFound();
        return session;
    }

    private ModelAndView page(Actor actor, Session session, @Nullable ImportRun run, @Nullable Refused refused) {
        var id = session.sessionId();
        var desk = new ImportDesk(here(id), run, refused, importing.recent(actor, kind(id)), false);
        var model = new LinkedHashMap<String, Object>();
        model.put("desk", desk);
        model.put("held", session);
        return new ModelAndView("study/sites/imports", model, HttpStatus.valueOf(desk.status()));
    }

    private static String here(SessionId id) {
        return "/study/sessions/" + id.value() + "/sites/imports";
    }

    /// A kind of its own for each session, so that a file tried for one is never taken for another.
    private static String kind(SessionId id) {
        return "sites-" + id.value();
    }
}
