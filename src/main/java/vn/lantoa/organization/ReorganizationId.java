package vn.lantoa.organization;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// A reorganization.
public record ReorganizationId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is malformed
    public static ReorganizationId of(String text) {
        return new ReorganizationId(Ids.of(text));
    }
}
