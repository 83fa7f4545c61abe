package vn.lantoa.ground;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;

/// Tells a start that failed on the ground in one sentence instead of a stack trace.
final class Spokesman implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        var fault = fault(failure);
        if (fault == null) return false;
        fault.print();
        return true;
    }

    /// Thrown after the sentence has been printed.
    static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Told() {
            super(null, null, false, false);
        }
    }

    static <T> T tell(Supplier<T> start) {
        try {
            return start.get();
        } catch (RuntimeException failed) {
            if (fault(failed) != null) throw new Told();
            throw failed;
        }
    }

    private static @Nullable Fault fault(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault fault) return fault;
            if (cause instanceof PortInUseException taken) return Ground.portTaken(taken.getPort());
        }
        var outage = Outage.of(failure);
        if (outage == null) return null;
        return switch (outage) {
            case DISK_FULL ->
                new Fault(
                        "Đĩa chứa LANTOA_HOME hoặc cơ sở dữ liệu đã đầy nên không khởi động được.",
                        "The disk of LANTOA_HOME or of the database is full, so that nothing can be started.");
            case FILES_AWAY ->
                new Fault(
                        "Mất kết nối tới kho tệp trong khi khởi động; kiểm tra LANTOA_FILES_S3_URL.",
                        "The bucket of files went away during the start; check LANTOA_FILES_S3_URL.");
            case DATABASE_AWAY, BUSY ->
                new Fault(
                        "Mất kết nối tới cơ sở dữ liệu trong khi khởi động; kiểm tra LANTOA_DATABASE_URL hoặc nhật ký trong"
                                + " LANTOA_HOME.",
                        "The database went away during the start; check LANTOA_DATABASE_URL or the log in LANTOA_HOME.");
        };
    }
}
