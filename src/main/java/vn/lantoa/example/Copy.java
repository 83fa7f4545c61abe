package vn.lantoa.example;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into one table by COPY, many times faster than inserts. Everything happens in the transaction of
/// the connection.
final class Copy implements AutoCloseable {

    private static final int FULL = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder rows = new StringBuilder(FULL + 4096);

    /// @param statement such as `copy access.account (id, username) from stdin`
    Copy(Connection connection, String statement) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    }

    /// One row, in the order of the statement's columns; dates, times and numbers as their `toString` writes them.
    void row(@Nullable Object... values) throws SQLException {
        for (var index = 0; index < values.length; index++) {
            if (index > 0) rows.append('\t');
            append(values[index]);
        }
        rows.append('\n');
        if (rows.length() > FULL) send();
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> rows.append("\\N");
            case String text -> escape(text);
            default -> rows.append(value);
        }
    }

    private void escape(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('\n') < 0 && text.indexOf('\t') < 0) rows.append(text);
        else rows.append(text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t"));
    }

    private void send() throws SQLException {
        var bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    @Override
    public void close() throws SQLException {
        send();
        copy.endCopy();
    }
}
