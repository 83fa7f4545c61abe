package vn.lantoa.live;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// A question put to the chair of a conference.
public record QuestionId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws vn.lantoa.kernel.NotFound if it is malformed
    public static QuestionId of(String text) {
        return new QuestionId(Ids.of(text));
    }
}
