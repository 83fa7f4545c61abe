package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
import vn.lantoa.access.Scope;

@AppTest
class CheckInControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Figures figures;

    private CampaignId campaign;
    private SessionId session;
    private SiteId hall;
    private SiteId annex;

    @BeforeEach
    void opensADoor() {
        campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, DT, Form.BRIDGE, 1, false);
        hall = Trial.site(db, session, TL);
        annex = Trial.site(db, session, PC);
    }

    @Test
    void recordsOneCheckInAndAnswersAList() {
        assertThat(send(SITE_OPERATOR, one("19.000001", hall, "a")))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                [{"nonce":"a","outcome":"recorded"}]
                """);
        assertThat(figures.of(Scope.everything(), campaign, TL1).by(Form.BRIDGE))
                .isEqualTo(1);
    }

    @Test
    void answersInTheOrderSentWhateverBecameOfEach() {
        assertThat(outcomes(send(
                        SITE_OPERATOR,
                        list(
                                one("19.000005", hall, "1"),
                                one("19.000001", hall, "2"),
                                one("19.000001", hall, "3"),
                                one("19.000008", hall, "4"),
                                one("19.000010", hall, "5"),
                                one("77.000000", hall, "6"),
                                one("19.000005", hall, "1")))))
                .containsExactly(
                        "recorded", "recorded", "already", "other-site", "recorded", "unknown-member", "already");
    }

    @Test
    void letsInWhoIsExpectedElsewhereWhenTheDoorSaysSo() {
        assertThat(outcomes(send(OFFICER, """
                {"memberNo":"19.000008","site":"%s","nonce":"x","admit":true}""".formatted(hall.value())))).containsExactly("recorded");
    }

    @Test
    void tellsWhoIsNotOnTheRoster() {
        db.sql("update study.roster set removed_on = :day where campaign = :id and member = :member")
                .param("day", DAY)
                .param("id", campaign.value())
                .param("member", AN.value())
                .update();
        assertThat(outcomes(send(SITE_OPERATOR, one("19.000001", hall, "a")))).containsExactly("not-on-roster");
    }

    @Test
    void changesNothingWhenARequestIsRepeated() {
        var sent = list(one("19.000001", hall, "a"), one("19.000002", hall, "b"));
        send(SITE_OPERATOR, sent);
        var figure = figures.of(Scope.everything(), campaign, TN);

        assertThat(outcomes(send(SITE_OPERATOR, sent))).containsExactly("already", "already");
        assertThat(figures.of(Scope.everything(), campaign, TN)).isEqualTo(figure);
    }

    @Test
    void recordsNothingOfARequestWithANonceOfAnotherMember() {
        send(SITE_OPERATOR, one("19.000001", hall, "a"));

        assertThat(send(SITE_OPERATOR, list(one("19.000002", hall, "b"), one("19.000003", hall, "a"))))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("[1]", "“a”");
        assertThat(send(SITE_OPERATOR, list(one("19.000002", hall, "c"), one("19.000003", hall, "c"))))
                .hasStatus(409);
        assertThat(figures.of(Scope.everything(), campaign, TL1).studied()).isEqualTo(1);
    }

    @Test
    void recordsACheckOutBesideTheCheckIn() {
        assertThat(outcomes(send(SITE_OPERATOR, """
                [{"memberNo":"19.000001","site":"%1$s","kind":"out","nonce":"o"},
                 {"memberNo":"19.000001","site":"%1$s","kind":"in","nonce":"i"}]""".formatted(hall.value())))).containsExactly("recorded", "recorded");
        assertThat(figures.of(Scope.everything(), campaign, TL1).studied()).isEqualTo(1);
    }

    @Test
    void saysThatASessionIsClosedExceptForWhatIsAlreadyRecorded() {
        send(SITE_OPERATOR, one("19.000001", hall, "a"));
        db.sql("update study.session set closed_at = now() where id = :id")
                .param("id", session.value())
                .update();

        assertThat(outcomes(send(SITE_OPERATOR, list(one("19.000001", hall, "a"), one("19.000002", hall, "b")))))
                .containsExactly("already", "session-closed");
    }

    @Test
    void refusesTheFutureNamingTheEntry() {
        assertThat(send(SITE_OPERATOR, list(one("19.000001", hall, "a"), """
                {"memberNo":"19.000002","site":"%s","nonce":"b","at":"%s"}""".formatted(
                                hall.value(), Instant.now().plusSeconds(600)))))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("[1]");
        assertThat(figures.of(Scope.everything(), campaign, TL1).studied()).isZero();
    }

    @Test
    void refusesWhatCannotBeACheckIn() {
        assertThat(send(SITE_OPERATOR, "{\"memberNo\":")).hasStatus(400);
        assertThat(send(SITE_OPERATOR, "\"text\"")).hasStatus(400);
        assertThat(send(SITE_OPERATOR, "[1]")).hasStatus(400);
        assertThat(send(SITE_OPERATOR, "")).hasStatus(400);
        assertThat(send(SITE_OPERATOR, one("19.000001", hall, ""))).hasStatus(422);
        assertThat(send(SITE_OPERATOR, one("19.000001", hall, "a\\u0000"))).hasStatus(422);
        assertThat(send(SITE_OPERATOR, one("19.000001", hall, "a".repeat(201)))).hasStatus(422);
        assertThat(send(SITE_OPERATOR, one("19.000001", hall, "a").replace("}", ",\"kind\":\"up\"}")))
                .hasStatus(422);
        assertThat(send(SITE_OPERATOR, one("19.000001", hall, "a").replace("}", ",\"at\":\"31/02/2023\"}")))
                .hasStatus(422);
        assertThat(send(SITE_OPERATOR, one("19.000001", hall, "a").replace("}", ",\"at\":\"-99999999-01-01T00:00Z\"}")))
                .hasStatus(422);
        assertThat(send(
                        SITE_OPERATOR,
                        list(java.util.Collections.nCopies(1_001, one("19.000001", hall, "a"))
                                .toArray(String[]::new))))
                .hasStatus(413);
        assertThat(send(SITE_OPERATOR, "[]")).hasStatusOk();
        assertThat(outcomes(send(SITE_OPERATOR, one("'; drop table study.fact; --", hall, "<b>"))))
                .containsExactly("unknown-member");
    }

    @Test
    void opensOnlyForItsKeepers() {
        assertThat(send(OTHER_SECRETARY, one("19.000001", hall, "a"))).hasStatus(404);
        assertThat(send(INSPECTOR, one("19.000001", hall, "a"))).hasStatus(404);
        assertThat(send(SITE_OPERATOR, one("19.000008", annex, "a"))).hasStatus(404);
        assertThat(send(SITE_OPERATOR, one("19.000001", new SiteId(session.value()), "a")))
                .hasStatus(404);
        assertThat(web.post()
                        .uri("/api/v1/sessions/{id}/check-ins", campaign.value())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(one("19.000001", hall, "a"))
                        .with(World.program(OFFICER)))
                .hasStatus(404);
    }

    private MvcTestResult send(Actor actor, String body) {
        return web.post()
                .uri("/api/v1/sessions/{id}/check-ins", session.value())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(World.program(actor))
                .exchange();
    }

    private static List<String> outcomes(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        try {
            var text = answer.getResponse().getContentAsString();
            return java.util.regex.Pattern.compile("\"outcome\":\"([a-z-]+)\"")
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String one(String number, SiteId site, String nonce) {
        return """
                {"memberNo":"%s","site":"%s","nonce":"%s"}""".formatted(number, site.value(), nonce);
    }

    private static String list(String... entries) {
        return "[" + String.join(",", entries) + "]";
    }
}
