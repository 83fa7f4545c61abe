package vn.lantoa.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Upload;

/// Imports of accounts by programs.
@RestController
class AccountImportsApi {

    private final AccountImport accounts;
    private final MessageSource words;
    private final Clock clock;

    AccountImportsApi(AccountImport accounts, MessageSource words, Clock clock) {
        this.accounts = accounts;
        this.words = words;
        this.clock = clock;
    }

    /// @param setUpLinks addresses by which the owners of new accounts choose a password, shown this once
    record Answer(int accepted, int rejected, List<ImportResult.Told.Line> errors, List<Link> setUpLinks) {}

    record Link(String username, String path) {}

    @PostMapping("/api/v1/imports/accounts")
    ResponseEntity<Answer> create(
            Actor actor,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean partial,
            Locale locale)
            throws IOException {
        try (var file = Upload.of(request)) {
            var outcome = accounts.run(actor, file, dryRun, partial, clock.instant());
            var told = outcome.result().told((key, arguments) -> words.getMessage(key, arguments, locale));
            var links = outcome.links().entrySet().stream()
                    .map(link -> new Link(link.getKey(), "/set-up/" + link.getValue()))
                    .toList();
            var nothingKept = told.rejected() > 0 && !partial;
            return ResponseEntity.status(nothingKept ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                    .body(new Answer(told.accepted(), told.rejected(), told.errors(), links));
        }
    }
}
