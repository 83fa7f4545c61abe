package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Role;
import vn.lantoa.kernel.UnitId;

/// What the board, the names and the API show of a campaign whose units have been reorganized since, and to whom.
@AppTest
class BasisPagesTest implements World {

    private static final LocalDate DECIDED = LocalDate.of(2025, 7, 1);
    /// Ran the district that ends. That the access module lets such a post only read is not asked here: even with all
    /// it could once do, it must change nothing.
    private static final Actor OLD_OFFICER = World.actor(6, "kiemtra", Role.OFFICER, DT, null);

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    @Autowired
    LiveFigures live;

    private CampaignId campaign;

    @BeforeEach
    void recordSomethingInEveryCell() {
        campaign = Shown.campaign(db, opening, recorder);
    }

    @Test
    void offersNoChoiceWhileNothingHasChanged() throws Exception {
        assertThat(text(board(OFFICER, "")))
                .contains("Tổ chức ngày 12/12/2023, khi chốt danh sách")
                .doesNotContain("basis=");
    }

    @Test
    void showsTheBoardAsItWasWithTheChoiceOfOthers() throws Exception {
        abolishDistricts();

        assertThat(text(board(OFFICER, "")))
                .contains("Đảng bộ huyện Đại Từ", "Đảng bộ huyện Võ Nhai", "41,67\u00a0%")
                .contains("Như khi đó", "Theo tổ chức hiện nay", "Quy đổi theo tổ chức kế thừa")
                .contains("?unit=" + TN.value() + "&amp;basis=now&amp;view=map")
                .contains("?unit=" + TN.value() + "&amp;basis=bridged&amp;view=map");
    }

    @Test
    void showsTodaysUnitsAndStaysOnTheirBasis() throws Exception {
        var reshaped = Reshaped.on(db, DECIDED);
        reshaped.found("NEW", "GRASSROOTS", TN);
        var heir = abolishDistricts(reshaped);

        for (var basis : List.of("now", "bridged")) {
            var page = text(board(OFFICER, "?basis=" + basis));
            assertThat(page)
                    .contains("Tổ chức M", "Đảng bộ xã Tràng Xá", "41,67\u00a0%", "Tổ chức ngày")
                    .contains("?unit=" + heir.value() + "&amp;basis=" + basis)
                    .contains("/names?unit=" + TN.value() + "&amp;basis=" + basis + "&amp;outcome=unrecorded")
                    .contains("treemap-wide", "Còn 1 tổ chức trực thuộc hiện nay không có số liệu")
                    .contains(
                            "/reporting/campaigns/" + campaign.value() + "?unit=" + TN.value() + "&amp;basis=" + basis)
                    .doesNotContain("Đảng bộ huyện Đại Từ", "/late?", "/edit\"");
            assertThat(text(board(OFFICER, "?unit=" + TL1.value() + "&basis=" + basis)))
                    .contains("Nguyễn Văn An", "Tổ chức M", "?unit=" + TN.value() + "&amp;basis=" + basis);
            assertThat(text(board(OFFICER, "?unit=" + TL.value() + "&basis=" + basis)))
                    .as("a unit that ended stands for its heir")
                    .contains("Tổ chức M", "44,44\u00a0%");
        }
    }

    @Test
    void saysWhatCountsAtTheUnitItself() throws Exception {
        Reshaped.on(db, DECIDED).move(TL2, PC).done();

        assertThat(text(board(OFFICER, "?unit=" + TL.value() + "&basis=bridged")))
                .contains("Tính tại chính đơn vị này");
        assertThat(text(board(OFFICER, "?unit=" + TL.value() + "&basis=now")))
                .doesNotContain("Tính tại chính đơn vị này");
    }

    @Test
    void marksWhatItSplitAsAnEstimate() throws Exception {
        declareForTanLinh();
        var heir = divideTanLinh();

        assertThat(text(board(OFFICER, "?unit=" + heir.value() + "&basis=bridged")))
                .contains("phần ước tính");
        assertThat(text(board(OFFICER, "?unit=" + DT.value() + "&basis=bridged")))
                .doesNotContain("phần ước tính");
        assertThat(get(OFFICER, "/api/v1/campaigns/" + campaign.value() + "/participation?unit=DT&basis=bridged"))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"unit": "DT", "total": 9, "declared": 10, "children": [
                            {"unit": "D", "total": 4, "declared": 6, "estimate": true},
                            {"unit": "PC", "total": 5, "declared": 4, "estimate": true}]}
                        """);
        assertThat(get(OFFICER, "/api/v1/campaigns/" + campaign.value() + "/participation?unit=DT&basis=now"))
                .bodyJson()
                .doesNotHavePath("$.estimate")
                .isLenientlyEqualTo("""
                        {"unit": "DT", "total": 9, "declared": 10, "children": [
                            {"unit": "D", "total": 4, "declared": 0}, {"unit": "PC", "total": 5, "declared": 0}]}
                        """);
    }

    @Test
    void namesWhoIsCountedAtAUnitOfToday() throws Exception {
        var heir = abolishDistricts();

        for (var basis : List.of("now", "bridged")) {
            assertThat(text(names(OFFICER, "?unit=" + heir.value() + "&basis=" + basis + "&outcome=studied")))
                    .contains("Nguyễn Văn An", "Triệu Thị Lan", "basis=" + basis)
                    .doesNotContain("Phạm Văn Nam");
            var file = names(OFFICER, ".xlsx?unit=" + heir.value() + "&basis=" + basis);
            try (var workbook =
                    new XSSFWorkbook(new ByteArrayInputStream(file.getResponse().getContentAsByteArray()))) {
                assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(9);
            }
            assertThat(text(names(OFFICER, ".csv?unit=" + heir.value() + "&basis=" + basis)))
                    .contains("Triệu Thị Lan")
                    .doesNotContain("Phạm Văn Nam");
            var piece = get(
                    OFFICER, "/api/v1/campaigns/" + campaign.value() + "/participants?unit=M&size=2&basis=" + basis);
            assertThat(piece).bodyJson().extractingPath("$.items.length()").isEqualTo(2);
            assertThat(piece).bodyJson().extractingPath("$.next").asString().contains("basis=" + basis);
        }
    }

    @Test
    void namesACellThatMovedByItselfWithItsOldCommitteeWhenBridged() throws Exception {
        Reshaped.on(db, DECIDED).move(TL2, PC).done();

        assertThat(text(names(SECRETARY, "?unit=" + TL.value() + "&basis=bridged")))
                .contains("Trần Thị Hà");
        assertThat(text(names(SECRETARY, "?unit=" + TL.value() + "&basis=now"))).doesNotContain("Trần Thị Hà");
    }

    @Test
    void refusesAWordThatIsNoBasis() {
        assertThat(board(OFFICER, "?basis=nonsense")).hasStatus(400);
        assertThat(names(OFFICER, "?basis=nonsense")).hasStatus(400);
        assertThat(get(OFFICER, "/api/v1/campaigns/" + campaign.value() + "/participation?unit=TN&basis=nonsense"))
                .hasStatus(400)
                .bodyText()
                .contains("bridged");
    }

    @Test
    void tellsAnOpenBoardOfTodayWhenItsFiguresChange() throws Exception {
        var heir = abolishDistricts();
        var address = "/figures?unit=" + heir.value() + "&basis=now&version=";
        var version = text(get(OFFICER, board() + address)).replaceAll("(?s).*?data-version=\"([^\"]*)\".*", "$1");

        assertThat(get(OFFICER, board() + address + version)).hasStatus(204);
        recorder.record(OFFICER, campaign, List.of(Fact.absent(MINH.value(), NINE)), NINE);
        assertThat(get(OFFICER, board() + address + version)).hasStatusOk();
        assertThat(web.get()
                        .uri(board() + "/live?unit=" + heir.value() + "&basis=now")
                        .with(World.as(OFFICER))
                        .asyncExchange())
                .hasStatusOk();
    }

    @Test
    void letsTheOldDistrictReadWhatItAnsweredForAndChangeNothing() throws Exception {
        appoint(OLD_OFFICER);
        abolishDistricts();

        assertThat(text(board(OLD_OFFICER, "")))
                .contains("Đảng bộ xã Tân Linh", "44,44\u00a0%")
                .contains("Không có tổ chức nào trong phạm vi được xem của đồng chí ở cách tính này.");
        assertThat(text(board(OLD_OFFICER, "?unit=" + TL1.value()))).contains("Nguyễn Văn An");
        assertThat(text(names(OLD_OFFICER, "?unit=" + DT.value()))).contains("Nguyễn Văn An", "Triệu Thị Lan");
        assertThat(names(OLD_OFFICER, ".xlsx?unit=" + DT.value())).hasStatusOk();
        assertThat(get(OLD_OFFICER, board() + "/members/" + AN.value())).hasStatusOk();
        assertThat(get(OLD_OFFICER, board() + "/records/" + AN.value())).hasStatusOk();
        assertThat(get(OLD_OFFICER, board() + "/adjustments?unit=" + TL.value()))
                .hasStatusOk();
        assertThat(get(OLD_OFFICER, "/reporting/campaigns/" + campaign.value() + "?unit=" + DT.value()))
                .hasStatusOk();
        assertThat(text(get(OLD_OFFICER, "/study/campaigns"))).contains("?unit=" + DT.value());

        assertThat(board(OLD_OFFICER, "?unit=" + VN.value())).hasStatus(404);
        assertThat(board(OLD_OFFICER, "?unit=" + TX1.value())).hasStatus(404);
        assertThat(get(OLD_OFFICER, board() + "/records/" + NAM.value())).hasStatus(404);
        assertThat(board(OLD_OFFICER, "?basis=now")).hasStatus(404);

        assertThat(get(OLD_OFFICER, board() + "/roll-calls/" + TL1.value())).hasStatus(404);
        assertThat(web.put()
                        .uri("/api/v1/campaigns/{id}/roll-calls/TL1", campaign.value())
                        .contentType("application/json")
                        .content("""
                                {"entries": [{"memberNo": "19.000004", "outcome": "studied", "form": "HANDBOOK"}]}
                                """)
                        .with(World.program(OLD_OFFICER)))
                .hasStatus(404);
        for (var unit : List.of("TL1", "DT"))
            assertThat(web.post()
                            .uri("/api/v1/campaigns/{id}/closure?unit={unit}", campaign.value(), unit)
                            .with(World.program(OLD_OFFICER)))
                    .matches(answer -> answer.getResponse().getStatus() >= 400, "refused");
        assertThat(db.sql("select count(*) from study.closure c where c.campaign = :id")
                        .param("id", campaign.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void hidesALaterCampaignFromTheOldDistrict() {
        appoint(OLD_OFFICER);
        abolishDistricts();
        var later = Trial.draft(db, OFFICER, TN, 1, "1");
        db.sql("update study.campaign set cut_off = :day where id = :id")
                .param("day", DECIDED.plusMonths(6))
                .param("id", later.value())
                .update();
        opening.open(OFFICER, later, NINE);

        for (var unit : List.of(TN, TL, TL1, PC1))
            assertThat(get(OLD_OFFICER, "/study/campaigns/" + later.value() + "?unit=" + unit.value()))
                    .hasStatus(404);
        assertThat(get(OLD_OFFICER, "/study/campaigns/" + later.value())).hasStatus(404);
        assertThat(get(OLD_OFFICER, "/study/campaigns/" + later.value() + "/names"))
                .hasStatus(404);
        assertThat(get(OLD_OFFICER, "/study/campaigns/" + later.value() + "/records/" + AN.value()))
                .hasStatus(404);
        assertThat(get(OFFICER, "/study/campaigns/" + later.value())).hasStatusOk();
    }

    @Test
    void showsANewCommitteeItsOwnAndNotItsNeighbours() throws Exception {
        var heir = abolishDistricts();
        var secretary = World.actor(5, "diemcau", Role.SECRETARY, heir, null);
        appoint(secretary);

        for (var basis : List.of("now", "bridged")) {
            assertThat(text(board(secretary, "?basis=" + basis)))
                    .contains("Tổ chức M", "Chi bộ xóm 1", "44,44\u00a0%")
                    .doesNotContain("Tràng Xá", "Đảng bộ tỉnh Thái Nguyên");
            assertThat(text(names(secretary, "?basis=" + basis)))
                    .contains("Nguyễn Văn An", "Triệu Thị Lan")
                    .doesNotContain("Phạm Văn Nam");
            for (var unit : List.of(TX, TX1, TN))
                assertThat(board(secretary, "?unit=" + unit.value() + "&basis=" + basis))
                        .hasStatus(404);
        }
        assertThat(text(board(secretary, "?unit=" + TL.value()))).contains("Đảng bộ xã Tân Linh");
        assertThat(board(secretary, "?unit=" + TX.value())).hasStatus(404);
        assertThat(board(secretary, "?unit=" + DT.value())).hasStatus(404);
    }

    @Test
    void letsAnOpenBoardGoOnForWhoReadsTheFrozenTree() {
        abolishDistricts();
        var at = NINE.plusSeconds(1);
        db.sql("""
                insert into access.session (primary_id, session_id, creation_time, last_access_time,
                                            max_inactive_interval, expiry_time, principal_name)
                values ('00000000-0000-0000-0000-000000000001', 'open', 0, 0, 1800, :until, 'kiemtra')
                """).param("until", at.plusSeconds(60).toEpochMilli()).update();
        var old = new LiveFigures.Viewer("open", INSPECTOR.account().value(), campaign.value(), TL1.value());
        var neighbour = new LiveFigures.Viewer("open", INSPECTOR.account().value(), campaign.value(), TX1.value());

        assertThat(live.allowed(Set.of(old, neighbour), at, LocalDate.of(2024, 1, 1)))
                .containsExactly(old);
    }

    /// Pages read an account's post from the database.
    private void appoint(Actor actor) {
        var post = actor.grants().getFirst();
        assertThat(db.sql("update access.access_grant set role = :role, unit = :unit where account = :account")
                        .param("role", post.role().name())
                        .param("unit", Objects.requireNonNull(post.unit()).value())
                        .param("account", actor.account().value())
                        .update())
                .isEqualTo(1);
    }

    private UnitId abolishDistricts() {
        return abolishDistricts(Reshaped.on(db, DECIDED));
    }

    /// Both districts are dissolved; their communes TL and PC merge into M, TX goes under the province.
    private static UnitId abolishDistricts(Reshaped reshaped) {
        var heir = reshaped.found("M", "GRASSROOTS", TN);
        reshaped.merge(heir, TL, PC).move(TX, TN).end(DT).end(VN).done();
        return heir;
    }

    private UnitId divideTanLinh() {
        var reshaped = Reshaped.on(db, DECIDED);
        var heir = reshaped.found("D", "GRASSROOTS", DT);
        reshaped.divide(TL, heir, TL1).divide(TL, PC, TL2).end(TL).done();
        return heir;
    }

    private void declareForTanLinh() {
        db.sql("""
                insert into study.declared (campaign, unit, kind, people, recorded_by)
                values (:campaign, :unit, 'MEMBERS', 10, :by)
                """)
                .param("campaign", campaign.value())
                .param("unit", TL.value())
                .param("by", OFFICER.account().value())
                .update();
    }

    private String board() {
        return "/study/campaigns/" + campaign.value();
    }

    private MvcTestResult board(Actor actor, String query) {
        return get(actor, board() + query);
    }

    private MvcTestResult names(Actor actor, String rest) {
        return get(actor, board() + "/names" + rest);
    }

    private MvcTestResult get(Actor actor, String address) {
        return web.get()
                .uri(address)
                .with(address.startsWith("/api/") ? World.program(actor) : World.as(actor))
                .exchange();
    }

    private static String text(MvcTestResult result) throws Exception {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
