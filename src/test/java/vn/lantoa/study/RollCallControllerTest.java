package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

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
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.Figure;

@AppTest
class RollCallControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Figures figures;

    private CampaignId campaign;

    @BeforeEach
    void openACampaign() {
        campaign = Trial.draft(db, OFFICER, TN, 2, "1");
        opening.open(OFFICER, campaign, NINE);
    }

    @Test
    void showsEverybodyOfTheCellAndWhatIsMissing() {
        assertThat(page(CELL_SECRETARY, TL1))
                .hasStatusOk()
                .bodyText()
                .contains("Chi bộ xóm 1", "Dương Thị Bình", "miễn sinh hoạt", "Tất cả có mặt", "Khép số liệu");
    }

    @Test
    void opensOnlyForWhoRecordsThere() {
        for (var actor : List.of(OTHER_CELL_SECRETARY, READER, INSPECTOR, MEMBER, SITE_OPERATOR))
            assertThat(page(actor, TL1)).hasStatus(404);
        assertThat(send(OTHER_CELL_SECRETARY, TL1, "all", "1")).hasStatus(404);
        assertThat(figure(TL1).studied()).isZero();
    }

    @Test
    void marksEverybodyWhoIsNotExemptWithOnePressExceptTheExceptions() {
        assertThat(send(CELL_SECRETARY, TL1, "all", "1", choice(BINH, ""), "DUTY"))
                .hasStatus3xxRedirection();

        assertThat(figure(TL1).studied()).isEqualTo(2);
        assertThat(figure(TL1).excused()).isEqualTo(1);
        assertThat(figure(TL1).exemptNotStudied()).isEqualTo(1);
        assertThat(figure(TL1).complete()).isTrue();
    }

    @Test
    void showsACorrectionAsOne() {
        send(CELL_SECRETARY, TL1, choice(AN, ""), "STUDIED");
        send(CELL_SECRETARY, TL1, choice(AN, "STUDIED"), "ILL");

        assertThat(figure(TL1).studied()).isZero();
        assertThat(figure(TL1).excused()).isEqualTo(1);
        assertThat(page(CELL_SECRETARY, TL1)).bodyText().contains("đã sửa");
        assertThat(web.get()
                        .uri("/study/campaigns/{id}/records/{member}", campaign.value(), AN.value())
                        .with(World.as(CELL_SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("Nguyễn Văn An hủy ghi nhận này", "thay bằng ghi nhận khác", "Ốm đau");
    }

    @Test
    void takesAChoiceBack() {
        send(CELL_SECRETARY, TL1, choice(AN, ""), "STUDIED");
        send(CELL_SECRETARY, TL1, choice(AN, "STUDIED"), "");

        assertThat(figure(TL1).unrecorded()).isEqualTo(3);
    }

    @Test
    void leavesWhatADoorRecordedAsItIs() {
        var session = Trial.session(db, campaign, TL, Form.IN_PERSON, 0b11, false);
        var site = Trial.site(db, session, TL);
        assertThat(web.post()
                        .uri("/api/v1/sessions/{id}/check-ins", session.value())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"memberNo":"19.000001","site":"%s","nonce":"n"}""".formatted(site.value()))
                        .with(World.program(SECRETARY)))
                .hasStatusOk();
        send(CELL_SECRETARY, TL1, choice(AN, ""), "ABSENT");

        assertThat(figure(TL1).studied()).isEqualTo(1);
        assertThat(page(CELL_SECRETARY, TL1)).bodyText().contains("điểm danh tại Buổi thử");
    }

    @Test
    void keepsTheInputOfARefusedForm() {
        assertThat(send(CELL_SECRETARY, TL1, "all", "1", "on", "2999-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("tương lai", "Dương Thị Bình");
        assertThat(send(CELL_SECRETARY, TL1, "on", "31/02/2023")).hasStatus(422);
        assertThat(send(CELL_SECRETARY, TL1, "form", "TELEPATHY")).hasStatus(422);
        assertThat(send(CELL_SECRETARY, TL1, choice(AN, ""), "<script>")).hasStatus(422);
        assertThat(figure(TL1).studied()).isZero();
    }

    @Test
    void answersTheScriptOfThePageWithoutAPage() {
        assertThat(web.post()
                        .uri(path(TL1))
                        .with(World.as(CELL_SECRETARY))
                        .with(csrf())
                        .accept(MediaType.APPLICATION_JSON)
                        .param(choice(AN, ""), "STUDIED"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"entries\":1}");
    }

    @Test
    void recordsForPrograms() {
        assertThat(call(SECRETARY, "TL", """
                {"entries":[{"memberNo":"19.000001","outcome":"studied","form":"THEMATIC"},
                            {"memberNo":"19.000002","outcome":"excused","reason":"ILL"},
                            {"memberNo":"19.000005","outcome":"absent"},
                            {"memberNo":"19.000008","outcome":"studied"},
                            {"memberNo":"0","outcome":"studied"}]}""")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                        [{"memberNo":"19.000001","outcome":"recorded"},{"memberNo":"19.000002","outcome":"recorded"},
                         {"memberNo":"19.000005","outcome":"recorded"},{"memberNo":"19.000008","outcome":"not-on-roster"},
                         {"memberNo":"0","outcome":"unknown-member"}]""");
        assertThat(figure(TL).by(Form.THEMATIC)).isEqualTo(1);
        assertThat(figure(TL).excused()).isEqualTo(1);
        assertThat(figure(TL).absent()).isEqualTo(1);
        assertThat(call(SECRETARY, "TL", "{\"entries\":[{\"memberNo\":\"19.000005\",\"outcome\":\"studied\"}]}"))
                .bodyJson()
                .extractingPath("$[0].outcome")
                .isEqualTo("corrected");
    }

    @Test
    void refusesWhatIsNoRollCall() {
        assertThat(call(SECRETARY, "TL", "{")).hasStatus(400);
        assertThat(call(SECRETARY, "TL", "{}")).hasStatus(422);
        assertThat(call(SECRETARY, "TL", "{\"entries\":[{}]}")).hasStatus(422);
        assertThat(call(SECRETARY, "TL", "{\"entries\":[{\"memberNo\":\"19.000001\",\"outcome\":\"excused\"}]}"))
                .hasStatus(422);
        assertThat(call(SECRETARY, "TL", "{\"entries\":[{\"memberNo\":\"19.000001\",\"outcome\":\"asleep\"}]}"))
                .hasStatus(422);
        assertThat(call(SECRETARY, "TX", "{\"entries\":[]}")).hasStatus(404);
    }

    @Test
    void closesACellWhenNobodyIsUnrecordedAndThenTakesNothingMore() {
        assertThat(close(CELL_SECRETARY, TL1)).hasStatus(409).bodyText().contains("Nguyễn Văn An", "Ma Thị Dung");
        send(CELL_SECRETARY, TL1, "all", "1");
        assertThat(close(CELL_SECRETARY, TL1)).hasStatus3xxRedirection();
        assertThat(close(CELL_SECRETARY, TL1)).hasStatus3xxRedirection();

        assertThat(send(CELL_SECRETARY, TL1, choice(AN, "STUDIED"), "ABSENT"))
                .hasStatus(409)
                .bodyText()
                .contains("đã khép số liệu");
        assertThat(figure(TL1).absent()).isZero();
        assertThat(page(CELL_SECRETARY, TL1))
                .bodyText()
                .contains("Mở lại số liệu")
                .doesNotContain("Tất cả có mặt");
    }

    @Test
    void closesACommitteeAfterItsCellsAndReopensBothTogether() {
        send(SECRETARY, TL1, "all", "1");
        send(SECRETARY, TL2, "all", "1");
        assertThat(closure(SECRETARY, "TL"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.open[*].code")
                .asArray()
                .containsExactly("TL1", "TL2");
        close(SECRETARY, TL1);
        close(SECRETARY, TL2);
        assertThat(closure(SECRETARY, "TL")).hasStatusOk();
        assertThat(closure(OTHER_SECRETARY, "TL")).hasStatus(404);

        assertThat(post(
                        CELL_SECRETARY,
                        "/study/campaigns/%s/reopening",
                        "unit",
                        TL1.value().toString()))
                .hasStatus3xxRedirection();
        assertThat(standing(TL1)).isZero();
        assertThat(standing(TL)).isZero();
        assertThat(standing(TL2)).isEqualTo(1);
        assertThat(post(
                        CELL_SECRETARY,
                        "/study/campaigns/%s/reopening",
                        "unit",
                        TL1.value().toString()))
                .hasStatus(409);
    }

    @Test
    void takesARecordBackWithItsReasonOnly() {
        send(CELL_SECRETARY, TL1, choice(AN, ""), "STUDIED");
        var fact = db.sql("select id from study.fact where campaign = :id")
                .param("id", campaign.value())
                .query(Long.class)
                .single();
        var path = "/study/campaigns/%s/records/" + AN.value() + "/voids";

        assertThat(post(CELL_SECRETARY, path, "fact", "" + fact, "reason", " "))
                .hasStatus(422)
                .bodyText()
                .contains("Hãy ghi lý do hủy");
        assertThat(post(OTHER_CELL_SECRETARY, path, "fact", "" + fact, "reason", "nhầm"))
                .hasStatus(404);
        assertThat(figure(TL1).studied()).isEqualTo(1);
        assertThat(post(CELL_SECRETARY, path, "fact", "" + fact, "reason", "ghi nhầm người"))
                .hasStatus3xxRedirection();
        assertThat(figure(TL1).studied()).isZero();
        assertThat(web.get()
                        .uri("/study/campaigns/{id}/records/{member}", campaign.value(), AN.value())
                        .with(World.as(CELL_SECRETARY)))
                .bodyText()
                .contains("ghi nhầm người");
    }

    @Test
    void keepsDeclaredNumbersBesideTheFigure() {
        assertThat(post(
                        SECRETARY,
                        "/study/campaigns/%s/declared",
                        "unit",
                        TL.value().toString(),
                        "GUESTS",
                        "1.283"))
                .hasStatus3xxRedirection();
        post(SECRETARY, "/study/campaigns/%s/declared", "unit", TL.value().toString(), "GUESTS", "283", "MEMBERS", "7");

        assertThat(figure(TN).guests()).isEqualTo(283);
        assertThat(figure(TN).declared()).isEqualTo(7);
        assertThat(figure(TN).studied()).isZero();
        assertThat(figure(TL1).guests()).isZero();
        assertThat(post(
                        SECRETARY,
                        "/study/campaigns/%s/declared",
                        "unit",
                        TL.value().toString(),
                        "GUESTS",
                        "-1"))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"-1\"");
        assertThat(post(
                        SECRETARY,
                        "/study/campaigns/%s/declared",
                        "unit",
                        TX.value().toString(),
                        "GUESTS",
                        "1"))
                .hasStatus(404);
    }

    private MvcTestResult page(Actor actor, UnitId unit) {
        return web.get().uri(path(unit)).with(World.as(actor)).exchange();
    }

    private MvcTestResult send(Actor actor, UnitId unit, String... fields) {
        return post(actor, path(unit), fields);
    }

    private MvcTestResult close(Actor actor, UnitId unit) {
        return post(actor, "/study/campaigns/%s/closure", "unit", unit.value().toString());
    }

    private MvcTestResult closure(Actor actor, String code) {
        return web.post()
                .uri("/api/v1/campaigns/{id}/closure?unit={unit}", campaign.value(), code)
                .with(World.program(actor))
                .exchange();
    }

    private MvcTestResult post(Actor actor, String path, String... fields) {
        var request = web.post()
                .uri(path.formatted(campaign.value()))
                .with(World.as(actor))
                .with(csrf());
        for (var field = 0; field < fields.length; field += 2) request.param(fields[field], fields[field + 1]);
        return request.exchange();
    }

    private MvcTestResult call(Actor actor, String code, String body) {
        return web.put()
                .uri("/api/v1/campaigns/{id}/roll-calls/{unit}", campaign.value(), code)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(World.program(actor))
                .exchange();
    }

    private int standing(UnitId unit) {
        return db.sql("""
                select count(*) from study.closure where campaign = :id and unit = :unit and reopened_at is null
                """)
                .param("id", campaign.value())
                .param("unit", unit.value())
                .query(Integer.class)
                .single();
    }

    private String path(UnitId unit) {
        return "/study/campaigns/" + campaign.value() + "/roll-calls/" + unit.value();
    }

    private Figure figure(UnitId unit) {
        return figures.of(Scope.everything(), campaign, unit);
    }

    private static String choice(MemberId member, String was) {
        return "o." + member.value() + "." + was;
    }
}
