package vn.lantoa.example;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the facts that stand about one member add up to, told to it in the order in which they happened; the same rule
/// as `study.settle`, which the recount holds against it.
final class Seat {

    static final Seat EMPTY = new Seat();

    long topics;

    @Nullable
    String form;

    boolean makeUp;
    private @Nullable Instant attendedAt;
    private @Nullable String excuse;
    private @Nullable Instant excusedAt;
    private @Nullable Instant absentAt;

    void take(Event event) {
        switch (event.kind) {
            case "EXCUSED" -> {
                if (excusedAt == null) {
                    excusedAt = event.happenedAt;
                    excuse = event.reason;
                }
            }
            case "ABSENT" -> {
                if (absentAt == null) absentAt = event.happenedAt;
            }
            default -> attend(event);
        }
    }

    private void attend(Event event) {
        if (event.topics == 0) return;
        topics |= event.topics;
        if (attendedAt != null) return;
        attendedAt = event.happenedAt;
        form = event.form;
        makeUp = event.makeUp();
    }

    @Nullable
    String outcome(int needed) {
        if (Long.bitCount(topics) >= needed) return "STUDIED";
        if (excusedAt != null) return "EXCUSED";
        return absentAt == null ? null : "ABSENT";
    }

    /// Of an excused absence, if that is what the outcome is.
    @Nullable
    String reason(@Nullable String outcome) {
        return "EXCUSED".equals(outcome) ? excuse : null;
    }

    @Nullable
    Instant decidedAt(@Nullable String outcome) {
        return switch (outcome) {
            case null -> null;
            case "STUDIED" -> attendedAt;
            case "EXCUSED" -> excusedAt;
            default -> absentAt;
        };
    }
}
