package vn.lantoa.study;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Ids;

/// Something that happened and is to be recorded about a member of the roster; never changed afterwards, only voided.
///
/// @param session and `site` are null for a roll call by the cell
/// @param topics bits of the topics this attests, bit n-1 for topic n; none unless IN or STUDIED
/// @param form there for IN and STUDIED
/// @param reason there for EXCUSED
/// @param witness on whose word, in the recorder's words
/// @param note why a fact is voided
/// @param nonce names this fact within its campaign, so that it may be sent again
/// @param voids id of the fact that is taken back, for VOID only
record Fact(
        UUID member,
        Kind kind,
        @Nullable UUID session,
        @Nullable UUID site,
        long topics,
        @Nullable Form form,
        boolean makeUp,
        @Nullable Reason reason,
        Instant happenedAt,
        @Nullable String witness,
        @Nullable String device,
        @Nullable String note,
        String nonce,
        @Nullable Long voids) {

    enum Kind {
        IN,
        OUT,
        STUDIED,
        EXCUSED,
        ABSENT,
        VOID
    }

    /// Studied, by the word of the cell, all topics of the bits.
    static Fact studied(UUID member, long topics, Form form, boolean makeUp, Instant happenedAt) {
        return new Fact(
                member,
                Kind.STUDIED,
                null,
                null,
                topics,
                form,
                makeUp,
                null,
                happenedAt,
                null,
                null,
                null,
                fresh(),
                null);
    }

    static Fact excused(UUID member, Reason reason, Instant happenedAt) {
        return new Fact(
                member, Kind.EXCUSED, null, null, 0, null, false, reason, happenedAt, null, null, null, fresh(), null);
    }

    static Fact absent(UUID member, Instant happenedAt) {
        return new Fact(
                member, Kind.ABSENT, null, null, 0, null, false, null, happenedAt, null, null, null, fresh(), null);
    }

    /// Takes back the fact `id` of `member`.
    static Fact voiding(UUID member, long id, @Nullable String note, Instant happenedAt) {
        return new Fact(
                member, Kind.VOID, null, null, 0, null, false, null, happenedAt, null, null, note, "void-" + id, id);
    }

    Fact at(UUID session, @Nullable UUID site) {
        return new Fact(
                member,
                kind,
                session,
                site,
                topics,
                form,
                makeUp,
                reason,
                happenedAt,
                witness,
                device,
                note,
                nonce,
                voids);
    }

    Fact named(String nonce) {
        return new Fact(
                member,
                kind,
                session,
                site,
                topics,
                form,
                makeUp,
                reason,
                happenedAt,
                witness,
                device,
                note,
                nonce,
                voids);
    }

    Fact witnessed(@Nullable String witness) {
        return new Fact(
                member,
                kind,
                session,
                site,
                topics,
                form,
                makeUp,
                reason,
                happenedAt,
                witness,
                device,
                note,
                nonce,
                voids);
    }

    private static String fresh() {
        return Ids.next().toString();
    }
}
