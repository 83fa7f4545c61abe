package vn.lantoa.library;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Documents for the command palette.
@Controller
class LibrarySearchController {

    private static final int MOST = 8;

    private final Documents documents;

    LibrarySearchController(Documents documents) {
        this.documents = documents;
    }

    @GetMapping("/library/search")
    ModelAndView index(@RequestParam(defaultValue = "") String q) {
        var found = q.isBlank() ? java.util.List.<Document>of() : documents.search(q, "", null, MOST);
        return new ModelAndView("library/search", Map.of("documents", found));
    }
}
