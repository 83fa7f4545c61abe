package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Ids;
import vn.lantoa.live.view.LineState;
import vn.lantoa.live.view.RoomNow;
import vn.lantoa.live.view.SiteNow;
import vn.lantoa.study.Turnout;

@AppTest
class ControlControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Turnout turnout;

    @Autowired
    ControlRecords records;

    @Autowired
    ControlRoom shared;

    private Morning morning;

    @BeforeEach
    void holdsAConference() {
        morning = Morning.of(db, web);
    }

    @Test
    void expectsAtEverySiteWhomTheDatabaseExpects() {
        site(TN, "Điểm cầu tỉnh", "UNIT", false);
        site(TL, "Hội trường hai", "UNIT", false);
        site(TL1, "Nhà văn hóa", "UNIT", false);
        site(DT, "Mở", "OPEN", false);
        var listed = site(TX1, "Theo danh sách", "LIST", false);
        for (var member : List.of(AN, LAN, NAM))
            db.sql("insert into study.expected (site, member) values (:site, :member)")
                    .param("site", listed)
                    .param("member", member.value())
                    .update();
        db.sql("update study.roster set removed_on = '2023-12-31' where campaign = :campaign and member = :member")
                .param("campaign", morning.campaign())
                .param("member", MINH.value())
                .update();

        holdsWithTheDatabase(11);
        db.sql("update study.session set for_key_cadres = true where id = :id")
                .param("id", morning.session().value())
                .update();
        db.sql("update study.roster set key_cadre = true where campaign = :campaign and member = any (:members)")
                .param("campaign", morning.campaign())
                .param("members", new UUID[] {BINH.value(), HA.value(), OANH.value()})
                .update();
        holdsWithTheDatabase(6);
    }

    @Test
    void showsWhoCameWhereAtOnce() {
        var before = room();
        assertThat(before.in()).isZero();
        assertThat(before.curve().bars()).isEmpty();

        come("19.000001", morning.main(), "a");
        come("19.000002", morning.main(), "b");
        come("19.000010", morning.bridge(), "c");
        db.sql("""
                insert into study.guest (id, session, site, full_name, nonce, came_at, recorded_by)
                values (:id, :session, :site, 'Khách', 'g', now(), :by)
                """)
                .param("id", Ids.next())
                .param("session", morning.session().value())
                .param("site", morning.bridge())
                .param("by", OFFICER.account().value())
                .update();

        var after = room();
        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(of(after, morning.main()).in()).isEqualTo(2);
        assertThat(of(after, morning.bridge())).satisfies(site -> {
            assertThat(site.in()).isEqualTo(1);
            assertThat(site.expected()).isEqualTo(3);
            assertThat(site.guests()).isEqualTo(1);
        });
        assertThat(after.curve().all()).isEqualTo(3);
        assertThat(after.curve().within()).isEqualTo(3);
        assertThat(get(SECRETARY, base() + "/control/sites/" + morning.bridge()))
                .hasStatusOk()
                .bodyText()
                .contains("1 người vào trong 15 phút");
    }

    @Test
    void tellsWhoseLineIsUpSilentOrWasNeverHeardOf() {
        assertThat(of(room(), morning.bridge()).line()).isEqualTo(LineState.NEVER);

        assertThat(post(OTHER_SECRETARY, "/live/sites/" + morning.bridge() + "/beats", Map.of()))
                .hasStatus(204);
        var heard = room();
        assertThat(of(heard, morning.bridge()).line()).isEqualTo(LineState.ON);
        assertThat(post(OTHER_SECRETARY, "/live/sites/" + morning.bridge() + "/beats", Map.of()))
                .hasStatus(204);
        assertThat(room().version())
                .as("a beat alone changes nothing that is shown")
                .isEqualTo(heard.version());

        db.sql("update live.beat set seen_at = seen_at - interval '46 s' where site = :site")
                .param("site", morning.bridge())
                .update();
        var silent = room();
        assertThat(silent.version()).isNotEqualTo(heard.version());
        assertThat(of(silent, morning.bridge()).line()).isEqualTo(LineState.SILENT);
        assertThat(get(SECRETARY, base() + "/control?attention=true"))
                .bodyText()
                .contains("Điểm cầu Tràng Xá", "Mất liên lạc");
    }

    @Test
    void sendsMessagesAndCollectsReceipts() {
        assertThat(post(SECRETARY, base() + "/messages", Map.of("text", "Bắt đầu sau năm phút")))
                .hasStatus3xxRedirection();
        assertThat(post(
                        SECRETARY,
                        base() + "/messages",
                        Map.of("text", "Chỉ main", "site", morning.main().toString())))
                .hasStatus3xxRedirection();
        assertThat(get(OTHER_SECRETARY, "/live/sites/" + morning.bridge()))
                .bodyText()
                .contains("Bắt đầu sau năm phút")
                .doesNotContain("Chỉ main");

        var message = room().messages().stream()
                .filter(row -> row.toAll())
                .findFirst()
                .orElseThrow();
        assertThat(message.sites()).isEqualTo(2);
        assertThat(message.read()).isZero();
        var receipt = "/live/sites/" + morning.bridge() + "/messages/" + message.id() + "/receipt";
        assertThat(post(SITE_OPERATOR, receipt, Map.of())).hasStatus(404);
        assertThat(post(OTHER_SECRETARY, receipt, Map.of())).hasStatus3xxRedirection();
        assertThat(post(OTHER_SECRETARY, receipt, Map.of())).hasStatus3xxRedirection();

        assertThat(records.messages(morning.session()).stream()
                        .filter(row -> row.toAll())
                        .findFirst()
                        .orElseThrow()
                        .read())
                .isEqualTo(1);
        assertThat(get(SECRETARY, base() + "/messages/" + message.id()))
                .bodyText()
                .contains("Hội trường xã");
    }

    @Test
    void keepsWhatWasWrittenWhereItIsRefused() {
        assertThat(post(SECRETARY, base() + "/messages", Map.of("text", " "))).hasStatus(422);
        assertThat(post(SECRETARY, base() + "/messages", Map.of("text", "x".repeat(2_001))))
                .hasStatus(422)
                .bodyText()
                .contains("x".repeat(2_001));
        assertThat(post(
                        SITE_OPERATOR,
                        "/live/sites/" + morning.main() + "/incidents",
                        Map.of("what", "y".repeat(1_001))))
                .hasStatus(422)
                .bodyText()
                .contains("y".repeat(1_001));
        assertThat(records.messages(morning.session())).isEmpty();
        assertThat(records.incidents(morning.session())).isEmpty();
    }

    @Test
    void followsACallForHelpUntilItIsSolved() {
        assertThat(post(
                        OTHER_SECRETARY,
                        "/live/sites/" + morning.bridge() + "/incidents",
                        Map.of("help", "true", "what", "Mất tiếng")))
                .hasStatus3xxRedirection();
        var call = room().incidents().getFirst();
        assertThat(call.help()).isTrue();
        assertThat(of(room(), morning.bridge()).help()).isEqualTo(1);
        assertThat(get(SECRETARY, base() + "/control")).bodyText().contains("Mất tiếng");

        var incident = base() + "/incidents/" + call.id();
        assertThat(post(OTHER_SECRETARY, incident + "/acknowledgement", Map.of()))
                .hasStatus(404);
        assertThat(post(SECRETARY, incident + "/acknowledgement", Map.of())).hasStatus3xxRedirection();
        assertThat(get(OTHER_SECRETARY, "/live/sites/" + morning.bridge() + "/now"))
                .bodyText()
                .contains("Đã tiếp nhận");
        assertThat(post(
                        SITE_OPERATOR,
                        "/live/sites/" + morning.main() + "/incidents/" + call.id() + "/solution",
                        Map.of()))
                .as("another site's")
                .hasStatus(404);
        assertThat(post(SECRETARY, incident + "/solution", Map.of("solution", "Đã đổi micro")))
                .hasStatus3xxRedirection();
        assertThat(post(SECRETARY, incident + "/solution", Map.of("solution", "Lần hai")))
                .hasStatus3xxRedirection();

        assertThat(records.incidents(morning.session()).getFirst().solution()).isEqualTo("Đã đổi micro");
        assertThat(of(room(), morning.bridge()).help()).isZero();
    }

    @Test
    void opensOnlyForWhoRunsOrKeeps() {
        assertThat(get(SECRETARY, base() + "/control")).hasStatusOk();
        for (var stranger : List.of(OTHER_SECRETARY, SITE_OPERATOR, MEMBER, READER, ADMINISTRATOR))
            assertThat(get(stranger, base() + "/control"))
                    .as(stranger.username())
                    .hasStatus(404);
        assertThat(get(SITE_OPERATOR, "/live/sites/" + morning.main())).hasStatusOk();
        for (var stranger : List.of(OTHER_SECRETARY, MEMBER, READER))
            assertThat(get(stranger, "/live/sites/" + morning.main()))
                    .as(stranger.username())
                    .hasStatus(404);
        assertThat(post(
                        SECRETARY,
                        base() + "/incidents",
                        Map.of("what", "x", "site", UUID.randomUUID().toString())))
                .as("a site of another conference")
                .hasStatus(404);
    }

    @Test
    void answersNothingNewWhileNothingChanged() {
        var tag = get(SECRETARY, base() + "/control/now").getResponse().getHeader("ETag");

        assertThat(tag).isNotNull();
        assertThat(web.get()
                        .uri(base() + "/control/now")
                        .header("If-None-Match", tag)
                        .with(World.as(SECRETARY)))
                .hasStatus(304);
    }

    @Test
    void sendsAllWhoLookTheSamePieceInTheirLanguageUntilSomethingChanges() {
        var address = base() + "/control/now";
        var first = text(SECRETARY, address, "vi");

        assertThat(text(OFFICER, address, "vi")).isEqualTo(first).contains("Điểm cầu đang kết nối");
        assertThat(text(OFFICER, address, "en")).contains("0").doesNotContain("Điểm cầu đang kết nối");
        assertThat(text(OFFICER, address + "?attention=true&q=khong-co", "vi")).isNotEqualTo(first);

        come("19.000001", morning.main(), "a");
        shared.versions(List.of(morning.session().value()));
        assertThat(text(SECRETARY, address, "vi")).contains("id=\"in-now\">1<");
        assertThat(text(OFFICER, address, "vi")).contains("id=\"in-now\">1<");
    }

    private String text(Actor actor, String address, String language) {
        db.sql("update access.account set locale = :language where id = :id")
                .param("language", language)
                .param("id", actor.account().value())
                .update();
        var answer = web.get().uri(address).with(World.as(actor)).exchange();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void offersTheKeeperOfASiteItsChecklistAndAQuestionForItsHall() {
        var page = "/live/sites/" + morning.main();
        assertThat(get(SITE_OPERATOR, page))
                .bodyText()
                .contains(
                        "/study/sites/" + morning.main() + "/checks",
                        "Nhập câu hỏi hộ hội trường",
                        "name=\"site\" value=\"" + morning.main() + "\"");

        assertThat(post(
                        SITE_OPERATOR,
                        base() + "/questions",
                        Map.of(
                                "shownTo", "ALL",
                                "name", "Bà Hai",
                                "body", "Từ hội trường",
                                "site", morning.main().toString(),
                                "back", "site")))
                .hasRedirectedUrl(page);
        assertThat(get(SECRETARY, base() + "/questions/queue"))
                .bodyText()
                .contains("Từ hội trường", "Bà Hai", "Hội trường xã", "chưa có ai ủng hộ");
    }

    @Test
    void showsTheKeeperWhatIsNeededNowBeforeTheRest() {
        var page = "/live/sites/" + morning.main();
        var rest = "<details class=\"site-more\">";
        var own = "href=\"/study/sites/" + morning.main();
        var all = List.of(
                own + "/door\"",
                own + "/screen\"",
                own + "/roll\"",
                own + "/doors\"",
                "href=\"" + base() + "/broadcast\"",
                "href=\"" + base() + "/questions\"",
                "href=\"" + base() + "/polls\"",
                "href=\"" + base() + "/discussion\"",
                "href=\"/study/sessions/" + morning.session().value() + "/conflicts\"");
        for (var minutes : new int[] {60, -60, -600}) {
            var begins = Instant.now().plusSeconds(60L * minutes);
            db.sql("update study.session set starts_at = :from, ends_at = :until where id = :id")
                    .param("from", begins.atOffset(ZoneOffset.UTC))
                    .param("until", begins.plusSeconds(7_200).atOffset(ZoneOffset.UTC))
                    .param("id", morning.session().value())
                    .update();
            assertThat(get(SITE_OPERATOR, page)).bodyText().contains(all).satisfies(text -> {
                var needed = text.substring(text.indexOf("id=\"now\""), text.indexOf(rest));
                assertThat(all.stream().filter(needed::contains)).hasSize(3);
                assertThat(needed).contains(all.getFirst());
                assertThat(all)
                        .allSatisfy(link -> assertThat(text.split(link, -1)).hasSize(2));
            });
        }
    }

    @Test
    void leadsHomeToTheSiteOrTheControlRoomOfToday() {
        assertThat(get(SITE_OPERATOR, "/live/today")).bodyText().doesNotContain("/live/sites");
        db.sql("update study.session set starts_at = :from, ends_at = :until where id = :id")
                .param("from", Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC))
                .param("until", Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC))
                .param("id", morning.session().value())
                .update();

        assertThat(get(SITE_OPERATOR, "/live/today"))
                .bodyText()
                .contains("/live/sites/" + morning.main())
                .doesNotContain("/control", morning.bridge().toString());
        assertThat(get(SECRETARY, "/live/today")).bodyText().contains(base() + "/control");
    }

    @Test
    void draftsMinutesAndKeepsWhatSomebodyWroteIntoThem() {
        come("19.000001", morning.main(), "a");
        post(SITE_OPERATOR, "/live/sites/" + morning.main() + "/incidents", Map.of("what", "Mất điện"));
        var minutes = base() + "/minutes";
        assertThat(get(SECRETARY, minutes + ".pdf")).hasStatus(404);
        assertThat(post(SECRETARY, minutes + "/draft", Map.of())).hasStatus3xxRedirection();
        assertThat(get(SECRETARY, minutes))
                .bodyText()
                .contains("2 điểm cầu", "có mặt 1 người", "Chuyên đề; báo cáo viên: Báo cáo viên", "Mất điện");

        assertThat(post(
                        SECRETARY,
                        minutes,
                        Map.of("version", "1", "body", "Đã\u0007sửa\u202etay", "signer", "Người\u0085\nký")))
                .hasStatus3xxRedirection();
        assertThat(post(SECRETARY, minutes + "/draft", Map.of("version", "2")))
                .as("not over an edited text unasked")
                .hasStatus(409)
                .bodyText()
                .contains("Đã sửa tay");
        assertThat(post(SECRETARY, minutes, Map.of("version", "1", "body", "Soạn trên bản cũ")))
                .as("somebody else saved meanwhile")
                .hasStatus(409)
                .bodyText()
                .contains("Soạn trên bản cũ", "Đã sửa tay");
        assertThat(post(SECRETARY, minutes, Map.of("version", "2", "body", " ")))
                .hasStatus(422);
        assertThat(post(SECRETARY, minutes + "/draft", Map.of("version", "2", "sure", "true")))
                .hasStatus3xxRedirection();
        assertThat(get(SECRETARY, minutes)).bodyText().contains("Đã sửa tay", "Mất điện");

        assertThat(get(SECRETARY, minutes + ".pdf").getResponse().getContentAsByteArray())
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        assertThat(get(SECRETARY, minutes + ".docx").getResponse().getContentAsByteArray())
                .startsWith((byte) 'P', (byte) 'K');
        assertThat(get(OTHER_SECRETARY, minutes)).hasStatus(404);
    }

    private void holdsWithTheDatabase(int all) {
        var halls = turnout.halls(morning.session());
        for (var hall : halls)
            assertThat(hall.expected())
                    .as(hall.name())
                    .isEqualTo(db.sql("select count(*) from study.expected_at(:site)")
                            .param("site", hall.id())
                            .query(Integer.class)
                            .single());
        assertThat(halls.stream().mapToInt(Turnout.Hall::expected).sum()).isEqualTo(all);
    }

    private UUID site(vn.lantoa.kernel.UnitId unit, String name, String expects, boolean main) {
        var id = Ids.next();
        db.sql("""
                insert into study.site (id, session, unit, name, expects, main)
                values (:id, :session, :unit, :name, :expects, :main)
                """)
                .param("id", id)
                .param("session", morning.session().value())
                .param("unit", unit.value())
                .param("name", name)
                .param("expects", expects)
                .param("main", main)
                .update();
        return id;
    }

    private void come(String number, UUID site, String nonce) {
        assertThat(web.post()
                        .uri(
                                "/api/v1/sessions/{id}/check-ins",
                                morning.session().value())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"memberNo\":\"%s\",\"site\":\"%s\",\"nonce\":\"%s\"}".formatted(number, site, nonce))
                        .with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("recorded");
    }

    /// As a node that has just started sees it.
    private RoomNow room() {
        return new ControlRoom(turnout, records, java.time.Clock.systemUTC()).now(morning.session());
    }

    private static SiteNow of(RoomNow room, UUID site) {
        return room.sites().stream()
                .filter(one -> one.id().equals(site))
                .findFirst()
                .orElseThrow();
    }

    private String base() {
        return morning.base();
    }

    private MvcTestResult get(Actor actor, String uri) {
        return web.get().uri(uri).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String uri, Map<String, String> fields) {
        var request = web.post().uri(uri).with(World.as(actor)).with(csrf());
        fields.forEach((name, value) -> request.param(name, value));
        return request.exchange();
    }
}
