package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A temporary attachment, seen from the member or from the host.
///
/// @param unitName the host
/// @param homeName the cell to which the member belongs and in which he or she is counted
/// @param untilOn first day no longer attached
public record AttachmentRow(
        UUID id,
        UUID member,
        String memberNo,
        String fullName,
        String unitName,
        String homeName,
        LocalDate fromOn,
        LocalDate untilOn,
        @Nullable String decision) {

    /// The last day of it, as people write it.
    public LocalDate lastDay() {
        return untilOn.minusDays(1);
    }
}
