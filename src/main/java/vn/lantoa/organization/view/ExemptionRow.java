package vn.lantoa.organization.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An exemption from work and meetings.
///
/// @param untilOn first day no longer exempt, or null while it is open
/// @param revokedAt when it was taken back as if it had never been, or null
/// @param memberNo of the record to which it belongs: there may be two of one person
public record ExemptionRow(
        UUID id,
        LocalDate fromOn,
        @Nullable LocalDate untilOn,
        String reason,
        @Nullable String decision,
        @Nullable String decidedBy,
        @Nullable Instant revokedAt,
        String memberNo) {

    /// The last day of it, as people write it.
    public @Nullable LocalDate lastDay() {
        return untilOn == null ? null : untilOn.minusDays(1);
    }
}
