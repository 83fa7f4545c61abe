package vn.lantoa.live.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.live.GroupState;

/// A group with where it sits, who leads it and where its minutes stand.
///
/// @param chair id of the member who leads it, or null; `secretary` alike of who writes
/// @param chairName empty where there is none or he or she left the roster; so is `chairNo`, the member number
/// @param units how many units are named to sit in it; none means who sits in no other group of its site
/// @param people on the rosters of those units
/// @param present how many sat in it, as `presentBy` last wrote at `presentAt`; both null where that is not known
/// @param written on how many matters something is written, the last of it at `writtenAt`
/// @param asides texts that wait beside those of others
public record GroupRow(
        UUID id,
        int number,
        String name,
        String room,
        @Nullable UUID site,
        @Nullable String siteName,
        @Nullable UUID chair,
        String chairName,
        String chairNo,
        @Nullable UUID secretary,
        String secretaryName,
        String secretaryNo,
        int units,
        int people,
        @Nullable Integer present,
        @Nullable String presentBy,
        @Nullable Instant presentAt,
        int written,
        @Nullable Instant writtenAt,
        int asides,
        @Nullable Instant handedInAt,
        @Nullable String handedInBy,
        @Nullable Instant returnedAt,
        String remark) {

    public GroupState state() {
        if (handedInAt != null) return GroupState.HANDED_IN;
        if (returnedAt != null) return GroupState.RETURNED;
        return written > 0 || present != null ? GroupState.WRITING : GroupState.BLANK;
    }

    /// Whether `member` leads it or writes for it.
    public boolean ledBy(@Nullable UUID member) {
        return member != null && (member.equals(chair) || member.equals(secretary));
    }

    /// Where it sits, in one line.
    public String where() {
        if (siteName == null) return room;
        return room.isEmpty() ? siteName : room + ", " + siteName;
    }
}
