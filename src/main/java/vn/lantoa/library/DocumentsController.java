package vn.lantoa.library;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Days;

/// The library on pages.
@Controller
@RequestMapping("/library/documents")
class DocumentsController {

    private static final int SIZE = 40;

    private final Documents documents;
    private final Files files;
    private final Intake intake;
    private final Cataloguing cataloguing;
    private final Filing filing;
    private final Clock clock;

    DocumentsController(
            Documents documents, Files files, Intake intake, Cataloguing cataloguing, Filing filing, Clock clock) {
        this.documents = documents;
        this.files = files;
        this.intake = intake;
        this.cataloguing = cataloguing;
        this.filing = filing;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView index(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String after) {
        var last = after.isEmpty() ? null : documents.require(DocumentId.of(after));
        var found = documents.search(q, type, last, SIZE + 1);
        var shown = found.stream().limit(SIZE).toList();
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("documents", shown);
        model.put("total", documents.count());
        model.put("types", DocumentType.all());
        model.put("q", q);
        model.put("type", type);
        model.put("next", found.size() > SIZE ? shown.getLast().id() : null);
        return new ModelAndView("library/documents/index", model);
    }

    @GetMapping("/new")
    ModelAndView form(Actor actor) {
        actor.require(Permission.KEEP_LIBRARY);
        return form(null, Cataloguing.Entry.EMPTY, "", null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView create(Actor actor, HttpServletRequest request, RedirectAttributes redirect) {
        var entry = entry(request);
        try {
            var id = cataloguing.add(actor, entry, Zone.today(clock));
            redirect.addFlashAttribute("notice", Notice.of("library.document.added", entry.symbol()));
            return new ModelAndView("redirect:/library/documents/" + id.value());
        } catch (Refused refused) {
            return form(null, entry, issued(request), refused, HttpStatus.valueOf(refused.status()));
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(Actor actor, @PathVariable DocumentId id) {
        return page(actor, id, null, "", HttpStatus.OK);
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(Actor actor, @PathVariable DocumentId id) {
        actor.require(Permission.KEEP_LIBRARY);
        var document = documents.require(id);
        return form(id, Cataloguing.Entry.of(document), document.issuedOn().toString(), null, HttpStatus.OK);
    }

    @PostMapping("/{id}")
    ModelAndView change(
            Actor actor, @PathVariable DocumentId id, HttpServletRequest request, RedirectAttributes redirect) {
        var entry = entry(request);
        try {
            cataloguing.change(actor, id, entry, Zone.today(clock));
            redirect.addFlashAttribute("notice", Notice.of("library.document.changed"));
            return new ModelAndView("redirect:/library/documents/" + id.value());
        } catch (Refused refused) {
            return form(id, entry, issued(request), refused, HttpStatus.valueOf(refused.status()));
        }
    }

    @PostMapping("/{id}/relations")
    ModelAndView relate(
            Actor actor, @PathVariable DocumentId id, @RequestParam RelationKind kind, @RequestParam String symbol) {
        try {
            cataloguing.relate(actor, id, kind, symbol);
            return new ModelAndView("redirect:/library/documents/" + id.value());
        } catch (Refused refused) {
            return page(actor, id, refused, symbol, HttpStatus.valueOf(refused.status()));
        }
    }

    @PostMapping("/{id}/relations/removal")
    String unrelate(
            Actor actor, @PathVariable DocumentId id, @RequestParam RelationKind kind, @RequestParam DocumentId to) {
        cataloguing.unrelate(actor, id, kind, to);
        return "redirect:/library/documents/" + id.value();
    }

    @PostMapping("/{id}/files")
    ModelAndView addFile(
            Actor actor,
            @PathVariable DocumentId id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        try {
            if (file == null || file.isEmpty()) throw Refused.invalid("library.file.none");
            var name = file.getOriginalFilename();
            try (var stream = file.getInputStream()) {
                filing.add(actor, id, name == null ? "" : name, stream, clock.instant());
            }
            redirect.addFlashAttribute("notice", Notice.of("library.file.added"));
            return new ModelAndView("redirect:/library/documents/" + id.value());
        } catch (Refused refused) {
            return page(actor, id, refused, "", HttpStatus.valueOf(refused.status()));
        }
    }

    /// The file, never shown as anything but what its content is.
    @GetMapping("/{id}/files/{file}")
    ResponseEntity<Resource> file(Actor actor, @PathVariable DocumentId id, @PathVariable String file) {
        return intake.answer(files.require(id, Ids.of(file)));
    }

    private static Cataloguing.Entry entry(HttpServletRequest request) {
        return new Cataloguing.Entry(
                value(request, "symbol"),
                value(request, "type"),
                value(request, "title"),
                value(request, "issuer"),
                Days.parse(issued(request)).orElse(null),
                value(request, "summary"),
                value(request, "secrecy"));
    }

    private static String issued(HttpServletRequest request) {
        return value(request, "issuedOn");
    }

    private static String value(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static ModelAndView form(
            @Nullable DocumentId id,
            Cataloguing.Entry entry,
            String issuedOn,
            @Nullable Refused refused,
            HttpStatus status) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("id", id == null ? null : id.value().toString());
        model.put("symbol", entry.symbol());
        model.put("type", entry.type());
        model.put("heading", entry.title());
        model.put("issuer", entry.issuer());
        model.put("issuedOn", issuedOn);
        model.put("summary", entry.summary());
        model.put("secrecy", entry.secrecy());
        model.put("types", DocumentType.all());
        model.put("refused", refused);
        return new ModelAndView("library/documents/edit", model, status);
    }

    private ModelAndView page(Actor actor, DocumentId id, @Nullable Refused refused, String symbol, HttpStatus status) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("document", documents.require(id));
        model.put("relations", documents.relations(id));
        model.put("files", files.of(id));
        model.put("kinds", RelationKind.all());
        model.put("mayKeep", actor.may(Permission.KEEP_LIBRARY));
        model.put("refused", refused);
        model.put("symbol", symbol);
        return new ModelAndView("library/documents/show", model, status);
    }
}
