package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A Java process of its own that runs [Bare], with everything it says.
final class Child implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private final Thread errors;

    private Child(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> read(process.inputReader(), said));
        this.errors = Thread.ofVirtual().start(() -> read(process.errorReader(), complaints));
    }

    static Child start(Map<String, String> settings, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Bare.class.getName()));
        command.addAll(
                arguments.length > 0
                        ? List.of(arguments)
                        : List.of("--spring.main.web-application-type=none", "--logging.level.root=error"));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LANTOA_"));
        builder.environment().putAll(settings);
        return new Child(builder.start());
    }

    static Child on(Path home) throws IOException {
        return start(Map.of("LANTOA_HOME", home.toString(), "LANTOA_PORT", Integer.toString(freePort())));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The next line that begins with `word`, without it.
    String hears(String word) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            var line = said.poll(200, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(word + " ")) return line.substring(word.length() + 1);
            if (line == null && !process.isAlive() && said.isEmpty()) break;
        }
        return fail("never said " + word + ", but " + complaints);
    }

    void add(int kilobytes) throws IOException {
        process.outputWriter().write(kilobytes + "\n");
        process.outputWriter().flush();
    }

    /// Adds a row and says what came of it: `added N` or `failed OUTAGE`.
    String answer(int kilobytes) throws IOException, InterruptedException {
        add(kilobytes);
        for (String line; (line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) != null; ) {
            if (line.startsWith("added ") || line.startsWith("failed ")) return line;
        }
        return "";
    }

    void terminate() throws InterruptedException {
        process.destroy();
        exit();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exit();
    }

    int exit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        errors.join();
        return process.exitValue();
    }

    /// The only line on standard error of a process that refused to start.
    String refusal() throws InterruptedException {
        assertThat(exit()).isEqualTo(1);
        assertThat(complaints).hasSize(1);
        return complaints.getFirst();
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            process.destroyForcibly();
        }
    }

    private static void read(BufferedReader from, java.util.Collection<String> into) {
        try (from) {
            from.lines().forEach(into::add);
        } catch (IOException | java.io.UncheckedIOException ended) {
            // The process is gone, and with it its words.
        }
    }
}
