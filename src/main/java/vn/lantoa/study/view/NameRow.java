package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member on a campaign's roster with what is recorded of him or her.
///
/// @param unit the cell (or other unit) of the cut-off date or of the last adjustment
/// @param committee the unit above it, or null
/// @param exempt reason of the exemption in force, or null
/// @param outcome STUDIED, EXCUSED or ABSENT; null if nothing is recorded
/// @param form of the earliest record that counts
/// @param decidedAt when that happened
/// @param recordedBy the name of the account that recorded it, or null
/// @param host where he or she takes part by a temporary attachment and may be recorded as well, or null
public record NameRow(
        UUID member,
        String memberNo,
        String fullName,
        String sortKey,
        UUID unit,
        String unitCode,
        String unitName,
        @Nullable String committee,
        String standing,
        @Nullable String exempt,
        boolean keyCadre,
        @Nullable String outcome,
        @Nullable String form,
        boolean makeUp,
        @Nullable String reason,
        @Nullable Instant decidedAt,
        @Nullable String recordedBy,
        @Nullable String host) {

    /// The outcome as domain.md counts it, in one word of the bundles: an exempt member who did not study is neither
    /// excused nor absent.
    public String counted() {
        if ("STUDIED".equals(outcome)) return exempt == null ? "studied" : "studied-exempt";
        if (exempt != null) return "exempt-not-studied";
        return outcome == null ? "unrecorded" : outcome.equals("EXCUSED") ? "excused" : "absent";
    }
}
