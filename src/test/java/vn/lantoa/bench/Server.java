package vn.lantoa.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged application on a home of its own below the temporary directory, in a process that this one starts and
/// ends.
final class Server implements AutoCloseable {

    static final String ADMIN_PASSWORD = "một mật khẩu để đo";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final int port;
    final Path home;
    private final boolean example;
    private final List<String> program;
    private Process process;

    /// The packaged jar, started as anybody would.
    Server(Path home, boolean example) throws IOException {
        this(home, example, List.of("-jar", "target/lantoa.jar"));
    }

    private Server(Path home, boolean example, List<String> program) throws IOException {
        this.home = home;
        this.example = example;
        this.program = program;
        try (var socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    /// An application that does nothing, with the same memory.
    static Server plain(Path home) throws IOException {
        return new Server(
                home,
                false,
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xms64m",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Plain.class.getName(),
                        "--management.endpoint.health.validate-group-membership=false"));
    }

    /// Starts it and waits until it is ready.
    ///
    /// @return milliseconds until ready
    long start() throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(program);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolveSibling(home.getFileName() + ".log").toFile()));
        builder.environment().remove("LANTOA_DATABASE_URL");
        builder.environment()
                .putAll(Map.of(
                        "LANTOA_HOME", home.toString(),
                        "LANTOA_PORT", Integer.toString(port),
                        "LANTOA_EXAMPLE", Boolean.toString(example),
                        "LANTOA_ADMIN_PASSWORD", ADMIN_PASSWORD));
        var since = System.nanoTime();
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (!ready()) {
            var waited = Duration.ofNanos(System.nanoTime() - since);
            if (!process.isAlive() || waited.compareTo(PATIENCE) > 0)
                throw new IOException("the application did not start; see " + home + ".log");
            Thread.sleep(25);
        }
        return (System.nanoTime() - since) / 1_000_000;
    }

    private boolean ready() {
        try {
            var connection = (HttpURLConnection)
                    URI.create(address() + "/actuator/health/readiness").toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2_000);
            int code = connection.getResponseCode();
            return code == 200 || code == 401; // which an application without doors of its own answers
        } catch (IOException notYet) {
            return false;
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /// Resident memory of the Java process in kB; `VmHWM` for the highest so far.
    long memory(String line) throws IOException {
        for (var text : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")))
            if (text.startsWith(line + ":")) return Long.parseLong(text.replaceAll("\\D", ""));
        return 0;
    }

    /// Processor time that the Java process has used, in milliseconds; the database's is not in it.
    double processorMillis() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /// Ends it as an operator would.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        try {
            if (process != null && process.isAlive()) stop();
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (!Files.exists(home)) return;
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
