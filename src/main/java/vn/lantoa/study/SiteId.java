package vn.lantoa.study;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// A hall of people behind one link (điểm cầu).
public record SiteId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is malformed
    public static SiteId of(String text) {
        return new SiteId(Ids.of(text));
    }
}
