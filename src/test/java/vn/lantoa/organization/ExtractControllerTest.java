package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
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
import vn.lantoa.kernel.UnitId;

/// What a decision shows to those whose units it changed.
@AppTest
class ExtractControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    private String decision = "";

    @BeforeEach
    void decide() {
        var other = code(TX);
        var answer = send("/api/v1/reorganizations", """
                {"decision": "15-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
                  {"op": "merge", "from": ["TL2"], "into": "TL1"}, {"op": "merge", "from": ["PC"], "into": "TL"},
                  {"op": "rename", "code": "%s", "name": "Đảng bộ xã đổi tên"}]}
                """.formatted(other));
        assertThat(answer).hasStatus(201);
        decision = Objects.requireNonNull(answer.getResponse().getHeader("Location"));
    }

    @Test
    void saysWhatHappenedToTheReadersUnitsOnly() {
        assertThat(extract(SECRETARY))
                .hasStatusOk()
                .bodyText()
                .contains("Quyết định 15-QĐ/TU", "Có hiệu lực từ ngày 01/07/2025", "Sáp nhập " + name(TL2) + " vào")
                .contains("Sáp nhập " + name(PC) + " vào")
                .doesNotContain("Đảng bộ xã đổi tên", "/reversal");
        assertThat(extract(CELL_SECRETARY))
                .hasStatusOk()
                .bodyText()
                .contains("Sáp nhập " + name(TL2) + " vào")
                .doesNotContain("Đảng bộ xã đổi tên");
        assertThat(extract(OTHER_SECRETARY))
                .hasStatusOk()
                .bodyText()
                .contains("Đảng bộ xã đổi tên")
                .doesNotContain("Sáp nhập");
    }

    @Test
    void isWhereTheLifeOfAUnitLeads() {
        assertThat(web.get().uri("/organization/units/" + TL1.value()).with(World.as(SECRETARY)))
                .bodyText()
                .contains(address());
    }

    @Test
    void leadsOrganizersToTheDecision() {
        assertThat(extract(OFFICER)).hasRedirectedUrl(address().replace("/extract", ""));
    }

    @Test
    void hidesWhatDoesNotConcernTheReaderOrIsNotInForce() {
        assertThat(extract(SITE_OPERATOR)).hasStatus(404);
        assertThat(extract(MEMBER)).hasStatus(404);
        assertThat(send(decision + "/reversal", "{}")).hasStatusOk();
        assertThat(extract(SECRETARY)).hasStatus(404);
    }

    private MvcTestResult extract(Actor actor) {
        return web.get().uri(address()).with(World.as(actor)).exchange();
    }

    private String address() {
        return decision.replace("/api/v1", "/organization") + "/extract";
    }

    private MvcTestResult send(String address, String body) {
        return web.post()
                .uri(address)
                .with(World.program(OFFICER))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private String name(UnitId unit) {
        return told("name", unit);
    }

    private String code(UnitId unit) {
        return told("code", unit);
    }

    private String told(String column, UnitId unit) {
        return db.sql("select u.%s from organization.unit u where u.id = :id".formatted(column))
                .param("id", unit.value())
                .query(String.class)
                .single();
    }
}
