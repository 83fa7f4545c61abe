package vn.lantoa.study.view;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A scan that waits for a person to decide.
///
/// @param read what was read where it told nobody
/// @param deviceAt by the device's own clock, where that decided
/// @param note the reason with which the door asks that the member be taken up into the roster, or null
/// @param unitCode code of the member's unit, if it is in the campaign's tree
public record ConflictRow(
        long id,
        String kind,
        String outcome,
        @Nullable String read,
        @Nullable UUID member,
        @Nullable String fullName,
        @Nullable String memberNo,
        @Nullable String cell,
        String site,
        Instant happenedAt,
        @Nullable Instant deviceAt,
        Instant receivedAt,
        @Nullable String device,
        @Nullable String keeper,
        @Nullable String note,
        @Nullable String unitCode) {

    private static final int LONGEST = 40;

    /// Whether the device's own clock says another minute than what counts, so that it is worth telling.
    public boolean clockDiffers() {
        return deviceAt != null && Duration.between(deviceAt, happenedAt).abs().compareTo(Duration.ofMinutes(1)) >= 0;
    }

    /// What was read, its middle left out where nobody could read it anyway.
    public String readShort() {
        if (read == null) return "–";
        if (read.length() <= LONGEST) return read;
        return read.substring(0, LONGEST / 2) + "…" + read.substring(read.length() - LONGEST / 4);
    }
}
