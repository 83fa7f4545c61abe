package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Role;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.Figure;

/// A campaign that is open while the tree under it is redrawn.
@AppTest
class RedrawnCampaignTest implements World {

    private static final String MERGER = """
            {"decision": "1-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
              {"op": "merge", "from": ["TL2"], "into": "TL1"}, {"op": "merge", "from": ["PC"], "into": "TL"}]}
            """;

    @Autowired
    MockMvcTester web;

    @Autowired
    Opening opening;

    @Autowired
    Recount recount;

    @Autowired
    Figures figures;

    @Autowired
    JdbcClient db;

    CampaignId campaign;

    @BeforeEach
    void openAndRecord() {
        campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        assertThat(call(SECRETARY, "TL1", AN, "studied")).hasStatusOk();
        assertThat(call(SECRETARY, "TL2", HA, "studied")).hasStatusOk();
    }

    @Test
    void isNotRewrittenByOneRow() {
        var before = Trial.sums(db);

        var answer = send(OFFICER, HttpMethod.POST, "/api/v1/reorganizations", MERGER);
        assertThat(answer).hasStatus(201);
        assertThat(Trial.sums(db)).isEqualTo(before);

        var address = answer.getResponse().getHeader("Location");
        assertThat(send(OFFICER, HttpMethod.POST, address + "/reversal", "{}")).hasStatusOk();
        assertThat(Trial.sums(db)).isEqualTo(before);
    }

    @Test
    void goesOnInTheTreeItFrozeByTheKeepersOfTheHeirs() {
        assertThat(send(OFFICER, HttpMethod.POST, "/api/v1/reorganizations", MERGER))
                .hasStatus(201);

        assertThat(call(CELL_SECRETARY, "TL1", BINH, "studied")).hasStatusOk();
        assertThat(call(CELL_SECRETARY, "TL2", HIEU, "studied"))
                .as("the cell that TL2 became part of finishes its roll call")
                .hasStatusOk();
        assertThat(call(SECRETARY, "PC1", LAN, "studied"))
                .as("the commune that PC became part of")
                .hasStatusOk();
        assertThat(call(OTHER_SECRETARY, "TL2", HANH, "studied")).hasStatus(404);
        assertThat(send(SECRETARY, HttpMethod.POST, path() + "/closure?unit=PC", ""))
                .hasStatus(409);
        assertThat(figure(OFFICER, "PC")).bodyJson().extractingPath("$.studied").isEqualTo(1);
        assertThat(figure(OFFICER, "TL2"))
                .bodyJson()
                .extractingPath("$.studied")
                .isEqualTo(2);
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Test
    void leadsTheKeepersOfAFoundedUnitToWhatItHoldsToday() {
        assertThat(send(OFFICER, HttpMethod.POST, "/api/v1/reorganizations", """
                {"decision": "1-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
                  {"op": "create", "code": "M", "parentCode": "TN", "level": "UPPER_GRASSROOTS", "name": "Đảng bộ xã mới"},
                  {"op": "merge", "from": ["TL", "PC"], "into": "M"}]}
                """))
                .hasStatus(201);
        var unit = db.sql("select u.id as value from organization.unit u where u.code = 'M'")
                .query(UnitId.class)
                .single();
        var keeper = Trial.settle(db, 21, "bithu-moi", Role.SECRETARY, unit);
        var address = "/study/campaigns/" + campaign.value() + "?basis=now&unit=" + unit.value();

        assertThat(web.get().uri("/study/campaigns/" + campaign.value()).with(World.as(keeper)))
                .hasRedirectedUrl(address);
        assertThat(web.get().uri("/study/campaigns").with(World.as(keeper)))
                .bodyText()
                .contains("Đảng bộ xã mới", "2/9 đảng viên đã học");
        assertThat(web.get().uri(address).with(World.as(keeper))).hasStatusOk();
        assertThat(web.get().uri(address).with(World.as(OTHER_SECRETARY))).hasStatus(404);

        var report = "/reporting/campaigns/" + campaign.value();
        assertThat(web.get().uri("/reporting").with(World.as(keeper)))
                .bodyText()
                .contains("Đảng bộ xã mới", "Theo tổ chức hiện nay", "2/9")
                .contains(report + "?unit=" + unit.value() + "&amp;basis=now");
        assertThat(web.get().uri(report).with(World.as(keeper)))
                .hasRedirectedUrl(report + "?basis=now&unit=" + unit.value());
        for (var basis : new String[] {"now", "bridged"})
            assertThat(web.get()
                            .uri(report + "?basis=" + basis + "&unit=" + unit.value())
                            .with(World.as(keeper)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Đảng bộ xã mới");
    }

    @Test
    void showsOfTheUnitsBelowAnotherThoseThatOneSees() {
        assertThat(send(OFFICER, HttpMethod.POST, "/api/v1/reorganizations", """
                {"decision": "1-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
                  {"op": "move", "code": "PC", "parentCode": "VN"}]}
                """))
                .hasStatus(201);
        for (var scope :
                List.of(TW, TN, DT, VN, TL, TL1).stream().map(Scope::of).toList()) {
            for (var parent : List.of(TN, DT, VN, TL, TX)) {
                var seen = db.sql("""
                                select u.code
                                from   study.campaign_unit u
                                where  u.campaign = :campaign
                                and    u.parent = :parent
                                and    study.sees(:scope::uuid[], u.campaign, u.unit)
                                order by u.position
                                """)
                        .param("campaign", campaign.value())
                        .param("parent", parent.value())
                        .param("scope", scope.array())
                        .query(String.class)
                        .list();
                assertThat(figures.children(scope, campaign, parent))
                        .as("%s below %s", scope, parent)
                        .extracting(Figure::code)
                        .isEqualTo(seen);
            }
        }
        assertThat(figures.children(Scope.of(DT), campaign, DT))
                .extracting(Figure::code)
                .contains("PC");
        assertThat(figures.children(Scope.of(VN), campaign, DT))
                .extracting(Figure::code)
                .containsExactly("PC");
    }

    private MvcTestResult call(Actor actor, String cell, MemberId member, String outcome) {
        var number = db.sql("select m.member_no from organization.member m where m.id = :id")
                .param("id", member.value())
                .query(String.class)
                .single();
        return send(actor, HttpMethod.PUT, path() + "/roll-calls/" + cell, """
                {"entries": [{"memberNo": "%s", "outcome": "%s", "form": "CELL_MEETING"}]}
                """.formatted(number, outcome));
    }

    private MvcTestResult figure(Actor actor, String unit) {
        return web.get()
                .uri(path() + "/participation?unit=" + unit)
                .with(World.program(actor))
                .exchange();
    }

    private MvcTestResult send(Actor actor, HttpMethod method, String address, String body) {
        return web.method(method)
                .uri(address)
                .with(World.program(actor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private String path() {
        return "/api/v1/campaigns/" + campaign.value();
    }
}
