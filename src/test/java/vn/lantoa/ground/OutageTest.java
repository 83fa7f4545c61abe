package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "57P01", "57P02", "57P03", "53300", "25006"})
    void knowsADatabaseThatIsAway(String state) {
        assertThat(Outage.of(wrapped(state))).isEqualTo(Outage.DATABASE_AWAY);
    }

    @Test
    void knowsAFullDiskOfTheDatabase() {
        assertThat(Outage.of(wrapped("53100"))).isEqualTo(Outage.DISK_FULL);
    }

    @Test
    void knowsABucketThatIsAway() {
        assertThat(Outage.of(new IllegalStateException(new FilesAway("away", new IOException()))))
                .isEqualTo(Outage.FILES_AWAY);
    }

    @Test
    void knowsAFullDiskOfFiles() {
        assertThat(Outage.of(new IOException(new FileSystemException("a", null, "No space left on device"))))
                .isEqualTo(Outage.DISK_FULL);
    }

    @Test
    void knowsAnExhaustedPool() {
        var timeout = new SQLTransientConnectionException("lantoa - Connection is not available");

        assertThat(Outage.of(new CannotCreateTransactionException("none", timeout)))
                .isEqualTo(Outage.DATABASE_AWAY);
    }

    @Test
    void tellsABusyPoolFromALostDatabase() {
        var busy = new SQLTransientConnectionException("lantoa - Connection is not available, request timed out after"
                + " 5000ms (total=20, active=20, idle=0, waiting=44)");
        var lost = new SQLTransientConnectionException("lantoa - Connection is not available, request timed out after"
                + " 5001ms (total=0, active=0, idle=0, waiting=3)");
        var refused = new SQLTransientConnectionException(busy.getMessage(), "08001", new SQLException("x", "08001"));

        assertThat(Outage.of(new CannotGetJdbcConnectionException("Failed to obtain JDBC Connection", busy)))
                .isEqualTo(Outage.BUSY);
        assertThat(Outage.of(new CannotGetJdbcConnectionException("Failed to obtain JDBC Connection", lost)))
                .isEqualTo(Outage.DATABASE_AWAY);
        assertThat(Outage.of(new CannotGetJdbcConnectionException("Failed to obtain JDBC Connection", refused)))
                .isEqualTo(Outage.DATABASE_AWAY);
    }

    @Test
    void knowsAConnectionThatBrokeBeforeItWasRolledBack() {
        var rollback = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        var other = new TransactionSystemException("JDBC rollback failed", new SQLException("odd"));
        other.initApplicationException(wrapped("57P01"));

        assertThat(Outage.of(rollback)).isEqualTo(Outage.DATABASE_AWAY);
        assertThat(Outage.of(other)).isEqualTo(Outage.DATABASE_AWAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "42P01", "57014", "22001"})
    void leavesOtherTroublesAlone(String state) {
        assertThat(Outage.of(wrapped(state))).isNull();
    }

    @Test
    void leavesBugsAlone() {
        assertThat(Outage.of(new IllegalStateException("bug"))).isNull();
        assertThat(Outage.of(new DataIntegrityViolationException("unique", new SQLException("x"))))
                .isNull();
        assertThat(Outage.of(null)).isNull();
    }

    @Test
    void endsOnCausesThatGoInCircles() {
        var first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        assertThat(Outage.of(first)).isNull();
    }

    private static Throwable wrapped(String state) {
        return new IllegalStateException(
                new UncategorizedSQLException("insert", "insert …", new SQLException("trouble", state)));
    }
}
