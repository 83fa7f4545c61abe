package vn.lantoa.organization.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A cell where a member stood or was attached for a while, or from which he or she left.
///
/// @param fromOn null if nobody knows since when
/// @param untilOn first day no longer there, or null
/// @param reason of the membership, ATTACHMENT, REVOKED (an attachment that never was), or the reason of the leaving
/// @param memberNo of the record to which it belongs: there may be two of one person
public record MembershipRow(
        String unitName,
        @Nullable LocalDate fromOn,
        @Nullable LocalDate untilOn,
        String reason,
        @Nullable String decision,
        String memberNo) {

    /// Key of the word for how it came.
    public String word() {
        return (java.util.Set.of("IMPORT", "ADMISSION", "TRANSFER", "REORGANIZATION", "ATTACHMENT", "REVOKED")
                                .contains(reason)
                        ? "organization.membership."
                        : "organization.leaving.")
                + reason;
    }

    /// Whether it is the day of a leaving and no stay.
    public boolean leaving() {
        return word().startsWith("organization.leaving.");
    }
}
