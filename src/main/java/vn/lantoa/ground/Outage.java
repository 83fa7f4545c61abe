package vn.lantoa.ground;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;

/// A trouble of the ground that passes without a restart, and during which a request is answered with 503 and not as a
/// bug.
public enum Outage {
    /// The disk of the database or of the files is full; reading still works.
    DISK_FULL,
    /// The database cannot be reached, is starting, stopping or recovering, or has no connection left.
    DATABASE_AWAY,
    /// The bucket of files cannot be reached or lets us in no longer; everything without files works.
    FILES_AWAY,
    /// The database answers, but others kept every connection of the pool for as long as one waits for one.
    BUSY;

    private static final int DEEPEST_CAUSE = 30;

    /// What the pool says when it waited in vain although it is whole and all of it is in use.
    private static final Pattern ALL_IN_USE = Pattern.compile("\\(total=([1-9]\\d*), active=\\1, idle=0, ");

    /// The outage behind `thrown` or one of its causes; null if it is some other trouble.
    public static @Nullable Outage of(@Nullable Throwable thrown) {
        var cause = thrown;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            var outage = alone(cause);
            if (outage != null) return outage;
            if (cause instanceof SQLException batch && batch.getNextException() != null) {
                outage = alone(batch.getNextException());
                if (outage != null) return outage;
            }
        }
        return null;
    }

    private static @Nullable Outage alone(Throwable thrown) {
        return switch (thrown) {
            case SQLTransientConnectionException waited -> busy(waited) ? BUSY : DATABASE_AWAY;
            case SQLNonTransientConnectionException away -> DATABASE_AWAY;
            case SQLRecoverableException away -> DATABASE_AWAY;
            case CannotGetJdbcConnectionException failed -> requireNonNullElse(of(failed.getCause()), DATABASE_AWAY);
            case SQLException failed -> closed(failed) ? DATABASE_AWAY : ofState(failed.getSQLState());
            case FilesAway away -> FILES_AWAY;
            case TransactionSystemException failed -> of(failed.getOriginalException());
            case IOException failed -> noSpace(failed.getMessage()) ? DISK_FULL : null;
            default -> null;
        };
    }

    // Codes of appendix A of the PostgreSQL manual: class 08 connection, 53 resources, 57P operator, 25006 a standby
    // that was the primary a moment ago.
    static @Nullable Outage ofState(@Nullable String state) {
        if (state == null) return null;
        if (state.equals("53100")) return DISK_FULL;
        if (state.startsWith("08") || state.equals("53300") || state.equals("25006")) return DATABASE_AWAY;
        return state.equals("57P01") || state.equals("57P02") || state.equals("57P03") || state.equals("57P05")
                ? DATABASE_AWAY
                : null;
    }

    private static boolean busy(SQLException waited) {
        var message = waited.getMessage();
        return waited.getCause() == null
                && message != null
                && ALL_IN_USE.matcher(message).find();
    }

    // What the pool says, without a state, when a connection that broke earlier in the request is used to roll back.
    private static boolean closed(SQLException failed) {
        return failed.getSQLState() == null && "Connection is closed".equals(failed.getMessage());
    }

    private static boolean noSpace(@Nullable String message) {
        return message != null
                && (message.contains("No space left on device") || message.contains("Disk quota exceeded"));
    }
}
