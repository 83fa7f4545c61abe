package vn.lantoa.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.AccountId;

/// An account as its keeper sees it; nothing secret.
///
/// @param setUp whether it has a password
/// @param setupExpiresAt until when the open set-up link works, or null
public record Account(
        UUID id,
        String username,
        String fullName,
        @Nullable UUID member,
        @Nullable String email,
        boolean setUp,
        boolean mustChangePassword,
        @Nullable Instant setupExpiresAt,
        @Nullable Instant lastSignedInAt,
        Instant createdAt,
        @Nullable Instant disabledAt) {

    public AccountId accountId() {
        return new AccountId(id);
    }
}
