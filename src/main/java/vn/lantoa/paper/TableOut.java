package vn.lantoa.paper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table that is written row by row in constant memory. No text can run as a formula; reading the file back gives the
/// same texts.
public interface TableOut extends AutoCloseable {

    /// The header; written once, before the rows.
    void header(List<String> headings);

    /// One row. A cell is a text, a number, a day (`LocalDate`), a truth value, or null for nothing.
    void row(List<? extends @Nullable Object> cells);

    /// Ends the file; the stream beneath stays open.
    @Override
    void close();
}
