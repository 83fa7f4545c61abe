package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.study.SessionId;

@AppTest
class BroadcastControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Broadcasts broadcasts;

    @Autowired
    Recordings recordings;

    @Autowired
    Broadcasting broadcasting;

    @Autowired
    BigBlueButton server;

    @Autowired
    Seal seal;

    private SessionId session = new SessionId(new UUID(0, 0));
    private String base = "";

    @BeforeEach
    void schedule() {
        session = Aired.conference(db);
        base = "/live/conferences/" + session.value();
    }

    @AfterEach
    void unset() {
        System.clearProperty("lantoa.rtmp");
        System.clearProperty("lantoa.srt");
    }

    @Test
    void opensAnAddressBesideOrWithinThePageThatMayFrameItAlone() {
        assertThat(get(OFFICER, "/broadcast")).hasStatusOk().bodyText().contains("chưa có truyền hình");
        choose("EMBED", "https://tv.example:8443/embed/1");
        assertThat(get(OFFICER, "/broadcast").getResponse().getContentAsByteArray())
                .isNotEmpty();
        post("/broadcast/opening", Map.of());

        var page = get(OFFICER, "/broadcast");
        assertThat(page).bodyText().contains("<iframe src=\"https://tv.example:8443/embed/1\"");
        assertThat(policy(page)).contains("frame-src https://tv.example:8443").contains("script-src 'self';");
        assertThat(policy(get(OFFICER, "/broadcast/edit"))).doesNotContain("tv.example");

        post("/broadcast/ending", Map.of());
        assertThat(policy(get(OFFICER, "/broadcast"))).doesNotContain("tv.example");
        choose("LINK", "https://tv.example/vtv1");
        post("/broadcast/opening", Map.of());
        assertThat(get(OFFICER, "/broadcast"))
                .bodyText()
                .contains("href=\"https://tv.example/vtv1\" target=\"_blank\"");
        assertThat(policy(get(OFFICER, "/broadcast"))).doesNotContain("tv.example");
    }

    @Test
    void refusesAddressesThatAreNotEnciphered() {
        for (var address : new String[] {
            "http://tv.example/1",
            "javascript:alert(1)",
            "https://user:word@tv.example/",
            "https://",
            "https://tv.example; script-src *",
            "https://tv.example\" onload=\"x"
        }) {
            assertThat(post("/broadcast", Map.of("kind", "EMBED", "address", address)))
                    .as(address)
                    .hasStatus(422)
                    .bodyText()
                    .contains("phải bắt đầu bằng https://");
        }
        assertThat(broadcasts.of(session)).isEmpty();
    }

    @Test
    void showsAStreamKeyOnceAndKeepsItSealed() {
        choose("INGEST", "");
        System.setProperty("lantoa.rtmp", "127.0.0.1:1");
        assertThat(post("/broadcast/opening", Map.of()))
                .hasStatus(409)
                .bodyText()
                .contains("Chưa có khóa luồng");

        var key = key();
        assertThat(get(OFFICER, "/broadcast/edit"))
                .bodyText()
                .doesNotContain(key)
                .contains("Khóa luồng tạo lúc");
        assertThat(kept("key_hash")).isEqualTo(Seal.hash(key));
        assertThat(seal.open(kept("key_sealed"))).isEqualTo(key);

        post("/broadcast/opening", Map.of());
        assertThat(broadcasts.awaitedWith(Seal.hash(key))).contains(session.value());
        var next = key();
        assertThat(broadcasts.awaitedWith(Seal.hash(key))).isEmpty();
        assertThat(broadcasts.awaitedWith(Seal.hash(next))).contains(session.value());

        post("/broadcast/keys/revocation", Map.of());
        assertThat(broadcasts.awaitedWith(Seal.hash(next))).isEmpty();
        assertThat(get(OFFICER, "/broadcast/edit")).bodyText().contains("Chưa có khóa luồng");

        var last = key();
        assertThat(broadcasts.awaitedWith(Seal.hash(last))).contains(session.value());
        post("/broadcast/ending", Map.of());
        assertThat(broadcasts.awaitedWith(Seal.hash(last))).isEmpty();
    }

    @Test
    void opensOnlyWithAPortAndGivesEachConferenceItsOwnForSrt() {
        choose("INGEST", "");
        key();
        assertThat(post("/broadcast/opening", Map.of()))
                .hasStatus(409)
                .bodyText()
                .contains("LANTOA_RTMP");

        System.setProperty("lantoa.srt", "127.0.0.1:9000-9001");
        post("/broadcast/opening", Map.of());
        assertThat(broadcasts.of(session).orElseThrow().srtPort()).isEqualTo(9000);
        assertThat(get(OFFICER, "/broadcast/edit")).bodyText().contains(":9000?mode=caller");
        assertThat(broadcasts.freePort(9000, 9001)).contains(9001);
        assertThat(broadcasts.freePort(9000, 9000)).isEmpty();
    }

    @Test
    void letsOneNodeTakeAStreamInUntilItHasBeenSilent() {
        choose("INGEST", "");
        System.setProperty("lantoa.rtmp", "127.0.0.1:1");
        key();
        post("/broadcast/opening", Map.of());
        assertThat(broadcasts.intake(session).reception()).isEqualTo(Reception.WAITING);
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();

        assertThat(broadcasts.hold(session.value(), one, true, 100L, null)).isTrue();
        assertThat(broadcasts.hold(session.value(), other, true, 0L, null)).isFalse();
        assertThat(broadcasts.intake(session).reception()).isEqualTo(Reception.ON);
        assertThat(broadcasts.hold(session.value(), one, true, 8_000L, null)).isTrue();
        assertThat(broadcasts.intake(session).reception())
                .as("a clock never goes back")
                .isEqualTo(Reception.ON);
        db.sql("update live.ingest set heard_at = now() - interval '6 s'").update();
        assertThat(broadcasts.intake(session).reception()).isEqualTo(Reception.LOST);
        db.sql("update live.ingest set held_until = now() - interval '1 s'").update();
        assertThat(broadcasts.hold(session.value(), other, true, 0L, null)).isTrue();
        assertThat(broadcasts.intake(session).reception()).isEqualTo(Reception.ON);
    }

    @Test
    void marksWhatBeginsAndOffersTheRecordingOnlyAfterTheEnd() {
        choose("INGEST", "");
        assertThat(post("/marks", Map.of("topic", "1"))).hasStatus(409);
        System.setProperty("lantoa.rtmp", "127.0.0.1:1");
        key();
        post("/broadcast/opening", Map.of());

        assertThat(post("/marks", Map.of("topic", "2", "back", "broadcast"))).hasRedirectedUrl(base + "/broadcast");
        assertThat(post("/marks", Map.of("title", " Thảo <b>luận</b> "))).hasRedirectedUrl(base + "/recording");
        assertThat(post("/marks", Map.of("pause", "true"))).hasStatus(302);
        assertThat(post("/marks", Map.of("title", " "))).hasStatus(422);
        assertThat(post("/marks", Map.of("topic", "9"))).hasStatus(404);
        assertThat(get(OFFICER, "/recording"))
                .bodyText()
                .contains("Chuyên đề 2", "Thảo &lt;b&gt;luận", "Nghỉ giải lao");
        assertThat(recordings.marks(session)).extracting(Mark::title).contains("Chuyên đề 2", "Thảo <b>luận</b>", null);

        assertThat(post("/recording/publication", Map.of())).hasStatus(409);
        post("/broadcast/ending", Map.of());
        assertThat(get(READER, "/recording")).bodyText().contains("Chưa có bản ghi hình");
        post("/recording/publication", Map.of());
        assertThat(get(READER, "/recording")).bodyText().contains("Chuyên đề 2", "<live-player");
        post("/recording/withdrawal", Map.of());
        assertThat(get(READER, "/recording")).bodyText().doesNotContain("<live-player");

        var first = recordings.marks(session).getFirst();
        assertThat(post("/marks/" + first.id() + "/removal", Map.of())).hasStatus(302);
        assertThat(recordings.marks(session)).hasSize(2);
    }

    @Test
    void showsOnTheHomePageWhatCanBeWatchedNowToWhoTakesPart() {
        db.sql("update study.session set starts_at = now() - interval '1 hour', ends_at = now() + interval '1 hour'")
                .update();
        choose("LINK", "https://tv.example/");
        assertThat(now(READER)).bodyText().isBlank();

        post("/broadcast/opening", Map.of());
        assertThat(now(READER)).bodyText().contains("Hội nghị thử", base + "/broadcast");
        assertThat(now(OTHER_SECRETARY)).bodyText().isBlank();

        db.sql("update study.session set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'")
                .update();
        assertThat(now(READER)).bodyText().isBlank();
    }

    private MvcTestResult now(Actor actor) {
        return web.get().uri("/live/now").with(World.as(actor)).exchange();
    }

    @Test
    void changesTheAddressOfAStreamThatLeaked() {
        choose("INGEST", "");
        var before = broadcasts.of(session).orElseThrow().path();
        post("/broadcast/path", Map.of());
        assertThat(broadcasts.of(session).orElseThrow().path()).isNotEqualTo(before);
    }

    @Test
    void letsThoseWatchWhoTakePartAndNobodyElseSetItUp() {
        choose("LINK", "https://tv.example/");
        assertThat(get(READER, "/broadcast")).hasStatusOk().bodyText().doesNotContain("/broadcast/edit");
        assertThat(get(OTHER_SECRETARY, "/broadcast")).hasStatus(404);
        assertThat(get(READER, "/broadcast/edit")).hasStatus(404);
        assertThat(web.post()
                        .uri(base + "/broadcast/keys")
                        .with(World.as(READER))
                        .with(csrf()))
                .hasStatus(404);
    }

    @Test
    void opensARoomSendsPeopleInUnderTheirNamesAndKeepsWhoWasThere() throws IOException {
        try (var rooms = new FakeRooms()) {
            choose("ROOM", "");
            assertThat(get(READER, "/broadcast/room")).hasStatus(404);
            post("/broadcast/opening", Map.of());
            assertThat(rooms.rooms).containsOnlyKeys(session.value().toString());

            var address = URI.create(
                    String.valueOf(get(READER, "/broadcast/room").getResponse().getRedirectedUrl()));
            assertThat(address.toString()).startsWith(rooms.address() + "/api/join?");
            assertThat(FakeRooms.signed("join", address.getRawQuery())).isTrue();
            assertThat(FakeRooms.parameters(address.getRawQuery()))
                    .containsEntry("role", "VIEWER")
                    .containsEntry("userID", READER.account().value().toString());
            var chair = URI.create(
                    String.valueOf(get(OFFICER, "/broadcast/room").getResponse().getRedirectedUrl()));
            assertThat(FakeRooms.parameters(chair.getRawQuery())).containsEntry("role", "MODERATOR");

            people(rooms, "a", "b");
            watch(NINE);
            people(rooms, "a");
            watch(NINE.plusSeconds(60));
            watch(NINE.plusSeconds(120));
            people(rooms, "a", "b");
            watch(NINE.plusSeconds(180));
            assertThat(broadcasts.presences(session))
                    .containsExactly(
                            new Presence("Người a & bạn", NINE, NINE.plusSeconds(180)),
                            new Presence("Người b & bạn", NINE, NINE),
                            new Presence("Người b & bạn", NINE.plusSeconds(180), NINE.plusSeconds(180)));
            assertThat(db.sql("select count(*) from study.fact")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(get(OFFICER, "/broadcast/edit"))
                    .bodyText()
                    .contains("Người a &amp; bạn")
                    .doesNotContain(FakeRooms.SECRET);

            post("/broadcast/ending", Map.of());
            assertThat(rooms.rooms).isEmpty();
            assertThat(get(READER, "/broadcast/room")).hasStatus(404);
        }
    }

    @Test
    void saysSoWhereTheRoomsServerRefusesOrIsAway() throws IOException {
        choose("ROOM", "");
        assertThat(post("/broadcast/opening", Map.of()))
                .hasStatus(409)
                .bodyText()
                .contains("LANTOA_BBB");
        var rooms = new FakeRooms();
        try (rooms) {
            System.setProperty("lantoa.bbb-secret", "another");
            assertThat(post("/broadcast/opening", Map.of()))
                    .hasStatus(409)
                    .bodyText()
                    .contains("không trả lời hoặc từ chối");
        }
        System.setProperty("lantoa.bbb", rooms.address());
        System.setProperty("lantoa.bbb-secret", FakeRooms.SECRET);
        assertThat(post("/broadcast/opening", Map.of())).hasStatus(409);
        watch(NINE);
        System.clearProperty("lantoa.bbb");
        System.clearProperty("lantoa.bbb-secret");
        assertThat(broadcasts.of(session).orElseThrow().open()).isFalse();
    }

    private byte[] kept(String column) {
        return HexFormat.of()
                .parseHex(db.sql("select encode(" + column + ", 'hex') from live.broadcast where session = :session")
                        .param("session", session.value())
                        .query(String.class)
                        .single());
    }

    private void watch(Instant at) {
        new RoomWatch(broadcasts, server, Clock.fixed(at, ZoneOffset.UTC)).run();
    }

    private void people(FakeRooms rooms, String... people) {
        rooms.rooms.put(session.value().toString(), java.util.List.of(people));
    }

    private void choose(String kind, String address) {
        assertThat(post("/broadcast", Map.of("kind", kind, "address", address)))
                .hasRedirectedUrl(base + "/broadcast/edit");
    }

    private String key() {
        var answer = post("/broadcast/keys", Map.of());
        assertThat(answer).hasStatus(302);
        return String.valueOf(answer.getMvcResult().getFlashMap().get("key"));
    }

    private static String policy(MvcTestResult page) {
        return String.valueOf(page.getResponse().getHeader("Content-Security-Policy"));
    }

    private MvcTestResult get(Actor actor, String path) {
        return web.get().uri(base + path).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(String path, Map<String, String> fields) {
        var request = web.post().uri(base + path).with(World.as(OFFICER)).with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }
}
