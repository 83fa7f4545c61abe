package vn.lantoa.study;

import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.READ_NAMES;
import static vn.lantoa.access.Permission.SCHEDULE;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.TableFormat;

/// All sites of a session: the list, their levels, what to look after, and the file of them.
@Controller
@RequestMapping("/study/sessions/{id}")
class SiteListController {

    private final Sessions sessions;
    private final SiteBook book;
    private final SiteWarnings warnings;
    private final SiteKeeping keeping;
    private final Reach reach;
    private final Audit audit;

    SiteListController(
            Sessions sessions, SiteBook book, SiteWarnings warnings, SiteKeeping keeping, Reach reach, Audit audit) {
        this.sessions = sessions;
        this.book = book;
        this.warnings = warnings;
        this.keeping = keeping;
        this.reach = reach;
        this.audit = audit;
    }

    @GetMapping("/sites")
    ModelAndView index(
            Actor actor,
            @PathVariable SessionId id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "0") int from) {
        return page(actor, sessions.require(actor.scope(READ), id), q, only, from, null);
    }

    /// The sites as a file that can be imported again.
    @GetMapping("/sites.{extension}")
    void export(Actor actor, @PathVariable SessionId id, @PathVariable String extension, HttpServletResponse response)
            throws IOException {
        var session = sessions.require(actor.scope(READ), id);
        var format = TableFormat.of(extension).orElseThrow(NotFound::new);
        response.setContentType(format.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"diem-cau." + extension + "\"");
        audit.note(actor, "study.site.export", session.id(), session.host(), session.title());
        try (var out = format.open(response.getOutputStream(), "diem-cau", actor.username())) {
            out.header(SiteImport.COLUMNS.all().stream().map(Column::title).toList());
            for (var site : book.export(session)) out.row(SiteImport.cells(site));
        }
    }

    /// Sites and people by level, for the page of the session.
    @GetMapping("/levels")
    ModelAndView levels(Actor actor, @PathVariable SessionId id) {
        var session = sessions.require(actor.scope(READ), id);
        var model = new LinkedHashMap<String, Object>();
        model.put("held", session);
        model.put("levels", book.levels(session));
        return new ModelAndView("study/sites/levels", model);
    }

    /// What would go wrong at the doors.
    @GetMapping("/warnings")
    ModelAndView warnings(Actor actor, @PathVariable SessionId id) {
        var session = sessions.require(actor.scope(READ), id);
        var model = new LinkedHashMap<String, Object>();
        var mayRead = reach.covers(actor.scope(READ_NAMES), session.host());
        model.put("held", session);
        model.put("counts", warnings.counts(session));
        model.put("units", warnings.unhosted(session));
        model.put("mayRead", mayRead);
        model.put("twice", mayRead ? warnings.twice(session) : List.of());
        return new ModelAndView("study/sites/warnings", model);
    }

    /// Gives the sites a list of equipment of their own; nothing typed: the usual one.
    @PostMapping("/equipment")
    Object equip(
            Actor actor,
            @PathVariable SessionId id,
            @RequestParam(defaultValue = "") String items,
            @RequestParam(defaultValue = "false") boolean usual,
            RedirectAttributes redirect) {
        try {
            keeping.equip(actor, id, items, usual);
            redirect.addFlashAttribute("notice", Notice.of("study.site.equipment.saved"));
            return "redirect:/study/sessions/" + id.value() + "/sites";
        } catch (Refused refused) {
            return page(actor, sessions.require(actor.scope(SCHEDULE), id), "", "", 0, refused);
        }
    }

    /// Gives the sites the list of the host's conference before this one.
    @PostMapping("/equipment/earlier")
    Object equipAsBefore(Actor actor, @PathVariable SessionId id, RedirectAttributes redirect) {
        try {
            keeping.equipAsBefore(actor, id);
            redirect.addFlashAttribute("notice", Notice.of("study.site.equipment.saved"));
            return "redirect:/study/sessions/" + id.value() + "/sites";
        } catch (Refused refused) {
            return page(actor, sessions.require(actor.scope(SCHEDULE), id), "", "", 0, refused);
        }
    }

    private ModelAndView page(
            Actor actor, Session session, String query, String only, int from, @Nullable Refused refused) {
        var first = Math.max(0, from);
        var items = keeping.equipment(session.id(), session.host());
        var found = book.page(session, query, only.isBlank() ? null : only, first, items);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("held", session);
        model.put("sites", found.stream().limit(SiteBook.PAGE).toList());
        model.put("more", found.size() > SiteBook.PAGE);
        model.put("all", book.count(session));
        model.put("query", query);
        model.put("only", only);
        model.put("from", first);
        model.put("levels", book.levels(session));
        model.put("counts", warnings.counts(session));
        model.put("items", items);
        model.put("own", !book.equipment(session.id()).isEmpty());
        model.put("earlier", book.earlier(session).isPresent());
        model.put("mayChange", reach.covers(actor.scope(SCHEDULE), session.host()));
        model.put("refused", refused);
        return DraftController.answer("study/sites/index", model, refused);
    }
}
