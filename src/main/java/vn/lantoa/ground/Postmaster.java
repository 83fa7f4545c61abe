package vn.lantoa.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL processes of one data directory. A process is ours only if it works in that directory, which each of
/// them does; a number in `postmaster.pid` proves nothing, because it outlives its process and may be given to another.
final class Postmaster {

    private static final Duration FAST = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE = Duration.ofSeconds(15);

    private final Path data;

    Postmaster(Path data) {
        this.data = data;
    }

    /// What `postmaster.pid` says.
    ///
    /// @param port 0 as long as the server does not listen
    record Note(long pid, int port, boolean ready) {}

    /// The note of the server that runs or ran last; null where there is none, or none that can be read yet.
    @Nullable
    Note note() {
        try {
            var lines = Files.readAllLines(noteFile());
            return new Note(
                    Long.parseLong(lines.getFirst().strip()),
                    lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0,
                    lines.size() > 7 && lines.get(7).strip().equals("ready"));
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /// Ends whatever an earlier start has left on the data directory, without losing anything: first the polite way,
    /// and by force only what has not ended after a minute, which PostgreSQL recovers from like from a power cut.
    /// Afterwards no process works there and no stale note is in the way.
    void clear() throws IOException {
        var left = processes();
        var note = note();
        if (!left.isEmpty()) {
            var first = note != null && left.contains(note.pid()) ? note.pid() : left.getFirst();
            signal("INT", first);
            if (!await(FAST, () -> processes().isEmpty())) {
                for (var pid : processes()) signal("QUIT", pid);
                if (!await(IMMEDIATE, () -> processes().isEmpty())) {
                    for (var pid : processes()) signal("KILL", pid);
                    await(IMMEDIATE, () -> processes().isEmpty());
                }
            }
        }

        // PostgreSQL refuses to start while the noted number is in use, be it by a dead process that nobody has
        // collected yet or by a stranger. Where the number is free it clears the note itself, with more checks.
        var stale = note();
        if (stale != null && processes().isEmpty() && Files.exists(Path.of("/proc", Long.toString(stale.pid())))) {
            Files.deleteIfExists(noteFile());
        }
    }

    /// True if the noted server runs and takes connections.
    boolean ready() {
        var note = note();
        return note != null && note.ready() && works(note.pid());
    }

    /// Ends a server that this process has started.
    void stop(Process server) {
        // a server that has only just begun does not hear the first time
        for (var second = 0; second < FAST.toSeconds(); second++) {
            signal("INT", server.pid());
            if (await(Duration.ofSeconds(1), () -> !server.isAlive())) return;
        }
        signal("QUIT", server.pid());
        if (await(IMMEDIATE, () -> !server.isAlive())) return;
        server.destroyForcibly();
    }

    private List<Long> processes() {
        try (var numbers = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var found = new java.util.TreeSet<Long>();
            for (var number : numbers) {
                var pid = Long.parseLong(number.getFileName().toString());
                if (works(pid)) found.add(pid);
            }
            return List.copyOf(found);
        } catch (IOException failed) {
            return List.of();
        }
    }

    // A dead process that nobody has collected has no directory any more, so it does not count. Nor does a person's
    // shell that stands in the directory.
    private boolean works(long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        try {
            return Files.isSameFile(process.resolve("cwd"), data)
                    && Files.readString(process.resolve("comm")).strip().equals("postgres");
        } catch (IOException gone) {
            return false;
        }
    }

    // Java can send TERM and KILL only, and TERM makes PostgreSQL wait for its last client.
    private void signal(String name, long pid) {
        if (!works(pid)) return;
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\" 2>/dev/null", name, Long.toString(pid))
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(Duration patience, BooleanSupplier done) {
        var end = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private Path noteFile() {
        return data.resolve("postmaster.pid");
    }
}
