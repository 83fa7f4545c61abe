package vn.lantoa.study;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// A session of a campaign (buổi, hội nghị, lớp học).
public record SessionId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is malformed
    public static SessionId of(String text) {
        return new SessionId(Ids.of(text));
    }
}
