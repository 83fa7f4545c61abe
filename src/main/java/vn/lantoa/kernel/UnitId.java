package vn.lantoa.kernel;

import java.util.UUID;

/// A unit of the organisation tree.
public record UnitId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is malformed
    public static UnitId of(String text) {
        return new UnitId(Ids.of(text));
    }
}
