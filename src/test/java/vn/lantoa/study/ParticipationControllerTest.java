package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class ParticipationControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    private CampaignId campaign;

    @BeforeEach
    void recordSomethingInEveryCell() {
        campaign = Shown.campaign(db, opening, recorder);
    }

    @Test
    void givesCountsRatesAndChildrenOfAUnit() {
        var answer = assertThat(get(OFFICER, "participation?unit=TN&basis=was")).hasStatusOk();

        answer.bodyJson().isLenientlyEqualTo("""
                {"unit": "TN", "total": 12, "full": 11, "probationary": 1, "exempt": 2, "studied": 5,
                 "studiedExempt": 1, "excused": 1, "absent": 1, "unrecorded": 4, "exemptNotStudied": 1,
                 "byForm": {"IN_PERSON": 1, "BRIDGE": 2, "ONLINE": 0, "CELL_MEETING": 1, "HANDBOOK": 1},
                 "guests": 0, "declared": 0,
                 "rates": {"gross": "0.416667", "duty": "0.400000", "accounted": "0.666667"},
                 "children": [
                    {"unit": "DT", "total": 9, "studied": 4, "rates": {"gross": "0.444444"}},
                    {"unit": "VN", "total": 3, "studied": 1, "rates": {"duty": "0.333333"}}]}
                """);
        answer.bodyJson().doesNotHavePath("$.children[0].children");
    }

    @Test
    void givesTheHighestUnitThatIsReadWhereNoneIsNamed() {
        assertThat(get(SECRETARY, "participation"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.unit")
                .isEqualTo("TL");
        assertThat(get(READER, "participation"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.unit")
                .isEqualTo("TN");
    }

    @Test
    void saysNoRateOverNobody() {
        db.sql(
                        "update study.tally set total = 0, exempt = 0, probationary = 0, studied = 0, studied_exempt = 0, excused = 0,"
                                + " absent = 0, bridge = 0, handbook = 0 where campaign = :id and unit = :unit")
                .param("id", campaign.value())
                .param("unit", TL1.value())
                .update();

        assertThat(get(OFFICER, "participation?unit=TL1"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"rates\": {\"gross\": null, \"duty\": null, \"accounted\": null}, \"children\": []}");
    }

    @Test
    void hidesWhatLiesOutsideTheSubtree() {
        for (var path : new String[] {"participation", "participants"}) {
            assertThat(get(SECRETARY, path + "?unit=TL1")).hasStatusOk();
            assertThat(get(OTHER_SECRETARY, path + "?unit=TL1")).hasStatus(404);
            assertThat(get(SECRETARY, path + "?unit=TN")).hasStatus(404);
            assertThat(get(OFFICER, path + "?unit=TW")).hasStatus(404);
            assertThat(get(OFFICER, path + "?unit=nowhere")).hasStatus(404);
            assertThat(get(MEMBER, path + "?unit=TL1")).hasStatus(404);
        }
        assertThat(get(READER, "participation?unit=TL1")).hasStatusOk();
        assertThat(get(READER, "participants?unit=TL1")).hasStatus(404);
    }

    @Test
    void givesTheSameOnEveryBasisWhileNothingHasChanged() {
        for (var basis : new String[] {"now", "bridged"})
            assertThat(get(OFFICER, "participation?unit=TN&basis=" + basis))
                    .hasStatusOk()
                    .bodyJson()
                    .isLenientlyEqualTo("""
                            {"unit": "TN", "total": 12, "studied": 5, "rates": {"gross": "0.416667"},
                             "children": [{"unit": "DT", "total": 9}, {"unit": "VN", "total": 3}]}
                            """);
        assertThat(get(OFFICER, "participation?unit=TN&basis=later")).hasStatus(400);
    }

    @Test
    void namesWhoStandsBehindAFigure() {
        assertThat(get(SECRETARY, "participants?unit=TL&outcome=absent"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"items": [{"memberNo": "19.000004", "name": "Ma Thị Dung", "unit": "TL1",
                                    "standing": "PROBATIONARY", "outcome": "absent", "recordedBy": "Cán bộ Ban Tuyên giáo",
                                    "at": "2023-12-12T09:00:00+07:00"}], "next": null}
                        """);
        assertThat(get(OFFICER, "participants?unit=TN&outcome=unrecorded"))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(4);
        assertThat(get(OFFICER, "participants?unit=TN&outcome=exempt-not-studied"))
                .bodyJson()
                .extractingPath("$.items[0].memberNo")
                .isEqualTo("19.000006");
        assertThat(get(OFFICER, "participants?unit=TN&form=BRIDGE"))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(2);
    }

    @Test
    void givesNamesInPiecesThatMeet() {
        assertThat(get(OFFICER, "participants?unit=TN&size=7"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"items": [{"name": "Nguyễn Văn An"}, {"name": "Dương Thị Bình"}, {"name": "Hoàng Văn Chung"},
                                   {"name": "Ma Thị Dung"}, {"name": "Trần Thị Hà"}, {"name": "Lý Thị Hạnh"},
                                   {"name": "Nông Văn Hiếu"}],
                         "next": "/api/v1/campaigns/%s/participants?unit=TN&outcome=all&size=7&after=19.000007"}
                        """.formatted(campaign.value()));
        assertThat(get(OFFICER, "participants?unit=TN&size=7&after=19.000007"))
                .bodyJson()
                .isLenientlyEqualTo("{\"items\": [{\"name\": \"Triệu Thị Lan\"}, {}, {}, {}, {}], \"next\": null}");
    }

    @Test
    void refusesWhatNobodyCanMean() {
        assertThat(get(OFFICER, "participants?unit=TN&size=1000000")).hasStatus(422);
        assertThat(get(OFFICER, "participants?unit=TN&size=0")).hasStatus(422);
        assertThat(get(OFFICER, "participants?unit=TN&size=many")).hasStatus(400);
        assertThat(get(OFFICER, "participants?unit=TN&outcome=' or 1=1 --")).hasStatus(422);
        assertThat(get(OFFICER, "participants?unit=TN&form=<b>")).hasStatus(422);
        assertThat(get(OFFICER, "participants?unit=TN&after=nobody")).hasStatus(422);
    }

    @Test
    void notesWhoReadNames() {
        get(SECRETARY, "participants?unit=TL&outcome=absent");

        assertThat(db.sql("select a.detail from access.audit a where a.action = 'study.names.read' and a.unit = :unit")
                        .param("unit", TL.value())
                        .query(String.class)
                        .list())
                .containsExactly("absent, 1");
    }

    private MvcTestResult get(Actor actor, String path) {
        return web.get()
                .uri("/api/v1/campaigns/" + campaign.value() + "/" + path)
                .with(World.program(actor))
                .exchange();
    }
}
