package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tree, roster and tallies of a campaign as its opening froze them and its facts have filled them since.
final class Frozen {

    private final Connection connection;
    private final Course course;
    private final Ledger ledger;
    private final List<Node> units;
    private final Map<Node, Integer> positions = new HashMap<>();

    Frozen(Connection connection, Node province, Course course, Ledger ledger) {
        this.connection = connection;
        this.course = course;
        this.ledger = ledger;
        this.units = province.subtree().toList();
        for (var unit : units) positions.put(unit, positions.size());
    }

    /// @param late who became exempt after the cut-off, by an adjustment
    void copy(Map<Person, String> late) throws SQLException {
        copyTree();
        copyRoster(late);
        copyTallies(late);
    }

    private void copyTree() throws SQLException {
        try (var rows = new Copy(connection, """
                copy study.campaign_unit (campaign, unit, parent, code, name, level, depth, position, last)
                from stdin""")) {
            var top = units.getFirst();
            for (var unit : units) {
                var position = positions.getOrDefault(unit, 0);
                var last = position + (int) unit.subtree().count() - 1;
                var parent = unit == top || unit.parent == null ? null : unit.parent.id;
                rows.row(course.id(), unit.id, parent, unit.code, unit.name, unit.level, depth(unit), position, last);
            }
        }
    }

    private int depth(Node unit) {
        var depth = 0;
        for (var above = unit; above != units.getFirst() && above.parent != null; above = above.parent) depth++;
        return depth;
    }

    private void copyRoster(Map<Person, String> late) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create table study.roster_%s (like study.roster including defaults including constraints)
                    with (fillfactor = 75)""".formatted(course.suffix()));
        }
        try (var rows = new Copy(connection, """
                copy study.roster_%s (campaign, member, unit, position, member_no, full_name, sort_key, standing, exempt,
                                      key_cadre, topics, outcome, form, make_up, reason, decided_at)
                from stdin with (freeze)""".formatted(course.suffix()))) {
            for (var unit : units) {
                var seated = unit.people.stream()
                        .sorted(Comparator.comparing((Person one) -> one.sortKey))
                        .toList();
                for (var one : seated) row(rows, one, exempt(one, late));
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("alter table study.roster attach partition study.roster_%s for values in ('%s')"
                    .formatted(course.suffix(), course.id()));
        }
    }

    private @Nullable String exempt(Person one, Map<Person, String> late) {
        var added = late.get(one);
        return added == null ? one.exemptOn(course.cutOff()) : added;
    }

    private void row(Copy rows, Person one, @Nullable String exempt) throws SQLException {
        var seat = ledger.seat(one);
        var outcome = seat.outcome(course.needed());
        var studied = "STUDIED".equals(outcome);
        rows.row(
                course.id(),
                one.id,
                one.cell.id,
                positions.get(one.cell),
                one.number,
                one.name,
                one.sortKey,
                one.standing(),
                exempt,
                one.keyCadre,
                seat.topics,
                outcome,
                studied ? seat.form : null,
                studied && seat.makeUp,
                seat.reason(outcome),
                seat.decidedAt(outcome));
    }

    private void copyTallies(Map<Person, String> late) throws SQLException {
        try (var rows = new Copy(connection, """
                copy study.tally (campaign, position, unit, total, probationary, exempt, key_cadre, studied,
                                  studied_exempt, excused, absent, key_cadre_studied, made_up, in_person, bridge, online,
                                  recorded, cell_meeting, thematic, combined, handbook) from stdin""")) {
            for (var unit : units) {
                var tally = new Tally();
                for (var one : unit.people) tally.count(one, exempt(one, late) != null, ledger.seat(one), course);
                rows.row(tally.row(course.id(), positions.getOrDefault(unit, 0), unit.id));
            }
        }
    }
}
