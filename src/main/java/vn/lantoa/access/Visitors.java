package vn.lantoa.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Zone;

/// Tells who is behind a request, asking the database once per request.
@Component
public class Visitors {

    private static final String LOADED = Visitors.class.getName();

    private final Accounts accounts;
    private final Clock clock;

    Visitors(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /// On whose behalf a job goes on with what `account` asked for: with all posts in force on `today`. Empty if the
    /// account was disabled meanwhile.
    public Optional<Actor> actor(AccountId account, LocalDate today) {
        return accounts.visitor(account, today).map(visitor -> {
            var one = visitor.actor();
            return new Actor(one.account(), one.username(), one.name(), one.member(), visitor.posts());
        });
    }

    /// The visitor behind `request`, or null if nobody is signed in or the account was disabled meanwhile.
    public @Nullable Visitor of(HttpServletRequest request) {
        if (request.getAttribute(LOADED) instanceof Visitor visitor) return visitor;
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn signedIn)) return null;

        var visitor = accounts.visitor(new AccountId(signedIn.account()), Zone.today(clock))
                .orElse(null);
        request.setAttribute(LOADED, visitor);
        return visitor;
    }
}
