package vn.lantoa.reporting.view;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Basis;

/// Two sides beside each other, at a unit and at the units directly under it.
///
/// @param parent code of the unit above that the reader may compare as well, or null
/// @param rows units on both sides or, on today's tree, on one at least; what the asked unit has itself is the last
/// @param leftOnly on the trees as they were: units that only the left side has
/// @param others units that stand directly under the asked one and count nothing on either side
/// @param bases the asked unit on every basis on which the reader sees it, that of the comparison among them
public record Comparison(
        UUID unit,
        String code,
        String name,
        @Nullable String parent,
        @Nullable String parentName,
        Basis basis,
        ComparedSide left,
        ComparedSide right,
        ComparedRow whole,
        List<ComparedRow> rows,
        List<ComparedRow> leftOnly,
        List<ComparedRow> rightOnly,
        int others,
        Shift leftShift,
        Shift rightShift,
        List<OnBasis> bases) {

    /// So many units the picture shows at most.
    public static final int DRAWN = 40;

    public Comparison {
        rows = List.copyOf(rows);
        leftOnly = List.copyOf(leftOnly);
        rightOnly = List.copyOf(rightOnly);
        bases = List.copyOf(bases);
    }

    /// Whether the asked unit counts the same on all bases.
    public boolean alike() {
        return bases.stream().allMatch(bases.getFirst()::same);
    }

    /// All rows below the whole, in the order of the table.
    public List<ComparedRow> all() {
        return Stream.of(rows, leftOnly, rightOnly).flatMap(List::stream).toList();
    }

    /// The rows of the picture: units that have a rate on either side. Where there are more than [#DRAWN], those whose
    /// duty rate changed most, in the order of the table.
    public List<ComparedRow> drawn() {
        var rated = all().stream()
                .filter(row -> !row.leftDuty().empty() || !row.rightDuty().empty())
                .toList();
        if (rated.size() <= DRAWN) return rated;
        var chosen = rated.stream()
                .sorted(Comparator.comparing(
                        ComparedRow::duty,
                        Comparator.nullsLast(Comparator.comparing((Difference difference) -> difference.size())
                                .reversed())))
                .limit(DRAWN)
                .toList();
        return rated.stream().filter(chosen::contains).toList();
    }

    /// Where the picture's axis begins, in hundredths of a percent: a round number below the lowest rate.
    public int axis() {
        var lowest = drawn().stream()
                .flatMap(row -> Stream.of(row.leftDuty(), row.rightDuty()))
                .filter(rate -> !rate.empty())
                .mapToLong(rate -> rate.part() * 10_000 / rate.whole())
                .min()
                .orElse(0);
        return Math.clamp((lowest - 200) / 1_000 * 1_000, 0, 9_000);
    }

    /// Rows that stood under different units on the two sides.
    public long elsewhere() {
        return rows.stream()
                .filter(ComparedRow::both)
                .filter(row -> !Objects.equals(
                        row.left() == null ? null : row.left().under(),
                        row.right() == null ? null : row.right().under()))
                .count();
    }
}
