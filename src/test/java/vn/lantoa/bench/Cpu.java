package vn.lantoa.bench;

import java.time.Duration;
import java.util.Locale;

/// Processor time of the Java process and of the database's, which is the one whose home is below the server's, from
/// when this was made.
final class Cpu {

    private final Server server;
    private final double java;
    private final double database;

    Cpu(Server server) {
        this.server = server;
        this.java = server.processorMillis();
        this.database = database();
    }

    /// In hundredths of one core, Java and PostgreSQL.
    String shares(double seconds) {
        return String.format(
                Locale.ROOT,
                "CPU %.0f %% + %.0f %%",
                (server.processorMillis() - java) / seconds / 10,
                (database() - database) / seconds / 10);
    }

    private double database() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(server.home.toString()))
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6)
                .sum();
    }
}
