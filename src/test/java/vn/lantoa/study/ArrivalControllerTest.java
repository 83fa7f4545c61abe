package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Ids;

/// A phone reads the code of a hall, signs in afterwards, and is in from the moment of reading; nothing else gets in.
@AppTest
class ArrivalControllerTest implements World {

    private static final Duration EVERY = Duration.ofSeconds(15);

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    DoorKeys keys;

    @Autowired
    Prompts prompts;

    @Autowired
    PersonalCodes codes;

    @Autowired
    Door door;

    @Autowired
    MockMvcTester web;

    CampaignId campaign;
    SessionId session;
    SiteId hall;
    Instant now = Instant.now();

    @BeforeEach
    void begin() {
        campaign = Trial.draft(db, OFFICER, DT, 2, "1.0");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, DT, Form.BRIDGE, 0b11, false);
        hall = Trial.site(db, session, TL);
        starts(now.minusSeconds(600));
    }

    @Test
    void letsInFromTheMomentOfReading() {
        var read = read(code(now));
        var page = web.get()
                .uri("/study/arrivals/new?claim=" + claim(read))
                .cookie(phone(read))
                .with(World.as(MEMBER))
                .exchange();
        assertThat(page).hasStatusOk().bodyText().contains("Đã đọc mã hội trường lúc", "Bấm để ghi nhận");

        assertThat(confirm(MEMBER, read, phone(read))).hasStatusOk().bodyText().contains("Đã vào", "Dương Thị Bình");
        var at = db.sql("select f.happened_at from study.fact f where f.session = :session and f.kind = 'IN'")
                .param("session", session.value())
                .query(Instant.class)
                .single();
        assertThat(Duration.between(at, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(confirm(MEMBER, read, phone(read))).hasStatusOk().bodyText().contains("Đã vào");
    }

    @Test
    void tellsWhoIsNotSignedInWhenItWasReadAndWhereElseToGo() {
        var read = read(code(now));
        var welcome = "/h?claim=" + claim(read);

        assertThat(web.get().uri(welcome).cookie(phone(read)))
                .hasStatusOk()
                .bodyText()
                .contains("Đã đọc mã hội trường lúc", "/study/arrivals/new?claim=" + claim(read), "người trực cửa");
        assertThat(web.get().uri(welcome)).hasStatus(422);
        assertThat(web.get().uri("/study/arrivals/new?claim=" + claim(read)).cookie(phone(read)))
                .redirectedUrl()
                .endsWith("/sign-in");
        assertThat(web.get().uri(welcome).cookie(phone(read)).with(World.as(MEMBER)))
                .redirectedUrl()
                .isEqualTo("/study/arrivals/new?claim=" + claim(read));
    }

    @Test
    void letsInHereWhoIsExpectedElsewhereIfHeOrSheSaysSo() {
        Trial.site(db, session, TL1);
        var read = read(code(now));

        assertThat(confirm(MEMBER, read, phone(read)))
                .hasStatus(409)
                .bodyText()
                .contains("được triệu tập ở", "Tôi dự ở đây", "name=\"admit\" value=\"true\"");
        var here = web.post()
                .uri("/study/arrivals")
                .param("claim", claim(read))
                .param("admit", "true")
                .cookie(phone(read))
                .with(World.as(MEMBER))
                .with(csrf())
                .exchange();
        assertThat(here).hasStatusOk().bodyText().contains("Đã vào lúc");
    }

    @Test
    void tellsWhoIsInElsewhereSinceWhenAndWhere() {
        var other = Trial.site(db, session, PC);
        var first = read(code(now));
        assertThat(confirm(MEMBER, first, phone(first))).hasStatusOk();
        var there = db.sql("select t.name from study.site t where t.id = :id")
                .param("id", hall.value())
                .query(String.class)
                .single();

        var again =
                read(HallCode.of(session.value(), other.value(), HallCode.slot(now, EVERY), keys.hall(other.value()))
                        .text());
        assertThat(confirm(MEMBER, again, phone(again)))
                .hasStatus(409)
                .bodyText()
                .contains("Đồng chí đã vào từ", ", ở " + there, "Tôi dự ở đây")
                .doesNotContain("người trực cửa");
    }

    @Test
    void letsWhoIsInLeaveByTheCodeAndComeBack() {
        var first = read(code(now));
        assertThat(confirm(MEMBER, first, phone(first))).bodyText().doesNotContain("Tôi ra về");
        var again = read(code(now));
        assertThat(confirm(MEMBER, again, phone(again))).bodyText().contains("Đã vào từ", "Tôi ra về");

        for (var time = 0; time < 2; time++) {
            var left = web.post()
                    .uri("/study/arrivals")
                    .param("claim", claim(again))
                    .param("leave", "true")
                    .cookie(phone(again))
                    .with(World.as(MEMBER))
                    .with(csrf())
                    .exchange();
            assertThat(left)
                    .hasStatusOk()
                    .bodyText()
                    .contains("Đã ghi ra về lúc")
                    .doesNotContain("Tôi ra về");
        }
        assertThat(db.sql("select count(*) from study.fact f where f.session = :session and f.kind = 'OUT'")
                        .param("session", session.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        var back = read(code(now));
        assertThat(confirm(MEMBER, back, phone(back))).hasStatusOk().bodyText().contains("Đã quay lại");
    }

    @Test
    void saysNothingOfLeavingBeforeTheConferenceBegins() {
        starts(now.plusSeconds(1_200));
        for (var time = 0; time < 2; time++) {
            var read = read(code(now));
            assertThat(confirm(MEMBER, read, phone(read)))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("Tôi ra về");
        }
    }

    @Test
    void tellsInTheTraceWhichPhoneItWasWithoutGivingTheClaimAway() {
        var read = read(code(now));
        confirm(MEMBER, read, phone(read));

        var witness = db.sql("select s.witness from study.scan s where s.session = :session")
                .param("session", session.value())
                .query(String.class)
                .single();
        assertThat(witness)
                .matches("điện thoại [0-9a-f]{10}")
                .doesNotContain(phone(read).getValue());
    }

    @Test
    void refusesAClaimSealedWithTheKeyThatDoorsHave() {
        var phone = "CCCCCCCCCCCCCCCCCCCCCC";
        var sealed = new Claim(hall.value(), now, phone, "abcdefgh1234").sealed(keys.hall(hall.value()));
        assertThat(web.get().uri("/h?claim=" + sealed).cookie(new Cookie("lantoa-phone", phone)))
                .hasStatus(422);
    }

    @Test
    void countsNobodyWhoTriesTheScreenOnADayBefore() {
        starts(now.plus(Duration.ofDays(2)));
        var read = read(code(now));

        assertThat(web.get().uri("/h?claim=" + claim(read)).cookie(phone(read)))
                .hasStatus(409)
                .bodyText()
                .contains("chưa đến ngày hội nghị");
        assertThat(confirm(MEMBER, read, phone(read))).hasStatus(409).bodyText().contains("chưa đến ngày hội nghị");
        assertThat(db.sql("select count(*) from study.scan s where s.session = :session")
                        .param("session", session.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void saysToWhomComesEarlyFromWhenHeIsIn() {
        var opens = vn.lantoa.kernel.Zone.day(now)
                .plusDays(1)
                .atStartOfDay(vn.lantoa.kernel.Zone.VIETNAM)
                .toInstant()
                .minusSeconds(1);
        starts(opens.plus(Duration.ofHours(1)));
        var read = read(code(now));

        assertThat(web.get().uri("/h?claim=" + claim(read)).cookie(phone(read)))
                .hasStatusOk()
                .bodyText()
                .contains("Đồng chí đến sớm");
        assertThat(confirm(MEMBER, read, phone(read))).hasStatusOk().bodyText().contains("Đồng chí đến sớm");
        var at = db.sql("select f.happened_at from study.fact f where f.session = :session and f.kind = 'IN'")
                .param("session", session.value())
                .query(Instant.class)
                .single();
        assertThat(at).isEqualTo(opens);
    }

    @Test
    void takesTheCodeBeforeAndNoOlderOne() {
        assertThat(read(code(now.minus(EVERY)))).hasStatus(302);
        assertThat(read(code(now.minusSeconds(60)))).hasStatus(410).bodyText().contains("Mã đã đổi");
    }

    @Test
    void refusesForgedAndForeignCodes() {
        var good = code(now);
        var forged = good.substring(0, good.length() - 3) + (good.endsWith("AAA") ? "BBB" : "AAA");
        assertThat(read(forged)).hasStatus(404).bodyText().contains("không phải của điểm cầu nào");
        assertThat(read("nonsense")).hasStatus(404);
        var elsewhere = Trial.site(db, session, PC);
        var foreign = new HallCode(
                elsewhere.value(),
                HallCode.slot(now, EVERY),
                HallCode.read(good).orElseThrow().mac());
        assertThat(read(foreign.text())).hasStatus(404);
        assertThat(read(code(now.plusSeconds(60)))).hasStatus(404);
    }

    @Test
    void refusesAClaimOnAnotherPhoneAndForAnotherPerson() {
        var read = read(code(now));
        assertThat(confirm(MEMBER, read, new Cookie("lantoa-phone", "AAAAAAAAAAAAAAAAAAAAAA")))
                .hasStatus(422);
        assertThat(confirm(MEMBER, read, phone(read))).hasStatusOk();

        assertThat(confirm(CELL_SECRETARY, read, phone(read)))
                .hasStatus(409)
                .bodyText()
                .contains("đã dùng cho người khác");
        assertThat(confirm(OFFICER, read, phone(read))).hasStatus(422);
    }

    @Test
    void refusesAClaimThatIsTooOld() {
        var phone = "BBBBBBBBBBBBBBBBBBBBBB";
        var old = new Claim(hall.value(), now.minus(Duration.ofMinutes(31)), phone, "abcdefgh1234");
        var answer = web.post()
                .uri("/study/arrivals")
                .param("claim", old.sealed(keys.seal()))
                .cookie(new Cookie("lantoa-phone", phone))
                .with(World.as(MEMBER))
                .with(csrf())
                .exchange();
        assertThat(answer).hasStatus(410);
    }

    @Test
    void asksForPresenceWithTheDigitsOfTheOwnHall() {
        var read = read(code(now));
        confirm(MEMBER, read, phone(read));
        var address = "/study/sessions/" + session.value() + "/presence";
        assertThat(presence(address, "0000")).hasStatus(409);
        assertThat(web.post()
                        .uri("/study/sessions/" + session.value() + "/prompts")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("chỉ cho 0 lần");
        prompts.allow(OFFICER, session, 1);
        prompts.open(OFFICER, session, Instant.now());

        var screen = web.get()
                .uri("/study/sites/" + hall.value() + "/screen/state")
                .with(World.as(SITE_OPERATOR))
                .exchange();
        var digits = body(screen).replaceAll("(?s).*screen-digits\">(\\d{4})<.*", "$1");
        var wrong = digits.equals("1111") ? "2222" : "1111";
        assertThat(presence(address, wrong)).hasStatus(422);
        assertThat(body(index())).contains("Dương Thị Bình");
        assertThat(presence(address, digits)).hasStatusOk().bodyText().contains("Đã xác nhận có mặt");
        assertThat(body(index())).doesNotContain("Dương Thị Bình").contains("1 người trả lời");
    }

    @Test
    void takesNoMoreGuessesAfterFive() {
        var read = read(code(now));
        confirm(MEMBER, read, phone(read));
        prompts.allow(OFFICER, session, 1);
        prompts.open(OFFICER, session, Instant.now());
        var address = "/study/sessions/" + session.value() + "/presence";

        for (var guess = 0; guess < Prompts.MOST_MISSES; guess++)
            assertThat(presence(address, "x" + guess)).hasStatus(422);
        assertThat(presence(address, "0000")).hasStatus(409).bodyText().contains("sai 5 lần");
    }

    @Test
    void letsOnlyWhoRunsTheCampaignSayHowManyPromptsThereAre() {
        var other = Trial.session(db, campaign, TL, Form.BRIDGE, 0b11, false);
        var page = "/study/sessions/" + other.value() + "/prompts";

        assertThat(web.get().uri(page).with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("0 lần trong một buổi")
                .doesNotContain("/prompts/number");
        assertThat(web.post()
                        .uri(page + "/number")
                        .param("number", "2")
                        .with(World.as(SECRETARY))
                        .with(csrf()))
                .hasStatus(404);
        assertThat(web.post()
                        .uri(page + "/number")
                        .param("number", "2")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(302);
        assertThat(prompts.allowed(other)).isEqualTo(2);
    }

    @Test
    void showsTheOwnCodeAndReplacesIt() {
        var shown = web.get().uri("/study/mine/code").with(World.as(MEMBER)).exchange();
        assertThat(shown).hasStatusOk().bodyText().contains("Dương Thị Bình", "<svg viewBox");
        var before =
                web.get().uri("/study/mine/code.png").with(World.as(MEMBER)).exchange();

        assertThat(web.post()
                        .uri("/study/mine/code/replacement")
                        .with(World.as(MEMBER))
                        .with(csrf()))
                .hasStatus(302);
        var after = web.get().uri("/study/mine/code.png").with(World.as(MEMBER)).exchange();
        assertThat(after.getResponse().getContentAsByteArray())
                .isNotEqualTo(before.getResponse().getContentAsByteArray());
        assertThat(web.post()
                        .uri("/study/members/" + BINH.value() + "/code/replacement")
                        .with(World.as(OTHER_SECRETARY))
                        .with(csrf()))
                .hasStatus(404);
    }

    @Test
    void replacesTheCodeOfWhoLostIt() {
        var before = code();
        var page = "/study/members/" + BINH.value() + "/code";
        assertThat(web.get().uri(page).with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("mã đầu tiên");
        assertThat(web.get().uri(page).with(World.as(SITE_OPERATOR))).hasStatus(404);

        assertThat(web.post()
                        .uri(page + "/replacement")
                        .with(World.as(SECRETARY))
                        .with(csrf()))
                .redirectedUrl()
                .isEqualTo(page);
        assertThat(web.get().uri(page).with(World.as(SECRETARY))).bodyText().contains("được cấp lại lúc");
        assertThat(outcome(before)).isEqualTo("unknown-code");
        assertThat(outcome(code())).isEqualTo("recorded");
    }

    private String code() {
        return codes.of(BINH.value());
    }

    private String outcome(String code) {
        var scan = new DoorScan(
                Ids.next().toString(),
                DoorScan.Kind.IN,
                DoorScan.Way.CODE,
                code,
                null,
                null,
                null,
                now,
                null,
                false,
                false);
        return door.take(SITE_OPERATOR, hall, null, List.of(scan), now)
                .getFirst()
                .outcome();
    }

    private MvcTestResult index() {
        return web.get()
                .uri("/study/sessions/" + session.value() + "/prompts")
                .with(World.as(OFFICER))
                .exchange();
    }

    private MvcTestResult presence(String address, String digits) {
        return web.post()
                .uri(address)
                .param("digits", digits)
                .with(World.as(MEMBER))
                .with(csrf())
                .exchange();
    }

    private void starts(Instant at) {
        db.sql("update study.session set starts_at = :at, ends_at = :until where id = :id")
                .param("at", Trial.moment(at))
                .param("until", Trial.moment(at.plus(Duration.ofHours(4))))
                .param("id", session.value())
                .update();
    }

    private String code(Instant at) {
        return HallCode.of(session.value(), hall.value(), HallCode.slot(at, EVERY), keys.hall(hall.value()))
                .text();
    }

    private MvcTestResult read(String code) {
        return web.get().uri("/h/" + code).exchange();
    }

    private static String claim(MvcTestResult read) {
        return String.valueOf(read.getResponse().getRedirectedUrl()).replaceFirst(".*claim=", "");
    }

    private static Cookie phone(MvcTestResult read) {
        var set = List.of(
                String.valueOf(read.getResponse().getHeader("Set-Cookie")).split("[=;]", -1));
        return new Cookie("lantoa-phone", set.get(1));
    }

    private MvcTestResult confirm(Actor actor, MvcTestResult read, Cookie phone) {
        return web.post()
                .uri("/study/arrivals")
                .param("claim", claim(read))
                .cookie(phone)
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
