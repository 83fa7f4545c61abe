package vn.lantoa.study.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody looked at a member's record.
///
/// @param who name of the account, or null if it no longer exists
/// @param action as the audit names it
/// @param place the unit that was looked at as a whole, or null for this member alone
public record Look(
        Instant at,
        @Nullable String who,
        String action,
        @Nullable String place) {

    /// `record`, `list` or `export`: what was done, as bundles name it.
    public String deed() {
        if (action.endsWith(".export")) return "export";
        return place == null ? "record" : "list";
    }
}
