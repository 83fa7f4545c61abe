package vn.lantoa.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import vn.lantoa.live.Camera;

/// A morning with its own broadcast: the officer opens it, the hall's encoder sends, a member watches at home, things
/// break and mend by themselves, and the recording is there for those who missed it.
class BroadcastJourney extends Journey {

    private static final long FIRST_PICTURE_MILLIS = 4_000;
    private static final long SEEN_LOST_MILLIS = 10_000;

    @Value("${lantoa.home}")
    Path home;

    private final HtmlChecker checker = new HtmlChecker();
    private int rtmp;

    @BeforeEach
    void giveAPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            rtmp = socket.getLocalPort();
        }
        System.setProperty("lantoa.rtmp", "127.0.0.1:" + rtmp);
    }

    @AfterEach
    void takeThePort() {
        System.clearProperty("lantoa.rtmp");
    }

    @Test
    void showsTheConferenceSurvivesWhatBreaksAndKeepsIt() throws Exception {
        var base = "/live/conferences/" + conference();
        var officer = browser.signIn("canbo", Browser.DESK);
        browser.open(officer, base + "/broadcast/edit");
        officer.check("input[value=INGEST]");
        Browser.press(officer, "Lưu");
        Browser.press(officer, "Tạo khóa luồng");
        var key = officer.locator(".stream-key").innerText();
        keep("made", officer, base + "/broadcast/edit", base + "/broadcast");
        Browser.inspect(officer);
        Browser.press(officer, "Mở truyền hình");
        Browser.inspect(officer);

        until(20, this::listens);
        try (var camera = Camera.push("rtmp://127.0.0.1:" + rtmp + "/live/" + key)) {
            awaitSegments(base, 4);
            watch(base, officer, key, camera);
        }
    }

    private void watch(String base, Page officer, String key, Camera first) throws Exception {
        var member = browser.window(Browser.PHONE, true, ColorScheme.LIGHT);
        browser.enter(member, "dangvien");
        browser.open(member, base + "/broadcast");
        picture(member);
        assertThat(Long.parseLong(player(member, "data-first-picture")))
                .as("first picture")
                .isLessThan(FIRST_PICTURE_MILLIS);
        state(member, "on", 5);
        Browser.inspect(member);
        validate(base);
        moves(member, 5);

        first.close();
        var lost = System.nanoTime();
        state(member, "lost", 10);
        assertThat((System.nanoTime() - lost) / 1_000_000).as("seen lost").isLessThan(SEEN_LOST_MILLIS);
        Browser.inspect(member);

        try (var second = Camera.push("rtmp://127.0.0.1:" + rtmp + "/live/" + key)) {
            state(member, "on", 12);
            moves(member, 15);
            kill();
            awaitRun(base, "/3/");
            moves(member, 20);
            assertThat(player(member, "data-fatal")).as("gave up").isNull();

            browser.open(officer, base + "/broadcast");
            picture(officer);
            officer.locator(".marks-now button").first().click();
            officer.waitForLoadState();
            keep("open", officer, base + "/broadcast/edit", base + "/broadcast", base + "/recording", "/live/now");
            Browser.inspect(officer);
            moves(member, 5);

            browser.open(officer, base + "/broadcast/edit");
            Browser.press(officer, "Thu hồi và tạo khóa mới");
            assertThat(second.endsWithin(3))
                    .as("the revoked key's encoder is cut off")
                    .isTrue();
        }
        try (var old = Camera.push("rtmp://127.0.0.1:" + rtmp + "/live/" + key)) {
            assertThat(old.endsWithin(5)).as("the revoked key opens nothing").isTrue();
        }
        browser.open(officer, base + "/broadcast/edit");
        Browser.press(officer, "Kết thúc truyền hình");
        state(member, "ended", 10);

        browser.open(officer, base + "/recording");
        Browser.press(officer, "Cho xem lại bản ghi");
        picture(officer);
        keep("ended", officer, base + "/broadcast/edit", base + "/broadcast", base + "/recording");
        keep("member", member, base + "/broadcast", base + "/recording", "/live/now");
        assertThat(checker.errors(11)).isEmpty();
        browser.open(member, base + "/recording");
        picture(member);
        Browser.inspect(member);
        Browser.inspect(officer);
        captions(base, officer, member);
    }

    /// The officer gives a part its captions; the player of the member offers them, and a cue shows.
    private void captions(String base, Page officer, Page member) {
        assertThat(member.locator("video track").count())
                .as("before there are any")
                .isZero();
        browser.open(officer, base + "/recording");
        officer.locator("summary", new Page.LocatorOptions().setHasText("Thêm phụ đề"))
                .first()
                .click();
        officer.locator("input[type=file]")
                .first()
                .setInputFiles(new FilePayload(
                        "loi.vtt",
                        "text/vtt",
                        "WEBVTT\n\n00:00:00.000 --> 00:59:00.000\nKính thưa hội nghị\n"
                                .getBytes(StandardCharsets.UTF_8)));
        Browser.press(officer, "Lưu phụ đề");
        officer.getByText("Đã có phụ đề: Tiếng Việt").waitFor();
        Browser.inspect(officer);

        browser.open(member, base + "/recording");
        picture(member);
        member.waitForFunction("""
                () => {
                    const tracks = [...document.querySelector('video').textTracks]
                    return tracks.some(track => track.kind === 'captions' && track.label === 'Tiếng Việt' && track.language === 'vi')
                }
                """);
        member.evaluate("""
                () => { for (const track of document.querySelector('video').textTracks) track.mode = 'disabled' }
                """);
        member.evaluate("""
                () => { [...document.querySelector('video').textTracks].find(track => track.language === 'vi').mode = 'showing' }
                """);
        member.evaluate("""
                () => { const video = document.querySelector('video'); video.muted = true; return video.play() }
                """);
        member.waitForFunction("""
                () => [...document.querySelector('video').textTracks].some(track =>
                    track.mode === 'showing' && track.activeCues?.length === 1 && track.activeCues[0].text === 'Kính thưa hội nghị')
                """);
        Browser.inspect(member);
    }

    private void keep(String when, Page page, String... paths) {
        checker.walk(when, List.of(paths), false, path -> browser.text(page, path));
    }

    /// A session that the officer runs and the member is on the roster of.
    private String conference() {
        return db.sql("""
                select   s.id::text
                from     study.session s
                join     study.roster r on r.campaign = s.campaign and r.removed_on is null
                join     access.account a on a.member = r.member and a.username = 'dangvien'
                where    s.closed_at is null
                order by s.starts_at desc, s.id
                limit    1
                """).query(String.class).single();
    }

    private void picture(Page page) {
        page.locator("live-player[data-first-picture]").waitFor();
    }

    /// Whether encoders are awaited; the one of this test dials only once, unlike those of halls.
    private boolean listens() {
        try (var caller = new Socket(InetAddress.getLoopbackAddress(), rtmp)) {
            return caller.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static String player(Page page, String attribute) {
        return page.locator("live-player").getAttribute(attribute);
    }

    private static void state(Page page, String state, int seconds) {
        page.locator("live-player[data-reception=" + state + "]")
                .waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setTimeout(seconds * 1_000.0));
    }

    /// Waits until the picture has gone on for two seconds more.
    private static void moves(Page page, int seconds) {
        var from = ((Number) page.evaluate("document.querySelector('video').currentTime")).doubleValue();
        page.waitForFunction(
                "from => document.querySelector('video').currentTime > from + 2",
                from,
                new Page.WaitForFunctionOptions().setTimeout(seconds * 1_000.0));
    }

    private void awaitSegments(String base, int count) throws Exception {
        until(90, () -> list(base, "0.m3u8").split("#EXTINF", -1).length > count);
    }

    private void awaitRun(String base, String run) throws Exception {
        until(20, () -> list(base, "0.m3u8").contains("\n" + run.substring(1)));
    }

    private void validate(String base) throws Exception {
        assertThat(strictly(list(base, "master.m3u8"))).isEqualTo("master 2");
        for (var rendition = 0; rendition < 2; rendition++)
            assertThat(strictly(list(base, rendition + ".m3u8"))).matches("media \\d+ target 2 breaks 0");
    }

    private String list(String base, String name) {
        var path = db.sql("select b.path from live.broadcast b where b.session = :id::uuid")
                .param("id", base.replaceFirst(".*/", ""))
                .query(String.class)
                .single();
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + "/live/hls/" + path + "/" + name))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// What npm's hls-parser says, as strictly as it can.
    private static String strictly(String playlist) throws Exception {
        var process = new ProcessBuilder("node", "src/test/checker/playlist.mjs")
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(playlist.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    private void kill() throws IOException {
        try (var notes = Files.list(home.resolve("live/programs"))) {
            notes.map(note -> Long.parseLong(note.getFileName().toString()))
                    .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private static void until(int seconds, java.util.function.BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            Thread.sleep(100);
        }
    }
}
