package vn.lantoa.live;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// A poll at a conference.
public record PollId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws vn.lantoa.kernel.NotFound if it is malformed
    public static PollId of(String text) {
        return new PollId(Ids.of(text));
    }
}
