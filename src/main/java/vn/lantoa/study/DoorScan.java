package vn.lantoa.study;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something read, found or tapped at a door: somebody comes, leaves, or an earlier scan is taken back.
///
/// @param nonce names the scan within its session, so that a door may send it again
/// @param code what was read, to be checked; or null where the person was found another way
/// @param member who was found, or null
/// @param memberNo the number that was typed, or null
/// @param undoes nonce of the scan taken back; there for UNDO only
/// @param at when it happened, by the server's clock as far as that is known
/// @param deviceAt the same by the device's own clock, where that decided; else null
/// @param offline it waited for a line before it was sent
/// @param admit let in although another site expects the member
/// @param note why somebody who is not on the roster shall be taken up into it, or null where the door does not ask for
/// that
record DoorScan(
        String nonce,
        Kind kind,
        Way way,
        @Nullable String code,
        @Nullable UUID member,
        @Nullable String memberNo,
        @Nullable String undoes,
        Instant at,
        @Nullable Instant deviceAt,
        boolean offline,
        boolean admit,
        @Nullable String note) {

    enum Kind {
        IN,
        OUT,
        UNDO
    }

    /// How somebody was told to be who he or she is.
    enum Way {
        /// The personal code was read.
        CODE,
        /// The operator found the person.
        SEARCH,
        /// The person's own phone read the code of the hall.
        PHONE,
        KIOSK,
        /// Ticked off a signed roll.
        PAPER,
        /// Everybody left at once.
        ALL,
        /// A person decided about a scan that could not be taken.
        ANSWER
    }

    DoorScan(
            String nonce,
            Kind kind,
            Way way,
            @Nullable String code,
            @Nullable UUID member,
            @Nullable String memberNo,
            @Nullable String undoes,
            Instant at,
            @Nullable Instant deviceAt,
            boolean offline,
            boolean admit) {
        this(nonce, kind, way, code, member, memberNo, undoes, at, deviceAt, offline, admit, null);
    }

    /// How long before now something may have happened; a clock that says more is not believed.
    private static final Duration EARLIEST = Duration.ofHours(36);

    /// When it happened by the server's clock: on line now; off line by the device's clock, corrected by how far the
    /// server was ahead of it when the two last met. A time to come, or one too long ago, is taken for now.
    static Instant happened(boolean offline, @Nullable Instant deviceAt, @Nullable Long offsetMillis, Instant now) {
        if (!offline || deviceAt == null) return now;
        var at = deviceAt.plusMillis(offsetMillis == null ? 0 : offsetMillis);
        return at.isAfter(now) || at.isBefore(now.minus(EARLIEST)) ? now : at;
    }

    static DoorScan of(Kind kind, Way way, String nonce, UUID member, Instant at) {
        return new DoorScan(nonce, kind, way, null, member, null, null, at, null, false, false);
    }

    static DoorScan undo(String nonce, String undoes, Instant at) {
        return new DoorScan(nonce, Kind.UNDO, Way.SEARCH, null, null, null, undoes, at, null, false, false);
    }

    DoorScan admitted() {
        return new DoorScan(nonce, kind, way, code, member, memberNo, undoes, at, deviceAt, offline, true, note);
    }
}
