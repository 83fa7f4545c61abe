package vn.lantoa.live;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A ballot on its way into a round.
///
/// @param voter hash of who votes, under the round's key
/// @param account who votes, where the poll keeps names and the voter is signed in
@SuppressWarnings("ArrayRecordComponent") // handed on, compared nowhere
record Vote(
        UUID round,
        PollKind kind,
        boolean named,
        byte[] voter,
        Answer answer,
        @Nullable UUID account,
        @Nullable String name,
        @Nullable UUID site,
        Instant at) {

    /// What became of it; none of them is an error.
    enum Outcome {
        COUNTED,
        /// A ballot with a name replaced the one before.
        CHANGED,
        /// This voter has voted in the round, without a name: it stays.
        ALREADY,
        /// The round has closed.
        CLOSED
    }
}
