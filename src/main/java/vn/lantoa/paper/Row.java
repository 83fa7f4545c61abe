package vn.lantoa.paper;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Folded;

/// One row of an import and what is wrong with it. The reading methods note an error and go on, so that one pass finds
/// all errors of a row; `errors` is asked last.
public final class Row {

    private final int number;
    private final Columns columns;
    private final String[] known;
    private final List<String> cells;
    private final List<RowError> errors = new ArrayList<>();

    Row(int number, Columns columns, String[] known, List<String> cells) {
        this.number = number;
        this.columns = columns;
        this.known = known;
        this.cells = cells;
    }

    /// The number that the user's own program shows for this row, the first line of the file being 1.
    public int number() {
        return number;
    }

    /// The text of `column` (API name), NFC and without space at its ends; empty if the cell is empty or the file lacks
    /// the column.
    ///
    /// @throws IllegalArgumentException if the import does not know the column
    public String text(String column) {
        return known[columns.place(column)];
    }

    /// The same, or null if it is empty.
    public @Nullable String textOrNull(String column) {
        var text = text(column);
        return text.isEmpty() ? null : text;
    }

    /// The same; an empty cell is an error.
    public String required(String column) {
        var text = text(column);
        if (text.isEmpty() && !faulty(column)) wrong(column, "paper.row.required");
        return text;
    }

    /// The text of `column`; more than `letters` letters are an error.
    public String text(String column, int letters) {
        var text = text(column);
        if (text.codePointCount(0, text.length()) > letters) wrong(column, "paper.row.tooLong", letters);
        return text;
    }

    /// The day in `column` (`yyyy-mm-dd`, `dd/mm/yyyy` or a date cell); null if it is empty or, with an error, no day.
    public @Nullable LocalDate day(String column) {
        var text = text(column);
        if (text.isEmpty()) return null;
        var day = Days.parse(text).orElse(null);
        if (day == null) wrong(column, "paper.row.day", text);
        return day;
    }

    /// Whether `column` says yes (1, x, có, yes, true) or no (0, không, no, false, or nothing); else an error.
    public boolean yes(String column) {
        var text = text(column);
        return switch (text.length() < 2 ? text : Folded.of(text)) {
            case "1", "x", "X", "co", "yes", "true" -> true;
            case "", "0", "khong", "no", "false" -> false;
            default -> {
                wrong(column, "paper.row.yesNo", text);
                yield false;
            }
        };
    }

    /// Whether the cell was found wrong already, as one that is too long to be taken for written.
    private boolean faulty(String column) {
        return errors.stream().anyMatch(error -> column.equals(error.column()));
    }

    /// Notes that `column` (API name) is wrong.
    ///
    /// @param key of the sentence that says why
    public void wrong(String column, String key, Object... arguments) {
        errors.add(new RowError(number, column, key, List.of(arguments)));
    }

    /// Notes that the row as a whole is wrong.
    public void wrongAsAWhole(String key, Object... arguments) {
        errors.add(new RowError(number, null, key, List.of(arguments)));
    }

    /// What is wrong so far.
    public List<RowError> errors() {
        return Collections.unmodifiableList(errors);
    }

    /// The cells as the file has them, known columns and others, in its order.
    public List<String> cells() {
        return Collections.unmodifiableList(cells);
    }

    @Override
    public String toString() {
        return number + Arrays.toString(known);
    }
}
