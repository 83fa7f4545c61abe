package vn.lantoa.kernel;

import java.util.UUID;

/// An account that can sign in.
public record AccountId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is malformed
    public static AccountId of(String text) {
        return new AccountId(Ids.of(text));
    }
}
