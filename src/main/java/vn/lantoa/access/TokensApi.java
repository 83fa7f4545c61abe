package vn.lantoa.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;

/// Tokens for programs: asked for with a password, shown once, listed and taken back.
@RestController
@RequestMapping("/api/v1/tokens")
class TokensApi {

    private final PasswordCheck passwords;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Audit audit;
    private final Clock clock;

    TokensApi(PasswordCheck passwords, Accounts accounts, Tokens tokens, Audit audit, Clock clock) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    record Wanted(
            @Nullable String username,
            @Nullable String password,
            @Nullable String label) {}

    record Issued(String token) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Issued create(@RequestBody Wanted wanted, HttpServletRequest request) {
        if (wanted.username() == null || wanted.password() == null) throw Refused.invalid("access.token.incomplete");
        var label = Tokens.label(wanted.label() == null ? "API" : wanted.label());
        try {
            var account = passwords
                    .account(wanted.username(), wanted.password(), request.getRemoteAddr())
                    .orElseThrow(() -> Refused.unauthorized("access.token.wrong"));
            var visitor = accounts.visitor(account, vn.lantoa.kernel.Zone.today(clock))
                    .orElseThrow(() -> Refused.unauthorized("access.token.wrong"));
            if (visitor.mustChangePassword()) throw Refused.conflict("access.token.change-first");
            audit.note(visitor.actor(), "access.token.create", null, null, label);
            return new Issued(tokens.issue(account, label));
        } catch (Attempts.TooMany tooMany) {
            throw Refused.tooMany("access.too-many");
        }
    }

    @GetMapping
    Map<String, List<Token>> list(Actor actor) {
        return Map.of("tokens", tokens.of(actor.account()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable String id) {
        UUID token = Ids.of(id);
        tokens.revoke(actor.account(), token, clock.instant());
        audit.note(actor, "access.token.revoke", null, null, id);
    }
}
