package vn.lantoa.study.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Form;

/// The roll call of a unit.
///
/// @param parentName the unit above in the campaign's tree, or null
/// @param closedAt null while the unit's figure is open
/// @param running whether the campaign is open for recording
/// @param rows the unit's own members, who alone are counted here
/// @param attached who studies here and is counted elsewhere
/// @param forms that the campaign's rule allows, `form` the one offered first
/// @param below units directly below that have not closed
public record RollCallPage(
        UUID campaign,
        String title,
        UUID unit,
        String unitName,
        @Nullable String parentName,
        @Nullable Instant closedAt,
        boolean running,
        List<RollCallRow> rows,
        List<RollCallRow> attached,
        List<Form> forms,
        Form form,
        LocalDate today,
        List<Unfinished.Below> below) {

    /// The parts of the bar, in its order.
    public static final List<String> PARTS =
            List.of("studied", "studied-exempt", "exempt", "excused", "absent", "unrecorded");

    public RollCallPage {
        rows = List.copyOf(rows);
        attached = List.copyOf(attached);
        forms = List.copyOf(forms);
        below = List.copyOf(below);
    }

    public String path() {
        return "/study/campaigns/" + campaign + "/roll-calls/" + unit;
    }

    /// Whether the unit's own members can be recorded now.
    public boolean writable() {
        return running && closedAt == null;
    }

    /// Whether `row` can be recorded now.
    public boolean writable(RollCallRow row) {
        return running && row.open();
    }

    /// Whether anything on the page can be recorded now.
    public boolean anyWritable() {
        return writable() || attached.stream().anyMatch(this::writable);
    }

    public long count(String part) {
        return rows.stream().filter(row -> row.part().equals(part)).count();
    }

    /// Where `part` begins on a bar of 10,000.
    public long start(String part) {
        var before = 0L;
        for (var other : PARTS) {
            if (other.equals(part)) break;
            before += count(other);
        }
        return rows.isEmpty() ? 0 : before * 10_000 / rows.size();
    }

    public long width(String part) {
        return rows.isEmpty() ? 0 : count(part) * 10_000 / rows.size();
    }

    public long studied() {
        return count("studied") + count("studied-exempt");
    }
}
