package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Bearers;

/// The short way in answers as the long way does; a test has come the long way where a controller was looked for.
@AppTest
class CheckInGateTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    SessionDoors doors;

    @Autowired
    Bearers bearers;

    @Autowired
    JsonMapper json;

    @Autowired
    ObjectProvider<HandlerExceptionResolver> troubles;

    @Autowired
    LocaleResolver languages;

    @Autowired
    io.micrometer.core.instrument.MeterRegistry meters;

    private SessionId session;
    private SiteId hall;
    private String token;

    @BeforeEach
    void opensADoor() throws Exception {
        var campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, DT, Form.BRIDGE, 1, false);
        hall = Trial.site(db, session, TL);
        token = token(SITE_OPERATOR);
    }

    @Test
    void recordsWithoutTheLongWay() throws Exception {
        var answer = send(token, one("19.000001", "a"));

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                [{"nonce":"a","outcome":"recorded"}]
                """);
        assertThat(answer.getMvcResult().getHandler()).isNull();
        assertThat(measured("200")).isPositive();
    }

    @Test
    void answersWithTheHeadersOfTheLongWay() {
        var shortWay = send(token, one("19.000001", "a"));
        var longWay = web.post()
                .uri("/api/v1/sessions/{id}/check-ins", session.value())
                .contentType(MediaType.APPLICATION_JSON)
                .content(one("19.000001", "a"))
                .with(World.program(SITE_OPERATOR))
                .exchange();

        assertThat(longWay.getMvcResult().getHandler()).isNotNull();
        for (var name : longWay.getResponse().getHeaderNames()) {
            if (name.equals("Vary") || name.equals("Content-Length")) continue;
            assertThat(shortWay.getResponse().getHeaders(name))
                    .as(name)
                    .isEqualTo(longWay.getResponse().getHeaders(name));
        }
    }

    @Test
    void letsNobodyPassWithoutATokenInForce() throws Exception {
        assertThat(send("lt_unknown", one("19.000001", "a"))).hasStatus(401);
        assertThat(web.post()
                        .uri("/api/v1/sessions/{id}/check-ins", session.value())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(one("19.000001", "a")))
                .hasStatus(401);

        var id = db.sql("select id from access.token where account = :account")
                .param("account", SITE_OPERATOR.account().value())
                .query(java.util.UUID.class)
                .single();
        assertThat(send(token, "[]")).hasStatusOk();
        assertThat(web.post()
                        .uri("/access/account/tokens/{id}/revocation", id)
                        .with(World.as(SITE_OPERATOR))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(send(token, one("19.000001", "a"))).hasStatus(401);
    }

    @Test
    void letsNobodyPassWhoseAccountIsClosed() {
        assertThat(send(token, "[]")).hasStatusOk();
        assertThat(web.post()
                        .uri(
                                "/access/accounts/{id}/disabling",
                                SITE_OPERATOR.account().value())
                        .with(World.as(ADMINISTRATOR))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(send(token, one("19.000001", "a"))).hasStatus(401);
    }

    @Test
    void opensOnlyForItsKeepers() throws Exception {
        problem(send(token(OTHER_SECRETARY), one("19.000001", "a")), 404);
        problem(send(token(INSPECTOR), one("19.000001", "a")), 404);
        assertThat(send(token, one("19.000001", "a"))).hasStatusOk();
    }

    @Test
    void answersWhatIsWrongWithAProblemInTheCallersLanguage() {
        problem(send(token, "{\"memberNo\":"), 400);
        problem(send(token, ""), 400);
        problem(send(token, one("19.000001", "")), 422);
        problem(send(token, "[" + String.join(",", Collections.nCopies(1_001, one("19.000001", "a"))) + "]"), 413);
        problem(send(token, "[" + " ".repeat(2 * 1024 * 1024) + "]"), 413);
        problem(send(token, "[" + one("19.000001", "c") + "," + one("19.000002", "c") + "]"), 409);

        var vietnamese = send(token, "{");
        var english = web.post()
                .uri("/api/v1/sessions/{id}/check-ins", session.value())
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en-GB")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{")
                .exchange();
        assertThat(vietnamese.getResponse().getContentAsByteArray())
                .isNotEqualTo(english.getResponse().getContentAsByteArray());
        problem(english, 400);
    }

    @Test
    void leavesEveryOtherRequestToTheLongWay() {
        var bearer = "Bearer " + token;
        var path = "/api/v1/sessions/" + session.value() + "/check-ins";
        assertThat(web.post()
                        .uri(path)
                        .header("Authorization", bearer)
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("[]"))
                .hasStatus(415);
        assertThat(web.get().uri(path).header("Authorization", bearer)).hasStatus(405);
        assertThat(web.post()
                        .uri("/api/v1/sessions/none/check-ins")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("[]"))
                .hasStatus(404);
        var tolerant = web.post()
                .uri(path)
                .header("Authorization", bearer)
                .header("Accept", "text/html, application/json")
                .contentType(MediaType.APPLICATION_JSON)
                .content(one("19.000001", "a"))
                .exchange();
        assertThat(tolerant).hasStatusOk();
        assertThat(tolerant.getMvcResult().getHandler()).isNotNull();
    }

    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        var away =
                JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=2"));
        var queue = new CheckInQueue(away);
        try {
            var response = pass(gate(new CheckIns(new SessionDoors(away), queue)));
            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(response.getHeader("Retry-After")).isNotNull();
            assertThat(response.getContentType()).isEqualTo("application/problem+json");
        } finally {
            queue.destroy();
        }
    }

    @Test
    void asksADoorToComeAgainWhenNoMoreCanWait() throws Exception {
        assertThat(send(token, "[]")).hasStatusOk();
        doors.require(session, List.of(hall.value()));
        var full = new CheckInQueue(db);
        full.destroy();
        var gate = gate(new CheckIns(doors, full));
        bearers.of(request());
        doors.requireKeeper(SITE_OPERATOR, doors.require(session, List.of(hall.value())), hall.value());

        // outside the transaction of this test, as a request would come
        var elsewhere = new FutureTask<>(() -> pass(gate));
        Thread.ofVirtual().start(elsewhere);
        assertThat(elsewhere.get().getStatus()).isEqualTo(429);
        assertThat(elsewhere.get().getContentType()).isEqualTo("application/problem+json");
    }

    private CheckInGate gate(CheckIns checkIns) {
        var controller = new CheckInController(checkIns, json, Clock.systemUTC());
        return new CheckInGate(bearers, controller, json, troubles, languages, meters);
    }

    private MockHttpServletResponse pass(CheckInGate gate) throws Exception {
        var response = new MockHttpServletResponse();
        var chain = new MockFilterChain();
        gate.doFilter(request(), response, chain);
        assertThat(chain.getRequest()).isNull();
        return response;
    }

    private MockHttpServletRequest request() {
        var request = new MockHttpServletRequest("POST", "/api/v1/sessions/" + session.value() + "/check-ins");
        request.addHeader("Authorization", "Bearer " + token);
        request.setContentType("application/json");
        request.setContent(one("19.000001", "a").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return request;
    }

    private MvcTestResult send(String token, String body) {
        return web.post()
                .uri("/api/v1/sessions/{id}/check-ins", session.value())
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static void problem(MvcTestResult answer, int status) {
        assertThat(answer).hasStatus(status);
        assertThat(answer.getResponse().getContentType()).isEqualTo("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo(status);
        assertThat(answer.getMvcResult().getHandler()).isNull();
    }

    private String token(Actor actor) throws Exception {
        var answer = web.post()
                .uri("/api/v1/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"username\":\"%s\",\"password\":\"%s\",\"label\":\"cửa\"}"
                        .formatted(actor.username(), PASSWORD))
                .exchange();
        return json.readTree(answer.getResponse().getContentAsByteArray())
                .path("token")
                .asString();
    }

    private double measured(String status) {
        return meters
                .find("http.server.requests")
                .tag("uri", "/api/v1/sessions/{session}/check-ins")
                .tag("status", status)
                .timers()
                .stream()
                .mapToLong(io.micrometer.core.instrument.Timer::count)
                .sum();
    }

    private String one(String number, String nonce) {
        return """
                {"memberNo":"%s","site":"%s","nonce":"%s"}""".formatted(number, hall.value(), nonce);
    }
}
