package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.view.LifeEvent;
import vn.lantoa.organization.view.LifeEvent.Decision;
import vn.lantoa.organization.view.LifeEvent.Part;
import vn.lantoa.organization.view.UnitLink;

/// Tells from the states and the lineage of a unit what happened to it.
final class Life {

    private static final Comparator<LifeEvent> LATEST_FIRST =
            Comparator.comparing(LifeEvent::on).thenComparingInt(Life::place).reversed();

    private Life() {}

    /// What a unit was for a while.
    ///
    /// @param above the unit above with its name of the first day, or null at the root
    /// @param aboveAtLast the same with its name of the last day
    /// @param untilOn exclusive; null: until today
    /// @param ending by what the state ended, where no other follows
    record State(
            String name,
            Level level,
            @Nullable UnitLink above,
            @Nullable UnitLink aboveAtLast,
            LocalDate fromOn,
            @Nullable LocalDate untilOn,
            Decision decision,
            Decision ending) {}

    /// One other unit that this one went to or came from.
    ///
    /// @param outward whether this one is where it came from
    /// @param whole whether all of it went there
    /// @param units of the old one that stood under the new one from that day on
    record Line(boolean outward, boolean whole, LocalDate on, Decision decision, UnitLink other, long units) {}

    /// What happened, the latest first; on one day, what made a unit comes before what was done to it.
    ///
    /// @param states in the order of their days, without gaps
    /// @param lines in the order in which they were applied
    static List<LifeEvent> of(List<State> states, List<Line> lines) {
        var events = new ArrayList<LifeEvent>();
        State before = null;
        for (var state : states) {
            if (before == null)
                events.add(new LifeEvent.Founded(state.fromOn(), state.decision(), state.name(), state.above()));
            else changes(before, state, events);
            before = state;
        }
        inward(lines, events);
        boolean ended = before != null && before.untilOn() != null && outward(before, lines, events);
        if (before == null || before.untilOn() == null) outward(null, lines, events);
        else if (!ended) events.add(new LifeEvent.Dissolved(before.untilOn(), before.ending()));
        events.sort(LATEST_FIRST);
        return events;
    }

    private static void changes(State before, State state, List<LifeEvent> events) {
        var on = state.fromOn();
        var decision = state.decision();
        if (!before.name().equals(state.name()))
            events.add(new LifeEvent.Renamed(on, decision, before.name(), state.name()));
        if (before.level() != state.level())
            events.add(new LifeEvent.Relevelled(
                    on, decision, before.level().name(), state.level().name()));
        if (!Objects.equals(id(before.aboveAtLast()), id(state.above())))
            events.add(new LifeEvent.Moved(on, decision, before.aboveAtLast(), state.above()));
    }

    private static void inward(List<Line> lines, List<LifeEvent> events) {
        for (var together : together(lines, false)) {
            var first = together.getFirst();
            var wholes = together.stream()
                    .filter(Line::whole)
                    .map(Line::other)
                    .distinct()
                    .toList();
            var parts = parts(together.stream().filter(line -> !line.whole()).toList());
            if (!wholes.isEmpty()) events.add(new LifeEvent.MergedFrom(first.on(), first.decision(), wholes));
            if (!parts.isEmpty()) events.add(new LifeEvent.TookOver(first.on(), first.decision(), parts));
        }
    }

    /// Whether one of `lines` tells how the unit ended.
    ///
    /// @param last its last state, or null while it stands
    private static boolean outward(@Nullable State last, List<Line> lines, List<LifeEvent> events) {
        var groups = together(lines, true);
        var ending = last == null ? List.<Line>of() : ending(last, groups);
        for (var together : groups) {
            var first = together.getFirst();
            var parts = parts(together);
            if (!together.equals(ending)) events.add(new LifeEvent.GaveAway(first.on(), first.decision(), parts));
            else if (parts.size() == 1 && first.whole())
                events.add(new LifeEvent.MergedInto(
                        first.on(), first.decision(), parts.getFirst().unit()));
            else events.add(new LifeEvent.Divided(first.on(), first.decision(), parts));
        }
        return !ending.isEmpty();
    }

    /// What of the last day ended the unit: of several decisions the one that its state names, else the latest, since a
    /// state that began on the day itself leaves nothing behind.
    private static List<Line> ending(State last, List<List<Line>> groups) {
        var found = List.<Line>of();
        for (var together : groups) {
            var line = together.getFirst();
            if (!line.on().equals(last.untilOn())) continue;
            found = together;
            var by = last.ending().reorganization();
            if (by != null && by.equals(line.decision().reorganization())) return together;
        }
        return found;
    }

    private static List<List<Line>> together(List<Line> lines, boolean outward) {
        var groups = new LinkedHashMap<Decision, List<Line>>();
        for (var line : lines)
            if (line.outward() == outward)
                groups.computeIfAbsent(line.decision(), decision -> new ArrayList<>())
                        .add(line);
        return List.copyOf(groups.values());
    }

    private static List<Part> parts(List<Line> lines) {
        return lines.stream().map(line -> new Part(line.other(), line.units())).toList();
    }

    private static @Nullable UUID id(@Nullable UnitLink link) {
        return link == null ? null : link.id();
    }

    private static int place(LifeEvent event) {
        return switch (event) {
            case LifeEvent.Founded founded -> 0;
            case LifeEvent.Renamed renamed -> 1;
            case LifeEvent.Relevelled relevelled -> 2;
            case LifeEvent.Moved moved -> 3;
            case LifeEvent.MergedFrom merged -> 4;
            case LifeEvent.TookOver took -> 5;
            case LifeEvent.GaveAway gave -> 6;
            case LifeEvent.Divided divided -> 7;
            case LifeEvent.MergedInto merged -> 8;
            case LifeEvent.Dissolved dissolved -> 9;
        };
    }
}
