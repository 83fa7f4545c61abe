package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// All facts of one campaign, in the order in which they were recorded.
final class Ledger {

    private final List<Event> events = new ArrayList<>();
    private final Map<Person, Seat> seats = new HashMap<>();

    void add(Event event) {
        events.add(event);
    }

    /// Numbers the facts from `first` on and adds them up.
    ///
    /// @return the number after the last one
    long close(long first) {
        events.sort(Comparator.comparing(event -> event.recordedAt));
        var next = first;
        for (var event : events) event.id = next++;

        var voided = new HashSet<Event>();
        for (var event : events) if (event.taken != null) voided.add(event.taken);
        events.stream()
                .filter(event -> event.taken == null && !voided.contains(event))
                .sorted(Comparator.comparing((Event event) -> event.happenedAt).thenComparingLong(event -> event.id))
                .forEach(event ->
                        seats.computeIfAbsent(event.who, who -> new Seat()).take(event));
        return next;
    }

    Seat seat(Person who) {
        return seats.getOrDefault(who, Seat.EMPTY);
    }

    /// Fills the table first and attaches it then, so that its indexes are built over all rows at once.
    void copy(Connection connection, Course course) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table study.fact_%s (like study.fact including defaults including constraints)"
                    .formatted(course.suffix()));
        }
        try (var rows = new Copy(connection, """
                copy study.fact_%s (id, campaign, member, unit, session, site, kind, topics, form, make_up, reason,
                                    happened_at, recorded_at, recorded_by, witness, note, nonce, turn, voids)
                from stdin with (freeze)""".formatted(course.suffix()))) {
            for (var event : events) row(rows, course.id(), event);
        }
        try (var statement = connection.createStatement()) {
            statement.execute("alter table study.fact attach partition study.fact_%s for values in ('%s')"
                    .formatted(course.suffix(), course.id()));
        }
    }

    private static void row(Copy rows, UUID campaign, Event event) throws SQLException {
        var session = event.session;
        rows.row(
                event.id,
                campaign,
                event.who.id,
                event.who.cell.id,
                session == null ? null : session.id(),
                session == null ? null : session.siteOf(event.who.cell).id(),
                event.kind,
                event.topics,
                event.form,
                event.makeUp(),
                event.reason,
                event.happenedAt,
                event.recordedAt,
                event.by,
                event.witness(),
                event.note,
                event.nonce(),
                event.turn,
                event.taken == null ? null : event.taken.id);
    }
}
