package vn.lantoa.study;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody came to a site of a session, or left it.
///
/// @param site in whose hall
/// @param leaving whether it is a check-out
/// @param at by the door's clock
/// @param nonce names this check-in within its campaign, so that a door may send it again
/// @param witness on whose word, or null
/// @param admit let in although another site of the session expects the member
record CheckIn(
        String memberNo,
        UUID site,
        boolean leaving,
        Instant at,
        String nonce,
        @Nullable String witness,
        boolean admit) {

    static final int LONGEST = 200;

    Fact.Kind kind() {
        return leaving ? Fact.Kind.OUT : Fact.Kind.IN;
    }
}
