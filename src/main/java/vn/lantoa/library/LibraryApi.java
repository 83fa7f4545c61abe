package vn.lantoa.library;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Upload;

/// The library for programs.
@RestController
@RequestMapping("/api/v1")
class LibraryApi {

    private static final int MOST = 500;

    private final Documents documents;
    private final DocumentImport imports;
    private final MessageSource words;
    private final Clock clock;

    LibraryApi(Documents documents, DocumentImport imports, MessageSource words, Clock clock) {
        this.documents = documents;
        this.imports = imports;
        this.words = words;
        this.clock = clock;
    }

    /// @param next address of the next piece, or null at the end
    record Piece(List<Document> documents, @Nullable String next) {}

    @GetMapping("/documents")
    Piece index(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable UUID after) {
        if (size < 1 || size > MOST) throw Refused.unreadable("library.page-size", MOST);
        var last = after == null ? null : documents.require(new DocumentId(after));
        var found = documents.search(q, type, last, size + 1);
        var shown = found.stream().limit(size).toList();
        var next = found.size() <= size
                ? null
                : UriComponentsBuilder.fromPath("/api/v1/documents")
                        .queryParam("q", q)
                        .queryParam("type", type)
                        .queryParam("size", size)
                        .queryParam("after", shown.getLast().id())
                        .encode()
                        .toUriString();
        return new Piece(shown, next);
    }

    @GetMapping("/documents/{id}")
    Document show(Actor actor, @PathVariable DocumentId id) {
        return documents.require(id);
    }

    @PostMapping("/imports/documents")
    ResponseEntity<ImportResult.Told> create(
            Actor actor,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean partial,
            Locale locale)
            throws IOException {
        try (var file = Upload.of(request)) {
            var told = imports.run(actor, file, dryRun, partial, Zone.today(clock))
                    .told((key, arguments) -> words.getMessage(key, arguments, locale));
            var nothingKept = told.rejected() > 0 && !partial;
            return ResponseEntity.status(nothingKept ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                    .body(told);
        }
    }
}
