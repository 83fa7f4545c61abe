package vn.lantoa.ground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The embedded PostgreSQL of a home: made at the first start, found again at the next, kept alive in between.
/// It answers on the loopback address only, on a port that changes with every start, to one user with a password
/// that lies in the home, readable by its owner.
final class Cluster {

    private static final String MAJOR = "18";
    private static final String NAME = "lantoa";

    /// Free bytes that a first start needs: programs, an empty database and room to begin.
    private static final long ROOM_FOR_FIRST_START = 160L << 20;

    private static final long LONGEST_LOG = 8L << 20;
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /// Durable before fast: an acknowledged check-in survives a power cut. The sizes suit two cores and a few
    /// gigabytes.
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("work_mem", "16MB"),
            Map.entry("maintenance_work_mem", "128MB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC")));

    private final Home home;
    private final Path directory;
    private final Path data;
    private final Path log;
    private final Postmaster postmaster;
    private volatile @Nullable Process server;
    private volatile boolean stopping;
    private volatile @Nullable CompletableFuture<Database> beginning;

    Cluster(Home home) {
        this.home = home;
        this.directory = home.path().resolve("postgres");
        this.data = directory.resolve("data");
        this.log = directory.resolve("postgres.log");
        this.postmaster = new Postmaster(data);
    }

    /// Starts the database, after dealing with whatever an earlier start has left behind; a crash is recovered from
    /// here. The home must have been taken.
    ///
    /// @throws Fault if it cannot be started
    Database start() {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var first = !Files.isDirectory(data);
            if (first) home.requireSpace(ROOM_FOR_FIRST_START);
            postmaster.clear();

            var programs = Programs.under(directory);
            var as = Unprivileged.over(first ? directory : data);
            if (first) {
                Fault.out().println("Lan Tỏa: tạo cơ sở dữ liệu trong " + directory + " (creating the database there)");
                create(programs, as);
            } else {
                requireVersion();
                as.own(data);
            }
            if (!Files.exists(secret())) alterPassword(programs, as);
            writeEntry(as);
            programs.removeOthers();
            trimLog();

            var port = launch(programs, as);
            watch(programs, as, port);
            return database(port);
        } catch (IOException failed) {
            home.requireSpace(1 << 20);
            throw broken(String.valueOf(failed.getMessage()));
        }
    }

    /// Does the same beside the caller; what comes of it fails with the [Fault].
    CompletableFuture<Database> begin() {
        var begun = CompletableFuture.supplyAsync(
                this::start, work -> Thread.ofPlatform().name("postgres-start").start(work));
        beginning = begun;
        return begun;
    }

    /// The database of a home that another process has started; waits a little for it to become ready.
    ///
    /// @throws Fault if it does not
    Database join() {
        for (var attempt = 0; attempt < 200; attempt++) {
            var note = postmaster.note();
            if (note != null && postmaster.ready()) {
                try {
                    return database(note.port());
                } catch (IOException failed) {
                    throw broken(String.valueOf(failed.getMessage()));
                }
            }
            pause(Duration.ofMillis(100));
        }
        throw broken("not running");
    }

    /// Ends the database after everything acknowledged is on disk, also one that is about to start. Safe to call twice
    /// and before `start`.
    void stop() {
        stopping = true;
        var begun = beginning;
        if (begun != null) begun.handle((started, failed) -> stopping).join();
        var running = server;
        if (running != null && running.isAlive()) postmaster.stop(running);
    }

    private void create(Programs programs, Unprivileged as) throws IOException {
        var unfinished = directory.resolve("data.new");
        Programs.remove(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        as.own(unfinished);
        // The collation built into PostgreSQL: it knows every letter and no upgrade of the system changes it.
        finish(
                as.process(List.of(
                        programs.path("initdb"),
                        "--pgdata=" + unfinished,
                        "--username=postgres",
                        "--auth=reject",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--text-search-config=simple")),
                "");
        var password = newPassword();
        alone(
                programs,
                as,
                unfinished,
                "create role " + NAME + " login password '" + password + "';\n" + "create database " + NAME + " owner "
                        + NAME + ";\n");
        writeSecret(password);
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void alterPassword(Programs programs, Unprivileged as) throws IOException {
        var password = newPassword();
        alone(programs, as, data, "alter role " + NAME + " password '" + password + "';\n");
        writeSecret(password);
    }

    /// Runs statements, one a line, in a server without network.
    private void alone(Programs programs, Unprivileged as, Path on, String statements) throws IOException {
        finish(as.process(List.of(programs.path("postgres"), "--single", "-D", on.toString(), "postgres")), statements);
    }

    private void finish(ProcessBuilder step, String input) throws IOException {
        var process = step.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (process.waitFor() != 0) throw broken(lastWords());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw broken("interrupted");
        }
    }

    private int launch(Programs programs, Unprivileged as) throws IOException {
        for (var attempt = 0; ; attempt++) {
            if (stopping) throw broken("stopped");
            var port = freePort();
            try {
                launch(programs, as, port);
                return port;
            } catch (PortTaken taken) {
                if (attempt == 5) throw broken(lastWords());
            }
        }
    }

    private void launch(Programs programs, Unprivileged as, int port) throws IOException, PortTaken {
        var command = new ArrayList<>(List.of(programs.path("postgres"), "-D", data.toString(), "-p", "" + port));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        var logged = Files.exists(log) ? Files.size(log) : 0;
        var process = as.process(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        server = process;
        process.getOutputStream().close();

        var end = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (process.isAlive() && System.nanoTime() < end && !stopping) {
            var note = postmaster.note();
            if (note != null && note.pid() == process.pid() && note.ready()) return;
            pause(Duration.ofMillis(10));
        }
        if (process.isAlive()) postmaster.stop(process);
        var words = since(logged);
        if (words.contains("Address already in use")) throw new PortTaken();
        home.requireSpace(1 << 20);
        throw broken(lastWords());
    }

    /// Starts the server again whenever it ends by itself, for as long as this process lives: at once the first time,
    /// then in growing intervals. Always on the port that the connection pool knows.
    private void watch(Programs programs, Unprivileged as, int port) {
        Thread.ofPlatform().daemon().name("postgres-watch").start(() -> {
            var logger = LoggerFactory.getLogger(Cluster.class);
            var pause = Duration.ofMillis(200);
            while (!stopping) {
                var running = server;
                var since = System.nanoTime();
                try {
                    if (running != null) running.waitFor();
                    if (stopping) return;
                    if (System.nanoTime() - since > LONGEST_PAUSE.toNanos()) pause = Duration.ofMillis(200);
                    logger.warn(
                            "The database has ended; starting it again in {} ms, its log is {}", pause.toMillis(), log);
                    pause(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                    postmaster.clear();
                    if (stopping) return;
                    launch(programs, as, port);
                    logger.warn("The database is back");
                } catch (InterruptedException interrupted) {
                    return;
                } catch (IOException | PortTaken | RuntimeException failed) {
                    logger.warn("The database cannot be started: {}", failed.getMessage());
                }
            }
        });
    }

    private Database database(int port) throws IOException {
        var password = Files.readString(secret()).strip();
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, NAME, password);
    }

    private void writeEntry(Unprivileged as) throws IOException {
        var file = data.resolve("pg_hba.conf");
        var entry = "# Written at every start.\nhost " + NAME + " " + NAME + " 127.0.0.1/32 scram-sha-256\n";
        if (Files.readString(file).equals(entry)) return;
        Files.writeString(file, entry);
        as.own(file);
    }

    private void writeSecret(String password) throws IOException {
        var unfinished = directory.resolve("password.new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, password + "\n", StandardOpenOption.SYNC);
        Files.move(unfinished, secret(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path secret() {
        return directory.resolve("password");
    }

    private static String newPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void requireVersion() throws IOException {
        var version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (version.equals(MAJOR)) return;
        throw new Fault(
                "Dữ liệu trong " + data + " thuộc PostgreSQL " + version + ", bản này cần PostgreSQL " + MAJOR + ".",
                "The data in " + data + " is of PostgreSQL " + version + " and this release needs PostgreSQL " + MAJOR
                        + ".");
    }

    private void trimLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.move(log, directory.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String since(long position) throws IOException {
        if (!Files.exists(log)) return "";
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(position, channel.size() - 20_000));
            return new String(
                    java.nio.channels.Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String lastWords() throws IOException {
        var complaints = since(0).lines()
                .filter(line -> line.matches(".*(FATAL|PANIC|[Ee]rror|could not|cannot).*"))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC): *", ""))
                .collect(Collectors.toCollection(ArrayList::new));
        return complaints.isEmpty() ? "?" : complaints.getLast();
    }

    private Fault broken(String reason) {
        return new Fault(
                "Cơ sở dữ liệu trong LANTOA_HOME=" + home.path() + " không khởi động được: " + reason + "; xem " + log
                        + ".",
                "The database in LANTOA_HOME=" + home.path() + " cannot be started: " + reason + "; see " + log + ".");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class PortTaken extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
