package vn.lantoa.live;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// What the groups of a conference are to discuss.
public record MatterId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws vn.lantoa.kernel.NotFound if it is malformed
    public static MatterId of(String text) {
        return new MatterId(Ids.of(text));
    }
}
