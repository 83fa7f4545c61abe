package vn.lantoa.access;

import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/// What a browser session remembers about who signed in: the account's id and nothing that could grow stale.
public record SignedIn(UUID account) implements AuthenticatedPrincipal, Serializable {

    /// The id as text; sessions are found by it when an account signs out everywhere.
    @Override
    public String getName() {
        return account.toString();
    }
}
