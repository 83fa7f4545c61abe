package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Role;
import vn.lantoa.kernel.Zone;

/// What devices at doors are told over the wire, and the pages by which people open and close them and decide.
@AppTest
class DoorControllerTest implements World {

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    DoorKeys keys;

    @Autowired
    MockMvcTester web;

    @Autowired
    JsonMapper json;

    SessionId session;
    SiteId hall;
    SiteId pc;

    @BeforeEach
    void begin() {
        var campaign = Trial.draft(db, OFFICER, DT, 2, "1.0");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, DT, Form.BRIDGE, 0b11, false);
        hall = Trial.site(db, session, TL);
        pc = Trial.site(db, session, PC);
    }

    @Test
    void opensADeviceWhoseSnapshotHasEverybodyExpected() {
        var device = open();

        var snapshot = get(device, "snapshot");
        assertThat(snapshot.path("expected").asInt()).isEqualTo(7);
        assertThat(snapshot.path("people").get(0).get(3).asString()).isEqualTo("Nguyễn Văn An");
        assertThat(snapshot.path("codes").path("hallKey").asString()).isNotBlank();
        assertThat(snapshot.path("trusted").asBoolean()).isTrue();
    }

    @Test
    void tellsAClosedDeviceNobodysName() {
        var device = open();
        assertThat(web.post()
                        .uri("/study/doors/" + device.door() + "/closure")
                        .with(World.as(SECRETARY))
                        .with(csrf()))
                .hasStatus(302);

        var snapshot = get(device, "snapshot");
        assertThat(snapshot.path("trusted").asBoolean()).isFalse();
        assertThat(snapshot.path("people")).isEmpty();
        assertThat(snapshot.path("codes").path("hallKey").isNull()).isTrue();
        assertThat(get(device, "search?q=trieu lan").path("people")).isEmpty();
    }

    @Test
    void sendsASnapshotAgainOnlyWhenItChanged() {
        var device = open();
        var tag = call(device, "snapshot").getResponse().getHeader("ETag");

        assertThat(web.get()
                        .uri("/doors/" + device.door() + "/snapshot")
                        .header("Authorization", "Door " + device.token())
                        .header("If-None-Match", String.valueOf(tag)))
                .hasStatus(304);
    }

    @Test
    void handsAKioskThePinThatWasSetForItAfterwards() {
        var kiosk = open("Máy tự phục vụ", true);
        var before = call(kiosk, "snapshot").getResponse().getHeader("ETag");
        assertThat(get(kiosk, "snapshot").path("pin").isNull()).isTrue();

        assertThat(setPin(SECRETARY, kiosk, "25803")).hasStatus(422).bodyText().contains("6 đến 12 chữ số");
        assertThat(setPin(OTHER_SECRETARY, kiosk, "258036")).hasStatus(404);
        assertThat(setPin(SECRETARY, open(), "258036")).as("no kiosk").hasStatus(404);
        assertThat(setPin(SECRETARY, kiosk, " 258036 ")).hasStatus(302);
        assertThat(doors()).bodyText().contains("máy chưa nhận");

        var pin = get(kiosk, "snapshot").path("pin");
        var salt = Base64.getUrlDecoder().decode(pin.path("salt").asString());
        assertThat(KioskPin.derived("258036", salt, pin.path("rounds").asInt()).hash())
                .isEqualTo(pin.path("hash").asString());
        assertThat(pin.path("rounds").asInt()).isGreaterThanOrEqualTo(600_000);
        assertThat(doors()).as("an answer may be lost on its way").bodyText().contains("máy chưa nhận");
        var tag = call(kiosk, "snapshot").getResponse().getHeader("ETag");
        assertThat(tag).isNotEqualTo(before);
        web.get()
                .uri("/doors/" + kiosk.door() + "/snapshot")
                .header("Authorization", "Door " + kiosk.token())
                .header("If-None-Match", String.valueOf(tag))
                .exchange();
        assertThat(doors()).bodyText().contains("máy đã nhận lúc");
        assertThat(get(open(), "snapshot").path("pin").isNull()).isTrue();

        db.sql("update study.door_device set closed_at = now() where id = :id")
                .param("id", kiosk.door())
                .update();
        assertThat(get(kiosk, "snapshot").path("pin").isNull()).isTrue();
        assertThat(setPin(SECRETARY, kiosk, "258036")).hasStatus(409);
    }

    private MvcTestResult doors() {
        return web.get()
                .uri("/study/sites/" + hall.value() + "/doors")
                .with(World.as(SECRETARY))
                .exchange();
    }

    private MvcTestResult setPin(vn.lantoa.access.Actor actor, DoorDevices.Opened device, String pin) {
        return web.post()
                .uri("/study/doors/" + device.door() + "/pin")
                .param("pin", pin)
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    @Test
    void takesScansAndCountsThem() {
        var device = open();
        var code = new PersonalCode(AN.value(), 1).signed(keys.privateKey());

        var taken = post(device, "scans", """
                {"unsent": 2, "scans": [
                  {"nonce": "a", "kind": "in", "way": "code", "code": "%s"},
                  {"nonce": "b", "kind": "in", "way": "search", "member": "%s", "at": "2023-12-12T09:00:00+07:00",
                   "offset": 1000, "offline": true},
                  {"nonce": "c", "kind": "undo", "undoes": "b"},
                  {"nonce": "d", "kind": "in", "way": "code", "code": "nonsense"}]}
                """.formatted(code, BINH.value()));

        assertThat(taken.path("answers")
                        .valueStream()
                        .map(answer -> answer.path("outcome").asString()))
                .containsExactly("recorded", "recorded", "undone", "unknown-code");
        assertThat(taken.path("answers").get(0).path("name").asString()).isEqualTo("Nguyễn Văn An");
        assertThat(taken.path("figures").path("in").asInt()).isEqualTo(1);
        assertThat(get(device, "figures").path("expected").asInt()).isEqualTo(7);
    }

    @Test
    void findsPeopleWithoutAccentsAndForAKioskOnlyExactly() {
        var device = open();
        assertThat(get(device, "search?q=trieu lan")
                        .path("people")
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo("Triệu Thị Lan");
        assertThat(get(device, "search?q=%25").path("people")).isEmpty();

        var kiosk = open("Máy tự phục vụ", true);
        assertThat(get(kiosk, "search?q=nguyen van an&year=1970").path("people"))
                .hasSize(1);
        assertThat(get(kiosk, "search?q=nguyen van an&year=1971").path("people"))
                .isEmpty();
        assertThat(get(kiosk, "search?q=nguyen").path("people")).isEmpty();
        assertThat(get(kiosk, "search?q=19.000001").path("people")).hasSize(1);
        assertThat(get(kiosk, "snapshot").path("codes").path("hallKey").isNull())
                .isTrue();
    }

    @Test
    void welcomesAGuestOnceAndTakesItBack() {
        var device = open();
        var guest = "{\"nonce\": \"g\", \"name\": \"Khách mời\", \"of\": \"Mặt trận xã\"}";

        assertThat(post(device, "guests", guest).path("outcome").asString()).isEqualTo("recorded");
        assertThat(post(device, "guests", guest).path("outcome").asString()).isEqualTo("already");
        assertThat(get(device, "figures").path("guests").asInt()).isEqualTo(1);

        assertThat(web.delete()
                        .uri("/doors/" + device.door() + "/guests/g")
                        .header("Authorization", "Door " + device.token()))
                .hasStatusOk();
        assertThat(get(device, "figures").path("guests").asInt()).isZero();
    }

    @Test
    void answersOnlyTheDeviceItself() {
        var device = open();
        assertThat(web.get().uri("/doors/" + device.door() + "/snapshot")).hasStatus(401);
        assertThat(web.get().uri("/doors/" + device.door() + "/snapshot").header("Authorization", "Door forged"))
                .hasStatus(401);
        assertThat(web.get()
                        .uri("/doors/" + UUID.randomUUID() + "/figures")
                        .header("Authorization", "Door " + device.token()))
                .hasStatus(401);
        assertThat(web.post()
                        .uri("/study/sites/" + hall.value() + "/doors")
                        .param("name", "Máy")
                        .with(World.as(READER))
                        .with(csrf()))
                .hasStatus(404);
    }

    @Test
    void refusesWhatIsNoScan() {
        var device = open();
        for (var body : List.of(
                "{\"scans\": [{}]}",
                "{\"scans\": [null]}",
                "{}",
                "{\"scans\": [{\"nonce\": \"x\", \"kind\": \"dance\"}]}",
                "{\"scans\": [{\"nonce\": \"x\", \"kind\": \"undo\"}]}",
                "{\"scans\": [{\"nonce\": \"x\\u0000\", \"kind\": \"in\"}]}",
                "{\"scans\": [{\"nonce\": \"x\", \"kind\": \"in\", \"at\": \"yesterday\"}]}"))
            assertThat(send(device, "scans", body)).as(body).hasStatus(422);
        assertThat(send(device, "scans", "no json")).hasStatus(400);
        assertThat(send(
                        device,
                        "scans",
                        "{\"scans\": [" + "{\"nonce\":\"x\",\"kind\":\"in\"},".repeat(1_000)
                                + "{\"nonce\":\"x\",\"kind\":\"in\"}]}"))
                .hasStatus(413);
    }

    @Test
    void letsTheHolderOfALinkKeepTheDoorUntilItIsRevoked() {
        var soon = java.time.Instant.now();
        db.sql("update study.session set starts_at = :from, ends_at = :until where id = :id")
                .param("from", Trial.moment(soon))
                .param("until", Trial.moment(soon.plusSeconds(3_600)))
                .param("id", session.value())
                .update();
        assertThat(web.post()
                        .uri("/study/sites/" + hall.value() + "/links")
                        .param("holder", " ")
                        .with(World.as(SECRETARY))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Chưa nhập “Người trực cửa”", "Tạo liên kết");
        var page = web.post()
                .uri("/study/sites/" + hall.value() + "/links")
                .param("holder", "Người trực cửa hội trường")
                .with(World.as(SECRETARY))
                .with(csrf())
                .exchange();
        var address = text(page).replaceAll("(?s).*href=\"[^\"]*(/d/[^\"]+)\".*", "$1");
        assertThat(web.get().uri(address)).hasStatusOk();

        var device = read(web.post()
                .uri(address + "/doors")
                .param("name", "Điện thoại")
                .with(csrf())
                .exchange());
        var opened = new DoorDevices.Opened(
                UUID.fromString(device.path("door").asString()),
                device.path("token").asString());
        assertThat(post(opened, "scans", scan("l", AN.value()))
                        .path("answers")
                        .get(0)
                        .path("outcome")
                        .asString())
                .isEqualTo("recorded");

        var link = db.sql("select l.id from study.operator_link l where l.site = :site")
                .param("site", hall.value())
                .query(UUID.class)
                .single();
        assertThat(web.post()
                        .uri("/study/links/" + link + "/revocation")
                        .with(World.as(SECRETARY))
                        .with(csrf()))
                .hasStatus(302);
        assertThat(web.get().uri(address)).hasStatus(404).bodyText().contains("Hãy xin liên kết mới");
        assertThat(post(opened, "scans", scan("m", BINH.value()))
                        .path("answers")
                        .get(0)
                        .path("outcome")
                        .asString())
                .isEqualTo("keeper-gone");
    }

    @Test
    void asksAPersonAboutWhatCouldNotBeTaken() {
        var device = open();
        post(device, "scans", """
                {"scans": [{"nonce": "o1", "kind": "in", "member": "%s", "offline": true},
                           {"nonce": "o2", "kind": "in", "way": "code", "code": "rubbish", "offline": true},
                           {"nonce": "o3", "kind": "in", "member": "%s", "offline": true},
                           {"nonce": "o4", "kind": "in", "member": "%s"}]}
                """.formatted(LAN.value(), NAM.value(), MINH.value()));

        var page = text(conflicts(SECRETARY));
        assertThat(page).contains("Triệu Thị Lan", "rubbish", "Phạm Văn Nam").doesNotContain("Vi Văn Minh");

        assertThat(decide("o1", "ADMITTED", "", "")).hasStatus(302);
        assertThat(decide("o2", "ADMITTED", "19.000002", "")).hasStatus(302);
        assertThat(decide("o3", "ADMITTED", "", "")).hasStatus(409);
        assertThat(decide("o3", "", "19.000002", "")).hasStatus(422).bodyText().contains("Hãy chọn một quyết định");
        assertThat(decide("o3", "ADMITTED", "không có số này", ""))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"không có số này\"", "value=\"đã đối chiếu danh sách ký\"")
                .containsPattern("value=\"ADMITTED\" checked");
        assertThat(decide("o3", "GUEST", "", "Phạm Văn Nam")).hasStatus(302);
        assertThat(get(device, "figures").path("in").asInt()).isEqualTo(2);
        assertThat(get(device, "figures").path("guests").asInt()).isEqualTo(1);
        assertThat(text(conflicts(SECRETARY))).doesNotContain("Triệu Thị Lan", "rubbish", "Phạm Văn Nam");
        assertThat(conflicts(READER)).hasStatus(404);
    }

    @Test
    void takesUpIntoTheRosterForWhomADoorAsks() {
        var device = open();
        var came = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        post(device, "scans", """
                {"scans": [{"nonce": "r1", "kind": "in", "member": "%s", "at": "%s",
                            "offline": true},
                           {"nonce": "r2", "kind": "in", "member": "%s", "at": "%s",
                            "offline": true, "note": "Chuyển sinh hoạt về"},
                           {"nonce": "r3", "kind": "in", "member": "%s", "note": "Mới chuyển đến"}]}
                """.formatted(NAM.value(), came.minusSeconds(60), NAM.value(), came, OANH.value()));

        assertThat(get(device, "decisions").path("decisions")).isEmpty();
        assertThat(text(conflicts(SECRETARY)))
                .contains("Chuyển sinh hoạt về", "Mới chuyển đến")
                .containsOnlyOnce("Phạm Văn Nam");
        assertThat(enroll("r2", SECRETARY, code(TL1)))
                .as("not a member of theirs")
                .hasStatus(422);
        assertThat(enroll("r2", OFFICER, "NOWHERE")).hasStatus(422);
        assertThat(get(device, "figures").path("in").asInt()).isZero();

        assertThat(enroll("r2", OFFICER, code(TL1))).hasStatus(302);
        assertThat(decide("r3", "DISMISSED", "", "")).hasStatus(302);
        assertThat(text(conflicts(SECRETARY))).doesNotContain("Phạm Văn Nam", "Mới chuyển đến");
        assertThat(get(device, "figures").path("in").asInt()).isEqualTo(1);
        assertThat(db.sql("""
                        select f.happened_at = :came and a.reason = :reason
                               and a.on_day = :day and r.outcome is not distinct from 'STUDIED'
                        from   study.session s
                        join   study.fact f on f.campaign = s.campaign and f.session = s.id and f.kind = 'IN'
                        join   study.adjustment a on a.campaign = s.campaign and a.member = f.member
                        join   study.roster r on r.campaign = s.campaign and r.member = f.member
                        where  s.id = :session
                        """)
                        .param("session", session.value())
                        .param("came", Trial.moment(came))
                        .param("day", Zone.day(came))
                        .param("reason", "Chuyển sinh hoạt về")
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);

        var decisions = get(device, "decisions").path("decisions");
        assertThat(decisions
                        .valueStream()
                        .map(one -> one.path("nonce").asString() + " "
                                + one.path("decision").asString()))
                .containsExactlyInAnyOrder("r2 admitted", "r3 dismissed");
        assertThat(decisions.valueStream().map(one -> one.path("reason").asString()))
                .containsExactlyInAnyOrder("Chuyển sinh hoạt về", "đã đối chiếu danh sách ký");
    }

    @Test
    void emptiesADeviceByAFile() {
        var device = open();
        var file = """
                {"door": "%s", "token": "%s",
                 "scans": [{"nonce": "f1", "kind": "in", "member": "%s", "offline": true},
                           {"nonce": "f2", "kind": "in", "code": "?", "offline": true}],
                 "guests": [{"nonce": "f3", "name": "Khách"}, {"nonce": "f4", "name": "Khách nhầm"}],
                 "gone": ["f4", "g"]}
                """.formatted(device.door(), device.token(), AN.value());
        post(device, "guests", "{\"nonce\": \"g\", \"name\": \"Khách về ngay\"}");
        for (var time = 0; time < 2; time++) assertThat(bring(file)).hasStatus(302);

        assertThat(get(device, "figures").path("in").asInt()).isEqualTo(1);
        assertThat(get(device, "figures").path("guests").asInt()).isEqualTo(1);
        assertThat(bring("{\"door\": \"" + device.door() + "\", \"token\": \"forged\", \"scans\": []}"))
                .hasStatus(422);
        assertThat(bring("not a queue")).hasStatus(422);
    }

    @Test
    void takesAFileFromWhoKeepsTheSiteOfItsDeviceHoweverManySitesThereAre() {
        var device = open();
        for (var number = 0; number < 40; number++) Trial.site(db, session, TL);
        var file = """
                {"door": "%s", "token": "%s", "scans": [{"nonce": "f1", "kind": "in", "member": "%s", "offline": true}]}
                """.formatted(device.door(), device.token(), AN.value());

        assertThat(text(conflicts(SECRETARY))).contains("/study/sessions/" + session.value() + "/queue");
        assertThat(bring(OTHER_SECRETARY, file)).as("keeps no site").hasStatus(404);
        assertThat(bring(Trial.settle(db, 78, "bithu-phucuong", Role.SECRETARY, PC), file))
                .as("keeps another site")
                .hasStatus(422);
        assertThat(get(device, "figures").path("in").asInt()).isZero();
        assertThat(bring(file)).hasStatus(302);
        assertThat(get(device, "figures").path("in").asInt()).isEqualTo(1);
    }

    /// The module `live` may be broken, moved or gone: whoever is at the door gets in, on and off line.
    @Test
    void letsPeopleInWhereEverythingOfTheBroadcastIsGone() {
        db.sql("alter schema live rename to gone").update();
        var device = open();

        post(device, "scans", """
                {"scans": [{"nonce": "l1", "kind": "in", "member": "%s"},
                           {"nonce": "l2", "kind": "in", "member": "%s", "offline": true},
                           {"nonce": "l3", "kind": "in", "code": "?", "offline": true}]}
                """.formatted(AN.value(), BINH.value()));
        post(device, "departures", "{\"nonce\": \"l4\"}");

        assertThat(get(device, "snapshot").path("expected").asInt()).isEqualTo(7);
        assertThat(get(device, "figures").path("left").asInt()).isEqualTo(2);
        assertThat(text(conflicts(SECRETARY))).contains("Mã không nhận ra");
        for (var path : List.of(
                "/study/sites/" + hall.value() + "/roll",
                "/study/sites/" + hall.value() + "/screen/state",
                "/study/sessions/" + session.value(),
                "/study/sessions/" + session.value() + "/conclusion"))
            assertThat(web.get().uri(path).with(World.as(OFFICER))).as(path).hasStatusOk();
    }

    @Test
    void flagsWhatAPersonShouldLookAt() {
        var device = open();
        var scans = new StringBuilder();
        for (var member : List.of(AN, BINH, CHUNG, DUNG, HA))
            scans.append(scans.isEmpty() ? "" : ",")
                    .append("{\"nonce\": \"%s\", \"kind\": \"in\", \"member\": \"%s\"}"
                            .formatted(member.value(), member.value()));
        post(device, "scans", "{\"scans\": [" + scans + "]}");

        var page = text(conflicts(SECRETARY));
        assertThat(page).contains("Nhiều người qua một máy", "Vào sau khi hội nghị kết thúc");
        var subject = hall.value().toString();
        assertThat(web.post()
                        .uri("/study/sessions/" + session.value() + "/flags")
                        .param("kind", "AFTER_END")
                        .param("subject", subject)
                        .param("reason", "Máy ghi bù sau buổi")
                        .with(World.as(SECRETARY))
                        .with(csrf()))
                .hasStatus(302);
        assertThat(text(conflicts(SECRETARY))).contains("Máy ghi bù sau buổi");
        assertThat(page).doesNotContain("Một người ở hai điểm cầu", "Đồng hồ máy lệch nhiều");
    }

    @Test
    void flagsWhoIsAtTwoSitesAndAClockThatIsWrongAndCallsNobodyAbsent() {
        var device = open();
        var keeper = Trial.settle(db, 77, "diemcau-phucuong", Role.SITE_OPERATOR, PC);
        var far = open("Máy xa", false, keeper, pc);
        var at = Instant.now().minus(1, ChronoUnit.HOURS);
        post(device, "scans", later("t1", AN.value(), at, 0));
        post(far, "scans", later("t2", AN.value(), at.plus(20, ChronoUnit.MINUTES), 0));
        post(device, "scans", later("t3", BINH.value(), at, 0));
        post(far, "scans", later("t4", BINH.value(), at.plus(70, ChronoUnit.MINUTES), 0));
        post(device, "scans", later("t5", HA.value(), at, 1_200_000));

        var page = text(conflicts(OFFICER));
        assertThat(page).contains("Một người ở hai điểm cầu", "Đồng hồ máy lệch nhiều");
        assertThat(page.split("Một người ở hai điểm cầu", -1))
                .as("an hour and more is time enough to go")
                .hasSize(2);
        assertThat(get(device, "figures").path("in").asInt()
                        + get(far, "figures").path("in").asInt())
                .as("counts once, and is no absentee")
                .isEqualTo(3);
    }

    /// A scan that was kept off line, by a device whose clock is `offset` milliseconds behind.
    private static String later(String nonce, UUID member, Instant at, long offset) {
        return """
                {"scans": [{"nonce": "%s", "kind": "in", "member": "%s", "admit": true, "offline": true,
                            "at": "%s", "offset": %d}]}
                """.formatted(nonce, member, at.minusMillis(offset), offset);
    }

    private MvcTestResult bring(String content) {
        return bring(SECRETARY, content);
    }

    private MvcTestResult bring(vn.lantoa.access.Actor actor, String content) {
        return web.post()
                .uri("/study/sessions/" + session.value() + "/queue")
                .multipart()
                .file(new MockMultipartFile(
                        "file", "hang-doi.json", "application/json", content.getBytes(StandardCharsets.UTF_8)))
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult decide(String nonce, String decision, String memberNo, String name) {
        var scan = db.sql("select s.id from study.scan s where s.session = :session and s.nonce = :nonce")
                .param("session", session.value())
                .param("nonce", nonce)
                .query(Long.class)
                .single();
        return web.post()
                .uri("/study/sessions/" + session.value() + "/conflicts/" + scan)
                .param("decision", decision)
                .param("memberNo", memberNo)
                .param("name", name)
                .param("reason", "đã đối chiếu danh sách ký")
                .with(World.as(SECRETARY))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult enroll(String nonce, vn.lantoa.access.Actor actor, String unit) {
        var scan = db.sql("select s.id from study.scan s where s.session = :session and s.nonce = :nonce")
                .param("session", session.value())
                .param("nonce", nonce)
                .query(Long.class)
                .single();
        return web.post()
                .uri("/study/sessions/" + session.value() + "/conflicts/" + scan)
                .param("decision", "ENROLLED")
                .param("unit", unit)
                .param("reason", "Chuyển sinh hoạt về")
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    private String code(vn.lantoa.kernel.UnitId unit) {
        return db.sql("select u.code from organization.unit u where u.id = :id")
                .param("id", unit.value())
                .query(String.class)
                .single();
    }

    private MvcTestResult conflicts(vn.lantoa.access.Actor actor) {
        return web.get()
                .uri("/study/sessions/" + session.value() + "/conflicts")
                .with(World.as(actor))
                .exchange();
    }

    private static String scan(String nonce, UUID member) {
        return "{\"scans\": [{\"nonce\": \"%s\", \"kind\": \"in\", \"member\": \"%s\"}]}".formatted(nonce, member);
    }

    private DoorDevices.Opened open() {
        return open("Máy 1", false);
    }

    private DoorDevices.Opened open(String name, boolean kiosk) {
        return open(name, kiosk, SITE_OPERATOR, hall);
    }

    private DoorDevices.Opened open(String name, boolean kiosk, vn.lantoa.access.Actor keeper, SiteId site) {
        var opened = read(web.post()
                .uri("/study/sites/" + site.value() + "/doors")
                .param("name", name)
                .param("kiosk", String.valueOf(kiosk))
                .with(World.as(keeper))
                .with(csrf())
                .exchange());
        return new DoorDevices.Opened(
                UUID.fromString(opened.path("door").asString()),
                opened.path("token").asString());
    }

    private JsonNode get(DoorDevices.Opened device, String what) {
        var result = call(device, what);
        assertThat(result).hasStatusOk();
        return read(result);
    }

    private MvcTestResult call(DoorDevices.Opened device, String what) {
        return web.get()
                .uri("/doors/" + device.door() + "/" + what)
                .header("Authorization", "Door " + device.token())
                .exchange();
    }

    private JsonNode post(DoorDevices.Opened device, String what, String body) {
        var result = send(device, what, body);
        assertThat(result).hasStatusOk();
        return read(result);
    }

    private MvcTestResult send(DoorDevices.Opened device, String what, String body) {
        return web.post()
                .uri("/doors/" + device.door() + "/" + what)
                .header("Authorization", "Door " + device.token())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private JsonNode read(MvcTestResult result) {
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
