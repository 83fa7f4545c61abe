package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Form;
import vn.lantoa.study.Outcome;
import vn.lantoa.study.Reason;

/// One member in a roll call, with what stands about him or her and on whose word.
///
/// @param exempt reason of the exemption, or null
/// @param decidedAt when that which stands happened
/// @param recordedBy name of the account that recorded it
/// @param session title of the session at whose door it was recorded; null for a roll call
/// @param corrected something about this member was taken back
/// @param attached studies here by a temporary attachment and is counted at the home cell
/// @param elsewhere the home cell of one who is attached here; of one's own the cell where he or she is attached, or
/// null
/// @param open whether the figure of the cell that counts this member is open
public record RollCallRow(
        UUID member,
        String name,
        String memberNo,
        boolean probationary,
        @Nullable String exempt,
        @Nullable Outcome outcome,
        @Nullable Form form,
        boolean makeUp,
        @Nullable Reason reason,
        @Nullable Instant decidedAt,
        @Nullable Instant recordedAt,
        @Nullable String recordedBy,
        @Nullable String session,
        boolean corrected,
        boolean attached,
        @Nullable String elsewhere,
        boolean open) {

    /// The choice that stands, as the form sends it: `STUDIED`, `ABSENT`, a reason, or nothing.
    public String choice() {
        if (outcome == null) return "";
        return outcome == Outcome.EXCUSED && reason != null ? reason.name() : outcome.name();
    }

    /// Whether a door of a session said so, which a roll call does not take back.
    public boolean fixed() {
        return outcome == Outcome.STUDIED && session != null;
    }

    /// As the bar counts this row.
    public String part() {
        if (outcome == Outcome.STUDIED) return exempt == null ? "studied" : "studied-exempt";
        if (exempt != null) return "exempt";
        if (outcome == null) return "unrecorded";
        return outcome == Outcome.EXCUSED ? "excused" : "absent";
    }
}
