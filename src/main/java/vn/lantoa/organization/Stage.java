package vn.lantoa.organization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// Rows on their way into a table by COPY, within the transaction that is under way. Until it is closed the connection
/// serves nothing else.
final class Stage implements AutoCloseable {

    private static final int BATCH = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder waiting = new StringBuilder(BATCH + 4096);

    private Stage(CopyIn copy) {
        this.copy = copy;
    }

    /// @param statement `copy … from stdin`
    static Stage open(DataSource source, String statement) {
        var connection = DataSourceUtils.getConnection(source);
        try {
            return new Stage(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement));
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException(statement, failed);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    /// One row; texts must be free of the letter NUL.
    void row(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) waiting.append('\t');
            var cell = cells[i];
            if (cell == null) waiting.append("\\N");
            else if (cell instanceof String text) escape(text);
            else waiting.append(cell);
        }
        waiting.append('\n');
        if (waiting.length() >= BATCH) send();
    }

    /// Ends the copy.
    void finish() {
        send();
        try {
            copy.endCopy();
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException("copy", failed);
        }
    }

    /// Calls the copy off unless it was finished.
    @Override
    public void close() {
        try {
            if (copy.isActive()) copy.cancelCopy();
        } catch (SQLException failed) {
            throw new UncheckedIOException(new IOException(failed));
        }
    }

    private void send() {
        if (waiting.isEmpty()) return;
        var bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException("copy", failed);
        }
    }

    private void escape(String text) {
        if (plain(text)) {
            waiting.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\\' -> waiting.append("\\\\");
                case '\t' -> waiting.append("\\t");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                default -> waiting.append(letter);
            }
        }
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\' || letter < ' ') return false;
        }
        return true;
    }
}
