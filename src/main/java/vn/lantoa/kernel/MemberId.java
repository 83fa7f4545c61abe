package vn.lantoa.kernel;

import java.util.UUID;

/// A member of the Party organisation.
public record MemberId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is malformed
    public static MemberId of(String text) {
        return new MemberId(Ids.of(text));
    }
}
