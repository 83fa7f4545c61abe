package vn.lantoa.access;

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
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.Upload;

/// Imports of accounts on a page: a template, a trial, the real thing and its set-up links.
@Controller
@RequestMapping("/access/imports/accounts")
class AccountImportsController {

    private final AccountImport accounts;
    private final Clock clock;

    AccountImportsController(AccountImport accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Actor actor) {
        actor.require(Permission.ADMINISTER);
        return page(null, null, false, HttpStatus.OK);
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
    ModelAndView create(Actor actor, HttpServletRequest request, @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        try (var file = Upload.of(request)) {
            var outcome = accounts.run(actor, file, dryRun, false, clock.instant());
            var status = outcome.result().clean() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
            return page(outcome, null, dryRun, status);
        } catch (Refused refused) {
            return page(null, refused, dryRun, HttpStatus.valueOf(refused.status()));
        }
    }

    private static ModelAndView page(
            AccountImport.@Nullable Outcome outcome, @Nullable Refused refused, boolean dryRun, HttpStatus status) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("result", outcome == null ? null : outcome.result());
        model.put("links", outcome == null ? Map.of() : outcome.links());
        model.put("refused", refused);
        model.put("dryRun", dryRun);
        return new ModelAndView("access/imports/accounts", model, status);
    }
}
