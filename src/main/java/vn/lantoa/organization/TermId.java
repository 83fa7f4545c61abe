package vn.lantoa.organization;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// Id of a [Term].
public record TermId(UUID value) {

    /// The id that `text` writes.
    ///
    /// @throws vn.lantoa.kernel.NotFound if it writes none
    public static TermId of(String text) {
        return new TermId(Ids.of(text));
    }
}
