package vn.lantoa.paper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an import went.
///
/// @param accepted rows without an error
/// @param rejected rows with at least one
/// @param errors the first thousand, in the order of the rows
/// @param unlisted how many errors there are beyond those
public record ImportResult(int accepted, int rejected, List<RowError> errors, int unlisted) {

    public ImportResult {
        errors = List.copyOf(errors);
    }

    /// Whether every row was taken.
    public boolean clean() {
        return rejected == 0;
    }

    /// The result as the API answers it, in the reader's language.
    public Told told(Words words) {
        return new Told(
                accepted,
                rejected,
                errors.stream()
                        .map(e -> new Told.Line(e.row(), e.column(), e.told(words)))
                        .toList());
    }

    /// The result in words.
    public record Told(int accepted, int rejected, List<Line> errors) {

        /// One error in words; `column` is null if the row as a whole is wrong.
        public record Line(int row, @Nullable String column, String message) {}
    }
}
