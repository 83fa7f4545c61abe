package vn.lantoa.library;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
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
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.Upload;

/// Imports of documents on a page.
@Controller
@RequestMapping("/library/imports/documents")
class DocumentImportsController {

    private final DocumentImport documents;
    private final Clock clock;

    DocumentImportsController(DocumentImport documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Actor actor) {
        actor.require(Permission.KEEP_LIBRARY);
        return page(null, null, false, HttpStatus.OK);
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
    ModelAndView create(Actor actor, HttpServletRequest request, @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        try (var file = Upload.of(request)) {
            var result = documents.run(actor, file, dryRun, false, Zone.today(clock));
            return page(result, null, dryRun, result.clean() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused refused) {
            return page(null, refused, dryRun, HttpStatus.valueOf(refused.status()));
        }
    }

    private static ModelAndView page(
            @Nullable ImportResult result, @Nullable Refused refused, boolean dryRun, HttpStatus status) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("result", result);
        model.put("refused", refused);
        model.put("dryRun", dryRun);
        return new ModelAndView("library/imports/documents", model, status);
    }
}
