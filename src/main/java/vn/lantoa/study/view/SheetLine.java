package vn.lantoa.study.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Outcome;
import vn.lantoa.study.Reason;

/// One row of an attendance sheet with the members of the roster who fit it.
///
/// @param number as the sender's own program numbers it
/// @param fitting how many fit; of many only the first twenty are listed
/// @param chosen whom the sender chose or who was the only one, once the sheet was recorded
/// @param bearer who bears the number of a row that fits nobody, so that its name or birth must be wrong; null if
///     nobody of the unit does
public record SheetLine(
        int number,
        String memberNo,
        String fullName,
        String birth,
        String cell,
        Outcome outcome,
        @Nullable Reason reason,
        int fitting,
        @Nullable UUID chosen,
        List<Candidate> candidates,
        @Nullable Candidate bearer) {

    public SheetLine {
        candidates = List.copyOf(candidates);
    }

    public static SheetLine of(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        var member = row.getObject("member", UUID.class);
        var fitting = row.getInt("fitting");
        var candidate = member == null
                ? null
                : new Candidate(member, row.getString("name"), row.getString("unit"), row.getInt("born"));
        return new SheetLine(
                row.getInt("number"),
                row.getString("member_no"),
                row.getString("full_name"),
                row.getString("birth"),
                row.getString("cell"),
                Outcome.valueOf(row.getString("outcome")),
                reason == null ? null : Reason.valueOf(reason),
                fitting,
                row.getObject("chosen", UUID.class),
                candidate == null || fitting == 0 ? List.of() : List.of(candidate),
                fitting == 0 ? candidate : null);
    }

    /// Puts lines of one row with one candidate each together.
    public static Collector<SheetLine, ?, List<SheetLine>> byRow() {
        return Collector.of(
                LinkedHashMap<Integer, SheetLine>::new,
                (rows, line) -> rows.merge(line.number, line, SheetLine::and),
                (one, two) -> {
                    two.forEach((number, line) -> one.merge(number, line, SheetLine::and));
                    return one;
                },
                rows -> List.copyOf(rows.values()));
    }

    private SheetLine and(SheetLine other) {
        var all = new ArrayList<>(candidates);
        all.addAll(other.candidates);
        return new SheetLine(number, memberNo, fullName, birth, cell, outcome, reason, fitting, chosen, all, bearer);
    }

    /// The one member who fits, or null.
    public @Nullable UUID one() {
        return fitting == 1 && candidates.size() == 1 ? candidates.getFirst().member() : null;
    }

    /// `member`, if offered; else null.
    public @Nullable UUID offered(UUID member) {
        return candidates.stream()
                .map(Candidate::member)
                .filter(member::equals)
                .findFirst()
                .orElse(null);
    }

    public boolean unknown() {
        return fitting == 0;
    }

    public boolean ambiguous() {
        return fitting > 1;
    }

    /// @param born year of birth, or 0 where it is not known
    public record Candidate(UUID member, String name, String unit, int born) {}
}
