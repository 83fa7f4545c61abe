package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to a unit on one day (domain.md, section 4): each kind of change that a reorganization, a form or a
/// file can bring.
public sealed interface LifeEvent {

    /// The first day on which it held.
    LocalDate on();

    Decision decision();

    /// By what it was decided.
    ///
    /// @param number null where none was recorded
    /// @param reorganization the decision's own page, or null for a change made singly
    record Decision(@Nullable String number, @Nullable UUID reorganization) {

        public static final Decision NONE = new Decision(null, null);
    }

    /// How many units came from or went to another unit.
    ///
    /// @param units directly under it; 0 where that is not known
    record Part(UnitLink unit, long units) {}

    /// @param under null for the root
    record Founded(
            LocalDate on,
            Decision decision,
            String name,
            @Nullable UnitLink under) implements LifeEvent {}

    record Renamed(LocalDate on, Decision decision, String from, String to) implements LifeEvent {}

    /// Another level: a cell that became a committee, and the like.
    record Relevelled(LocalDate on, Decision decision, String from, String to) implements LifeEvent {}

    /// @param from null if it was the root
    /// @param to null if it became the root
    record Moved(
            LocalDate on,
            Decision decision,
            @Nullable UnitLink from,
            @Nullable UnitLink to) implements LifeEvent {}

    /// Other units went into this one as a whole.
    record MergedFrom(LocalDate on, Decision decision, List<UnitLink> units) implements LifeEvent {}

    /// Parts of other units came to this one.
    record TookOver(LocalDate on, Decision decision, List<Part> parts) implements LifeEvent {}

    /// It gave parts away and stands on.
    record GaveAway(LocalDate on, Decision decision, List<Part> parts) implements LifeEvent {}

    /// It ended and went into another as a whole.
    record MergedInto(LocalDate on, Decision decision, UnitLink heir) implements LifeEvent {}

    /// It ended and its parts went to these.
    record Divided(LocalDate on, Decision decision, List<Part> parts) implements LifeEvent {}

    /// It ended without an heir.
    record Dissolved(LocalDate on, Decision decision) implements LifeEvent {}
}
