package vn.lantoa.study.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Form;
import vn.lantoa.study.Reason;

/// One fact about a member, and how it was taken back, if it was.
///
/// @param kind IN, OUT, STUDIED, EXCUSED or ABSENT
/// @param voidReason null for a correction in the roll call, which says the new thing instead of why
public record RecordRow(
        long id,
        String kind,
        @Nullable Form form,
        boolean makeUp,
        @Nullable Reason reason,
        Instant happenedAt,
        Instant recordedAt,
        @Nullable String recordedBy,
        @Nullable String witness,
        @Nullable String session,
        @Nullable String site,
        @Nullable Instant voidedAt,
        @Nullable String voidedBy,
        @Nullable String voidReason) {

    public boolean stands() {
        return voidedAt == null;
    }

    /// As bundles name it: `study.fact.STUDIED`.
    public String key() {
        return "study.fact." + kind;
    }
}
