package vn.lantoa.example;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A fact about a member, as the recorder would have written it; its number comes from the [Ledger].
final class Event {

    final Person who;
    final String kind;
    final @Nullable Gathering session;
    final @Nullable String form;
    final long topics;
    final @Nullable String reason;
    final Instant happenedAt;
    final Instant recordedAt;
    final UUID by;
    final @Nullable String note;
    final @Nullable Event taken;

    /// How many facts like this one were voided before.
    int turn;

    long id;

    private Event(
            Person who,
            String kind,
            @Nullable Gathering session,
            @Nullable String form,
            long topics,
            @Nullable String reason,
            Instant happenedAt,
            Instant recordedAt,
            UUID by,
            @Nullable String note,
            @Nullable Event taken) {
        this.who = who;
        this.kind = kind;
        this.session = session;
        this.form = form;
        this.topics = topics;
        this.reason = reason;
        this.happenedAt = happenedAt;
        this.recordedAt = recordedAt;
        this.by = by;
        this.note = note;
        this.taken = taken;
    }

    /// Through a door of `session`, IN or OUT.
    static Event door(Person who, String kind, Gathering session, Instant at, UUID by) {
        var topics = kind.equals("IN") ? session.topics() : 0;
        return new Event(who, kind, session, session.form(), topics, null, at, at.plusMillis(400), by, null, null);
    }

    /// Studied, by the word of the cell.
    static Event studied(Person who, String form, long topics, Instant at, Instant recordedAt, UUID by) {
        return new Event(who, "STUDIED", null, form, topics, null, at, recordedAt, by, null, null);
    }

    static Event excused(Person who, String reason, Instant at, Instant recordedAt, UUID by) {
        return new Event(who, "EXCUSED", null, null, 0, reason, at, recordedAt, by, null, null);
    }

    static Event absent(Person who, Instant at, Instant recordedAt, UUID by) {
        return new Event(who, "ABSENT", null, null, 0, null, at, recordedAt, by, null, null);
    }

    /// Takes `taken` back.
    static Event voiding(Event taken, Instant at, UUID by, String note) {
        return new Event(taken.who, "VOID", taken.session, null, 0, null, at, at, by, note, taken);
    }

    boolean makeUp() {
        return session != null && session.makeUp() && taken == null;
    }

    /// On whose word: at a door nobody's but the door's, else the cell secretary's.
    @Nullable
    String witness() {
        return session == null && taken == null ? who.cell.people.getFirst().name : null;
    }

    String nonce() {
        return taken == null ? "vd-%07d".formatted(id) : "void-" + taken.id;
    }
}
