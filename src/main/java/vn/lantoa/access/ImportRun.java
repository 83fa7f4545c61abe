package vn.lantoa.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.paper.Progress;

/// One file that somebody sent to be imported on a page, how far it has come and how it went.
///
/// @param kind `units`, `members`, `accounts` or `documents`
/// @param dryRun whether it is a trial that keeps nothing
/// @param partial whether right rows are taken although others are wrong
/// @param kept whether the file itself is still kept, so that it can be imported without being chosen again
/// @param rows that `step` has got through
/// @param alive whether a node has been at it within the last minute
/// @param outcome null while it goes on, and where it broke off
public record ImportRun(
        UUID id,
        String kind,
        String fileName,
        boolean dryRun,
        boolean partial,
        boolean kept,
        Instant sentAt,
        Progress.Step step,
        int rows,
        boolean alive,
        @Nullable Instant endedAt,
        @Nullable ImportOutcome outcome) {

    /// Whether it waits or is under way.
    public boolean going() {
        return endedAt == null && alive;
    }

    /// Whether it ended without a result: a bug, a full disk, a node that was switched off. Nothing was taken then.
    public boolean broken() {
        return outcome == null && !going();
    }

    /// The status that answers who sent the file.
    public int status() {
        return outcome == null ? 200 : outcome.status();
    }
}
