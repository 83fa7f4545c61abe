package vn.lantoa.study.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A campaign whose roster a member is on: what was owed and what it came to.
///
/// @param essay NONE, REQUIRED or INVITED
/// @param topics how many there are
/// @param needed how many of them must be attended
/// @param attended bits of those attended
/// @param unit the cell on the cut-off date
/// @param member the record, of which a person may have two
/// @param otherNo number of a record that was merged into another, or null
/// @param hostName the cell in which he or she takes part from `hostFrom` to `hostLast`, both included, by the latest
/// temporary attachment that touches the campaign's days; or null
/// @param removedOn left the roster by an adjustment on that day, or null
public record MineCampaign(
        UUID id,
        String title,
        LocalDate cutOff,
        LocalDate opensOn,
        LocalDate closesOn,
        @Nullable Instant closedAt,
        String essay,
        int topics,
        int needed,
        long attended,
        UUID unit,
        String unitName,
        String standing,
        @Nullable String exempt,
        @Nullable String outcome,
        @Nullable String form,
        boolean makeUp,
        @Nullable String reason,
        @Nullable Instant decidedAt,
        @Nullable LocalDate removedOn,
        UUID member,
        @Nullable String otherNo,
        @Nullable String hostName,
        @Nullable LocalDate hostFrom,
        @Nullable LocalDate hostLast) {

    public boolean open() {
        return closedAt == null && removedOn == null;
    }

    /// What tells it apart from the person's others on one page: the campaign, and which record where there are two.
    public String anchor() {
        return "campaign-" + id + (otherNo == null ? "" : "-" + member);
    }

    /// Whether something is still to be done: open, on duty and not studied.
    public boolean owed() {
        return open() && exempt == null && !"STUDIED".equals(outcome);
    }

    /// Whether topic `number` was attended.
    public boolean attends(int number) {
        return (attended >> (number - 1) & 1) == 1;
    }

    /// How many topics were attended.
    public int attendedTopics() {
        return Long.bitCount(attended);
    }

    /// As [NameRow#counted].
    public String counted() {
        if ("STUDIED".equals(outcome)) return exempt == null ? "studied" : "studied-exempt";
        if (exempt != null) return "exempt-not-studied";
        return outcome == null ? "unrecorded" : outcome.equals("EXCUSED") ? "excused" : "absent";
    }
}
