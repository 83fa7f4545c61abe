package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts, kills and refuses real processes.
@Tag("journey")
class StartTest {

    @TempDir
    Path directory;

    @Test
    void losesNothingWhenKilledAndStartedAgain() throws Exception {
        var home = directory.resolve("nhà của ' Lan");
        try (var first = Child.on(home)) {
            first.hears("ready");
            assertThat(first.answer(1)).isEqualTo("added 1");
            first.kill();
        }
        var orphan = postmaster(home);

        try (var second = Child.on(home)) {
            assertThat(second.hears("ready")).isEqualTo("1");
            assertThat(postmaster(home)).isNotEqualTo(orphan);

            // A third one finds the home taken; a command may run beside the server.
            try (var third = Child.on(home)) {
                assertThat(third.refusal()).contains("LANTOA_HOME=" + home);
            }
            try (var command = Child.start(Map.of("LANTOA_HOME", home.toString()), "count", "all", "of it")) {
                assertThat(command.hears("counted")).isEqualTo("1 [all, of it]");
                assertThat(command.exit()).isEqualTo(7);
            }

            // The database dies under the server, which starts it again.
            ProcessHandle.of(postmaster(home)).orElseThrow().destroyForcibly();
            Thread.sleep(100);
            var answer = second.answer(1);
            for (var tries = 0; answer.equals("failed DATABASE_AWAY") && tries < 20; tries++) answer = second.answer(1);
            assertThat(answer).isEqualTo("added 2");

            second.terminate();
            assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void keepsItsSecretToItself() throws Exception {
        try (var child = Child.on(directory.resolve("home"))) {
            child.hears("ready");
        }

        var secret = directory.resolve("home/postgres/password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("home"))))
                .isEqualTo("rwx------");

        // A home that was brought back without the secret gets a new one, and a note of a stranger is no obstacle.
        Files.delete(secret);
        Files.writeString(
                directory.resolve("home/postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n/elsewhere\n1\n5432\n\n127.0.0.1\n\nready   \n");
        try (var child = Child.on(directory.resolve("home"))) {
            assertThat(child.hears("ready")).isEqualTo("0");
        }
    }

    @Test
    void refusesAPortInUse() throws Exception {
        try (var socket = new ServerSocket(0);
                var child = Child.start(Map.of(
                        "LANTOA_HOME", directory.resolve("home").toString(),
                        "LANTOA_PORT", Integer.toString(socket.getLocalPort())))) {
            assertThat(child.refusal()).contains("LANTOA_PORT=" + socket.getLocalPort());
        }
    }

    @Test
    void refusesAnAddressOfNoDatabase() throws Exception {
        refuses("LANTOA_DATABASE_URL", "mysql://lan:secret@db/lantoa");
    }

    @Test
    void refusesADatabaseThatDoesNotAnswer() throws Exception {
        refuses("LANTOA_DATABASE_URL", "postgresql://lan:secret@127.0.0.1:" + Child.freePort() + "/lantoa");
    }

    @Test
    void refusesAFileInPlaceOfTheHome() throws Exception {
        var file = Files.createFile(directory.resolve("file"));

        refuses("LANTOA_HOME", file.toString());
        refuses("LANTOA_HOME", file.resolve("below").toString());
        refuses("LANTOA_HOME", "/proc/self/lantoa");
    }

    private static long postmaster(Path home) {
        return Objects.requireNonNull(new Postmaster(home.resolve("postgres/data")).note())
                .pid();
    }

    private void refuses(String name, String value) throws IOException, InterruptedException {
        var settings = new java.util.HashMap<>(
                Map.of("LANTOA_HOME", directory.resolve("home").toString(), "LANTOA_PORT", "" + Child.freePort()));
        settings.put(name, value);
        try (var child = Child.start(settings)) {
            assertThat(child.refusal()).contains(name).doesNotContain("secret").doesNotContain("Exception");
        }
    }
}
