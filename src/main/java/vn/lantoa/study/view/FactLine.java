package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that was recorded about a member, with its correction if there is one.
///
/// @param kind IN, OUT, STUDIED, EXCUSED or ABSENT
/// @param topics bits of the topics it attests
/// @param recordedBy name of the account
/// @param witness on whose word, or null
/// @param session title of the session, or null for a roll call by the cell
/// @param site name of the hall, or null
/// @param voidedAt when it was taken back, or null while it stands
/// @param voidedBy who took it back
/// @param note why it was taken back
public record FactLine(
        long id,
        UUID campaign,
        UUID member,
        String kind,
        long topics,
        @Nullable String form,
        boolean makeUp,
        @Nullable String reason,
        Instant happenedAt,
        Instant recordedAt,
        @Nullable String recordedBy,
        @Nullable String witness,
        @Nullable String session,
        @Nullable String site,
        @Nullable Instant voidedAt,
        @Nullable String voidedBy,
        @Nullable String note) {

    public boolean stands() {
        return voidedAt == null;
    }
}
