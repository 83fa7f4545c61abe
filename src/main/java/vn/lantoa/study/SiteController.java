package vn.lantoa.study;

import static vn.lantoa.access.Permission.READ_NAMES;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.Upload;
import vn.lantoa.study.view.EquipmentLine;
import vn.lantoa.study.view.FoundPerson;
import vn.lantoa.study.view.SiteCard;

/// The page of one site: where it is, who is expected, whether it is ready.
@Controller
@RequestMapping("/study/sites/{id}")
class SiteController {

    /// Names of a list that are shown.
    private static final int SHOWN = 500;

    private static final Columns NUMBERS =
            Columns.of(Column.required("member_no", "Số thẻ đảng viên", "Số thẻ", "Mã đảng viên", "Member number")
                    .example("19.000001"));

    private final SiteBook book;
    private final SiteKeeping keeping;
    private final Sessions sessions;
    private final NamesAudit namesAudit;
    private final Reach reach;
    private final Clock clock;

    SiteController(
            SiteBook book, SiteKeeping keeping, Sessions sessions, NamesAudit namesAudit, Reach reach, Clock clock) {
        this.book = book;
        this.keeping = keeping;
        this.sessions = sessions;
        this.namesAudit = namesAudit;
        this.reach = reach;
        this.clock = clock;
    }

    /// @param q part of the name or number of somebody to be put on the list
    @GetMapping
    ModelAndView show(Actor actor, @PathVariable SiteId id, @RequestParam(defaultValue = "") String q) {
        return page(actor, book.require(actor, id), q, List.of(), null);
    }

    /// Whom a search finds, for the page of the site while somebody types.
    @GetMapping("/expected")
    ModelAndView find(Actor actor, @PathVariable SiteId id, @RequestParam(defaultValue = "") String q) {
        var site = changeable(actor, id);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("site", site);
        model.put("query", q);
        model.put("found", found(actor, site, q));
        return new ModelAndView("study/sites/found", model);
    }

    /// Puts one on the list who was found by name.
    @PostMapping("/expected/members")
    String enlistFound(
            Actor actor,
            @PathVariable SiteId id,
            @RequestParam UUID member,
            @RequestParam(defaultValue = "") String q,
            RedirectAttributes redirect) {
        keeping.enlist(actor, id, member);
        redirect.addFlashAttribute("notice", Notice.of("study.site.enlisted"));
        redirect.addAttribute("q", q);
        return "redirect:/study/sites/" + id.value();
    }

    @GetMapping("/edit")
    ModelAndView edit(Actor actor, @PathVariable SiteId id) {
        var site = changeable(actor, id);
        return form(site, typed(site), null);
    }

    @PostMapping
    Object update(
            Actor actor, @PathVariable SiteId id, @RequestParam Map<String, String> sent, RedirectAttributes redirect) {
        var site = changeable(actor, id);
        try {
            keeping.change(actor, id, plan(sent));
            redirect.addFlashAttribute("notice", Notice.of("study.site.saved"));
            return "redirect:/study/sites/" + id.value();
        } catch (Refused refused) {
            return form(site, sent, refused);
        }
    }

    /// Line and equipment alone, for the page of the site on the day.
    @GetMapping("/checks")
    ModelAndView checks(Actor actor, @PathVariable SiteId id) {
        var site = book.require(actor, id);
        return new ModelAndView("study/sites/checks", Map.of("site", site, "equipment", equipment(site)));
    }

    /// The line was tried: `works` says how it went. A page that asks for a piece alone is answered with it.
    @PostMapping("/line-test")
    Object test(
            Actor actor,
            @PathVariable SiteId id,
            @RequestParam(defaultValue = "false") boolean works,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean piece) {
        keeping.test(actor, id, works, clock.instant());
        return piece ? checks(actor, id) : "redirect:/study/sites/" + id.value();
    }

    @PostMapping("/checks")
    Object check(
            Actor actor,
            @PathVariable SiteId id,
            @RequestParam(name = "item", defaultValue = "") List<String> there,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean piece,
            RedirectAttributes redirect) {
        keeping.check(actor, id, there, clock.instant());
        if (piece) return checks(actor, id);
        redirect.addFlashAttribute("notice", Notice.of("study.site.checked"));
        return "redirect:/study/sites/" + id.value();
    }

    /// Puts people on the list of the site, as pasted numbers or from a file with a column of them.
    @PostMapping("/expected")
    Object enlist(
            Actor actor,
            @PathVariable SiteId id,
            @RequestParam(defaultValue = "") String numbers,
            HttpServletRequest request,
            RedirectAttributes redirect)
            throws IOException {
        var site = changeable(actor, id);
        try {
            var unknown = keeping.enlist(actor, id, numbers.isBlank() ? numbers(request) : numbers);
            if (!unknown.isEmpty()) return page(actor, site, "", unknown, null);
            redirect.addFlashAttribute("notice", Notice.of("study.site.enlisted"));
            return "redirect:/study/sites/" + id.value();
        } catch (Refused refused) {
            return page(actor, site, "", List.of(), refused);
        }
    }

    /// Takes one off the list, or everybody where no `member` is named.
    @PostMapping("/expected/removal")
    String strike(Actor actor, @PathVariable SiteId id, @RequestParam(required = false) @Nullable UUID member) {
        changeable(actor, id);
        keeping.strike(actor, id, member);
        return "redirect:/study/sites/" + id.value();
    }

    private static String numbers(HttpServletRequest request) throws IOException {
        var type = request.getContentType();
        if (type == null || !type.startsWith("multipart/")) throw Refused.invalid("study.site.list.empty");
        var numbers = new StringBuilder();
        var limits = Limits.usual().withRows(SiteKeeping.MOST_LISTED);
        try (var table = Table.open(Upload.of(request), NUMBERS, limits)) {
            for (var row : table) numbers.append(row.text("member_no")).append('\n');
        }
        return numbers.toString();
    }

    private SiteCard changeable(Actor actor, SiteId id) {
        var site = book.require(actor, id);
        if (!site.mayChange()) throw new NotFound();
        return site;
    }

    private static SitePlan plan(Map<String, String> sent) {
        return new SitePlan(
                sent.getOrDefault("name", ""),
                sent.getOrDefault("hall", ""),
                sent.getOrDefault("address", ""),
                Typed.optionalNumber("study.field.capacity", sent.getOrDefault("capacity", ""), 1, 1_000_000),
                sent.getOrDefault("chair", ""),
                sent.getOrDefault("operator", ""),
                SitePlan.Expects.of(sent.getOrDefault("expects", "UNIT")),
                sent.getOrDefault("note", ""));
    }

    private static Map<String, String> typed(SiteCard site) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("name", site.name());
        typed.put("hall", site.hall());
        typed.put("address", site.address());
        typed.put("capacity", site.capacity() == null ? "" : String.valueOf(site.capacity()));
        typed.put("chair", site.chair());
        typed.put("operator", site.operator() == null ? "" : site.operator());
        typed.put("expects", site.expects());
        typed.put("note", site.note());
        return typed;
    }

    private static ModelAndView form(SiteCard site, Map<String, String> typed, @Nullable Refused refused) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("site", site);
        model.put("typed", typed);
        model.put("refused", refused);
        return DraftController.answer("study/sites/edit", model, refused);
    }

    private List<FoundPerson> found(Actor actor, SiteCard site, String words) {
        var found = book.find(actor.scope(READ_NAMES), site, words);
        var session = sessions.require(actor.scope(Permission.READ), new SessionId(site.session()));
        if (!found.isEmpty())
            namesAudit.readAgain(actor, session.campaign(), site.unit(), found.size(), clock.instant());
        return found;
    }

    private ModelAndView page(
            Actor actor, SiteCard site, String query, List<String> unknown, @Nullable Refused refused) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("site", site);
        model.put("held", book.session(site.session()));
        model.put("equipment", equipment(site));
        var names = reach.covers(actor.scope(READ_NAMES), site.unit())
                || reach.covers(actor.scope(Permission.CHECK_IN), site.unit());
        model.put("mayRead", names);
        model.put("mayKeep", mayKeep(actor, site));
        model.put("listed", names ? book.listed(site, SHOWN) : List.of());
        model.put("query", query);
        model.put("found", site.mayChange() && !query.isBlank() ? found(actor, site, query) : List.of());
        model.put("unknown", unknown);
        model.put("refused", refused);
        var view = DraftController.answer("study/sites/show", model, refused);
        if (!unknown.isEmpty()) view.setStatus(org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    private List<EquipmentLine> equipment(SiteCard site) {
        return book.checks(site.id(), keeping.equipment(site.session(), book.host(site.session())));
    }

    private boolean mayKeep(Actor actor, SiteCard site) {
        return reach.covers(actor.scope(Permission.CHECK_IN), site.unit())
                || reach.covers(actor.scope(Permission.RECORD), site.unit());
    }
}
