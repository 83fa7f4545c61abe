package vn.lantoa.library;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// A document (văn bản).
public record DocumentId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is malformed
    public static DocumentId of(String text) {
        return new DocumentId(Ids.of(text));
    }
}
