package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

@Tag("journey")
class ProgramTest {

    private static final List<String> ENDLESS =
            List.of("-nostdin", "-re", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=1", "-f", "null", "-");

    @TempDir
    Path notes;

    /// As after `kill -9`: the note and the process are left, and nobody of ours is there to end it.
    @Test
    void endsWhatAnEarlierRunLeftBehindAndNothingElse() throws Exception {
        var left = Program.start(notes, ENDLESS);
        var pid = left.process().pid();
        var stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(notes.resolve(String.valueOf(stranger.pid())), "2020-01-01T00:00:00Z");

        Program.endLeftOver(notes);

        assertThat(left.process()
                        .onExit()
                        .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .isAlive())
                .isFalse();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(stranger.isAlive()).as("the number was given to another").isTrue();
        stranger.destroyForcibly();
        assertThat(notes).isEmptyDirectory();
    }

    /// What cuts the stream reads from us, so that it ends with us even where nobody can end it.
    @Test
    void endsWithWhatItReadsFrom() throws IOException, InterruptedException {
        var run = Files.createDirectories(notes.resolve("run"));
        Files.createDirectories(run.resolve("0"));
        Files.createDirectories(run.resolve("1"));
        var transcoder = Transcoder.start(notes.resolve("programs"), run, true);
        var process = ProcessHandle.of(
                        Long.parseLong(notes.resolve("programs").toFile().list()[0]))
                .orElseThrow();
        transcoder.close();

        assertThat(process.onExit()
                        .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .isAlive())
                .isFalse();
    }

    @Test
    void runsBelowEverythingElse() throws Exception {
        try (var program = Program.start(notes, ENDLESS)) {
            Thread.sleep(Duration.ofMillis(300));
            var stat = Files.readString(Path.of("/proc/" + program.process().pid() + "/stat"));
            assertThat(stat.substring(stat.lastIndexOf(')')).split(" ")[17]).isEqualTo("10");
        }
    }

    @Test
    void namesSettingsThatCannotBeUsed() {
        var ports = new Ports(new MockEnvironment()
                .withProperty("lantoa.rtmp", "rtmp://here")
                .withProperty("lantoa.srt", "10.0.0.5:9000-9019")
                .withProperty("lantoa.streams", "http://cdn.example"));
        assertThat(ports.unusable()).hasSize(2).first().asString().contains("LANTOA_RTMP=rtmp://here");
        assertThat(ports.rtmp()).isNull();
        assertThat(ports.srt()).isEqualTo(new Ports.Range("10.0.0.5", 9000, 9019));
        assertThat(ports.streams()).isEmpty();
    }
}
