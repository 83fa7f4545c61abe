package vn.lantoa.live;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// Names a group of a discussion.
public record GroupId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws vn.lantoa.kernel.NotFound if it is malformed
    public static GroupId of(String text) {
        return new GroupId(Ids.of(text));
    }
}
