package vn.lantoa.live;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// Names a matter to be discussed.
public record MatterId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws vn.lantoa.kernel.NotFound if it is malformed
    public static MatterId of(String text) {
        return new MatterId(Ids.of(text));
    }
}
