package vn.lantoa.study;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// When each topic of a session is presented, in the order of the day. A topic counts for whoever was there at its
/// middle.
record Timetable(List<Slot> slots) {

    /// @param presenter null: as the campaign says
    record Slot(
            int topic,
            Instant startsAt,
            Instant endsAt,
            @Nullable String presenter) {}

    Timetable {
        slots = List.copyOf(slots);
    }

    /// What a session without a timetable is offered: its topics one after the other, as long as each other to the
    /// minute.
    static Timetable offered(Session session) {
        var topics = session.topicNumbers();
        var whole = Duration.between(session.startsAt(), session.endsAt());
        var slots = new ArrayList<Slot>();
        for (var place = 0; place < topics.size(); place++)
            slots.add(new Slot(
                    topics.get(place),
                    part(session.startsAt(), whole, place, topics.size()),
                    part(session.startsAt(), whole, place + 1, topics.size()),
                    null));
        return new Timetable(slots);
    }

    /// `slots` for `session` in the order of the day.
    ///
    /// @throws Refused if a topic is missing or foreign, ends before it begins, lies outside the session or in another
    static Timetable of(Session session, List<Slot> slots) {
        var sorted = slots.stream().sorted(Comparator.comparing(Slot::startsAt)).toList();
        var topics = new HashSet<Integer>();
        Slot before = null;
        for (var slot : sorted) {
            if (!slot.endsAt.isAfter(slot.startsAt)) throw Refused.invalid("study.timetable.backwards", slot.topic);
            if (slot.startsAt.isBefore(session.startsAt()) || slot.endsAt.isAfter(session.endsAt()))
                throw Refused.invalid("study.timetable.outside", slot.topic);
            if (before != null && slot.startsAt.isBefore(before.endsAt))
                throw Refused.invalid("study.timetable.overlap", before.topic, slot.topic);
            topics.add(slot.topic);
            before = slot;
        }
        if (sorted.size() != topics.size() || !topics.equals(new HashSet<>(session.topicNumbers())))
            throw Refused.invalid("study.timetable.topics");
        return new Timetable(sorted);
    }

    private static Instant part(Instant from, Duration whole, long place, long parts) {
        if (place == parts) return from.plus(whole);
        return from.plus(whole.multipliedBy(place).dividedBy(parts)).truncatedTo(ChronoUnit.MINUTES);
    }
}
