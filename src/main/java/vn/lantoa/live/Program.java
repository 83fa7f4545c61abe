package vn.lantoa.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One ffmpeg process that we started, and the note by which the next start finds it if this one is killed. It runs
/// below the priority of everything else here: attendance comes before pictures.
final class Program implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Program.class);
    private static final int TOLD = 20;

    private final Process process;
    private final Path note;
    private final ConcurrentLinkedDeque<String> told = new ConcurrentLinkedDeque<>();

    private Program(Process process, Path note) {
        this.process = process;
        this.note = note;
    }

    /// Whether ffmpeg is installed at all.
    static boolean installed() {
        for (var directory : String.valueOf(System.getenv("PATH")).split(":", -1))
            if (Files.isExecutable(Path.of(directory.isEmpty() ? "." : directory, "ffmpeg"))) return true;
        return false;
    }

    /// Starts ffmpeg.
    ///
    /// @param notes directory of the notes, made if missing
    static Program start(Path notes, List<String> arguments) throws IOException {
        Files.createDirectories(notes);
        var command = new ArrayList<>(List.of("nice", "-n", "10", "ffmpeg", "-hide_banner", "-loglevel", "warning"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        var note = notes.resolve(String.valueOf(process.pid()));
        var program = new Program(process, note);
        Files.writeString(note, born(process.toHandle()));
        Thread.ofVirtual().name("ffmpeg-" + process.pid()).start(program::listen);
        return program;
    }

    /// Ends, by their ids, programs that an earlier process of ours left running. A number that was given to another
    /// process since is told by when that process began.
    static void endLeftOver(Path notes) {
        if (!Files.isDirectory(notes)) return;
        try (var left = Files.newDirectoryStream(notes)) {
            for (var note : left) {
                var born = Files.readString(note);
                ProcessHandle.of(Long.parseLong(note.getFileName().toString()))
                        .filter(process -> !born.isEmpty() && born.equals(born(process)))
                        .ifPresent(process -> {
                            LOG.info("Ending ffmpeg {}, left over from an earlier run", process.pid());
                            process.destroyForcibly();
                        });
                Files.deleteIfExists(note);
            }
        } catch (IOException | NumberFormatException unreadable) {
            LOG.warn("Notes of earlier programs cannot be read", unreadable);
        }
    }

    private static String born(ProcessHandle process) {
        return process.info().startInstant().map(String::valueOf).orElse("");
    }

    private void listen() {
        try (var lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
                if (told.size() > TOLD) told.poll();
            }
        } catch (IOException ended) {
            // With the process.
        }
        process.onExit().join();
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException failed) {
            LOG.warn("A note of a program stays: {}", note, failed);
        }
    }

    Process process() {
        return process;
    }

    boolean alive() {
        return process.isAlive();
    }

    /// The last lines that it said, for the log; never shown to people, since they may hold a key.
    String lastWords() {
        return String.join(" / ", told);
    }

    /// Ends it: politely by closing what it reads, and by force after two seconds.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException broken) {
            // It does not read any more.
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) process.destroy();
            if (!process.waitFor(1, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
