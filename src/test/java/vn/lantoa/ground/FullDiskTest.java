package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is really full.
@Tag("journey")
class FullDiskTest {

    @TempDir
    Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256m", "lantoa", disk.toString()) == 0,
                "a small disk can be mounted");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void recordsAgainAsSoonAsThereIsRoom() throws Exception {
        var filler = disk.resolve("filler");
        try (var child = Child.on(disk.resolve("home"))) {
            child.hears("ready");
            assertThat(child.answer(1)).isEqualTo("added 1");

            fill(filler);
            String answer;
            do {
                answer = child.answer(4000);
            } while (answer.startsWith("added"));
            assertThat(answer).isIn("failed DISK_FULL", "failed DATABASE_AWAY");

            Files.delete(filler);
            for (var tries = 0; !answer.startsWith("added") && tries < 20; tries++) {
                Thread.sleep(200);
                answer = child.answer(1);
            }
            assertThat(answer).startsWith("added");
        }
    }

    @Test
    void refusesToStartInASentence() throws Exception {
        fill(disk.resolve("filler"));

        try (var child = Child.on(disk.resolve("home"))) {
            assertThat(child.refusal()).contains("LANTOA_HOME=" + disk);
        }
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            var block = new byte[1 << 12];
            while (true) out.write(block);
        } catch (IOException full) {
            assertThat(Outage.of(full)).isEqualTo(Outage.DISK_FULL);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
