package vn.lantoa.paper;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Gathers what is wrong with the rows of a file. Lists a thousand errors and counts the rest, so that a file wrong
/// from top to bottom stays an answer that can be read.
public final class Rejections {

    /// How many errors are listed.
    public static final int LISTED = 1_000;

    private final List<RowError> errors = new ArrayList<>();
    private final BitSet rows = new BitSet();
    private int unlisted;

    /// Whether `row` is in order so far; if it is not, its errors are gathered.
    public boolean passes(Row row) {
        row.errors().forEach(this::add);
        return row.errors().isEmpty();
    }

    public void add(RowError error) {
        rows.set(error.row());
        if (errors.size() < LISTED) errors.add(error);
        else unlisted++;
    }

    /// An error found after the row was read, as when two rows contradict each other.
    ///
    /// @param column by its API name
    public void add(int row, String column, String key, Object... arguments) {
        add(new RowError(row, column, key, List.of(arguments)));
    }

    /// How many rows are wrong.
    public int rejected() {
        return rows.cardinality();
    }

    /// Whether something is wrong with the row of this number.
    public boolean contains(int row) {
        return rows.get(row);
    }

    public ImportResult result(int accepted) {
        var sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparingInt(RowError::row));
        return new ImportResult(accepted, rejected(), sorted, unlisted);
    }
}
