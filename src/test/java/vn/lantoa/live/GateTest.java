package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Encoders at the gate, with ffmpeg on both sides of it.
@Tag("journey")
class GateTest {

    private static final String KEY = "abcdefgh23456789abcdefgh";
    private static final UUID SESSION = UUID.fromString("00000000-0000-7000-8f00-000000000001");

    @TempDir
    Path home;

    private final CopyOnWriteArrayList<Feed> feeds = new CopyOnWriteArrayList<>();
    private Footage footage = new Footage(Path.of("."));
    private String address = "";
    private InetSocketAddress at = new InetSocketAddress(0);
    private Gate gate;

    @BeforeEach
    void open() throws IOException {
        footage = new Footage(home);
        at = free();
        gate = Gate.open(at, (key, encoder) -> {
            if (!key.equals(KEY)) return null;
            var feed = new Feed(SESSION, footage, encoder::close);
            feeds.add(feed);
            return feed;
        });
        address = "rtmp://127.0.0.1:" + at.getPort() + "/live/";
    }

    @AfterEach
    void close() {
        gate.close();
        feeds.forEach(Feed::close);
        assertThat(within(10, () -> running() == 0)).isTrue();
    }

    @Test
    void cutsTheStreamIntoSegmentsOfTwoSecondsInTwoRenditions() throws Exception {
        try (var camera = Camera.push(address + KEY)) {
            assertThat(within(20, () -> footage.segments(SESSION, 1).size() >= 4))
                    .isTrue();
            assertThat(camera.sends()).isTrue();
        }
        for (var rendition = 0; rendition < 2; rendition++) {
            var segments = footage.segments(SESSION, rendition);
            assertThat(segments.subList(0, 3))
                    .allSatisfy(segment -> assertThat(segment.seconds()).isBetween(1.9, 2.1));
            var file =
                    footage.root().resolve(SESSION + "/" + segments.getFirst().file());
            assertThat(probe(file)).contains("h264", "aac").contains(rendition == 0 ? "height=480" : "height=360");
        }
        assertThat(footage.master(SESSION)).contains("0.m3u8", "1.m3u8", "RESOLUTION=", "CODECS=\"avc1.");
    }

    @Test
    void sendsAWrongKeyAwayBeforeAnyPicture() throws Exception {
        try (var camera = Camera.push(address + "abcdefgh23456789abcdefgx")) {
            assertThat(camera.endsWithin(5)).isTrue();
        }
        assertThat(feeds).isEmpty();
        assertThat(home.resolve("live")).doesNotExist();
    }

    @Test
    void endsTheEncoderWhoseFeedIsClosed() throws Exception {
        try (var camera = Camera.push(address + KEY)) {
            assertThat(within(10, () -> !feeds.isEmpty() && feeds.getFirst().heardMillis() > 0))
                    .isTrue();
            feeds.getFirst().close();
            assertThat(camera.endsWithin(3)).isTrue();
        }
    }

    @Test
    void startsTheProgramAgainWhereItIsKilled() throws Exception {
        try (var camera = Camera.push(address + KEY)) {
            assertThat(within(20, () -> footage.segments(SESSION, 0).size() >= 2))
                    .isTrue();
            kill();
            assertThat(within(20, () -> lastRun() == 2)).isTrue();
            assertThat(camera.sends()).isTrue();
        }
    }

    @Test
    void goesOnAfterAnEncoderThatComesBack() throws Exception {
        try (var camera = Camera.push(address + KEY)) {
            assertThat(within(20, () -> footage.segments(SESSION, 0).size() >= 2))
                    .isTrue();
            assertThat(camera.sends()).isTrue();
        }
        assertThat(within(3, () -> feeds.getFirst().closed())).isTrue();
        try (var camera = Camera.push(address + KEY)) {
            assertThat(within(20, () -> lastRun() == 2)).isTrue();
            assertThat(camera.sends()).isTrue();
        }
        assertThat(Playlist.live(footage.segments(SESSION, 0), false)).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void takesPictureWithoutSound() throws Exception {
        try (var camera = Camera.push(address + KEY, "libx264", false)) {
            assertThat(within(25, () -> footage.segments(SESSION, 1).size() >= 2))
                    .isTrue();
            assertThat(camera.sends()).isTrue();
        }
    }

    @Test
    void saysWhereTheFormatIsAnother() throws Exception {
        try (var camera = Camera.push(address + KEY, "flv", true)) {
            assertThat(within(
                            10,
                            () -> !feeds.isEmpty()
                                    && "CODEC".equals(feeds.getFirst().trouble())))
                    .isTrue();
            assertThat(camera.sends()).isTrue();
        }
        assertThat(footage.segments(SESSION, 0)).isEmpty();
    }

    @Test
    void hangsUpOnStrangersThatTalkNonsense() throws Exception {
        try (var stranger = new Socket(at.getAddress(), at.getPort())) {
            stranger.setSoTimeout(5_000);
            stranger.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(new DataInputStream(stranger.getInputStream()).read()).isEqualTo(-1);
        }
    }

    @Test
    void letsInBySrtOnlyWhoEnciphersWithTheKey() throws Exception {
        var port = at.getPort();
        try (var relay = Relay.open("127.0.0.1", port, KEY, footage.notes(), () -> {
            var feed = new Feed(SESSION, footage, () -> {});
            feeds.add(feed);
            return feed;
        })) {
            assertThat(relay.with(KEY)).isTrue();
            assertThat(within(5, () -> running() == 1)).isTrue();
            Thread.sleep(500);
            var srt = "srt://127.0.0.1:" + port + "?mode=caller&pbkeylen=16&passphrase=";
            try (var camera = Camera.push(srt + "abcdefgh23456789abcdefgx")) {
                assertThat(camera.endsWithin(10)).isTrue();
            }
            try (var camera = Camera.push(srt.replaceFirst("&.*", ""))) {
                assertThat(camera.endsWithin(10)).isTrue();
            }
            assertThat(feeds).isEmpty();
            Thread.sleep(1_500);
            try (var camera = Camera.push(srt + KEY)) {
                assertThat(within(20, () -> footage.segments(SESSION, 0).size() >= 2))
                        .isTrue();
                assertThat(camera.sends()).isTrue();
            }
            assertThat(within(15, () -> feeds.getFirst().closed())).isTrue();
        }
    }

    private int lastRun() {
        var segments = footage.segments(SESSION, 0);
        return segments.isEmpty() ? 0 : segments.getLast().run();
    }

    private void kill() throws IOException {
        try (var notes = Files.list(footage.notes())) {
            notes.map(note -> Long.parseLong(note.getFileName().toString()))
                    .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private int running() {
        var names = footage.notes().toFile().list();
        return names == null ? 0 : names.length;
    }

    private static String probe(Path file) throws IOException {
        var process = new ProcessBuilder(
                        "ffprobe", "-v", "error", "-show_entries", "stream=codec_name,height", file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static InetSocketAddress free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    static boolean within(int seconds, BooleanSupplier done) {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            if (done.getAsBoolean()) return true;
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        return done.getAsBoolean();
    }
}
