package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.page.OpenPages;

@AppTest
class BoardControllerTest implements World {

    /// When the figures were read, which differs where they were drawn anew in between.
    private static final String MOMENT = "<time.*</time>";

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Board board;

    @Autowired
    LiveFigures live;

    private CampaignId campaign;

    @BeforeEach
    void recordSomethingInEveryCell() {
        campaign = Shown.campaign(db, opening, recorder);
    }

    @Test
    void showsTheFigureOfTheOwnUnitAndThoseBelow() {
        assertThat(text(board(OFFICER, "")))
                .contains("Đợt thử", "1-NQ/TW", "41,67\u00a0%", "40,00\u00a0%", "66,67\u00a0%")
                .contains("Đảng bộ huyện Đại Từ", "Đảng bộ huyện Võ Nhai")
                .contains("/names?unit=" + TN.value() + "&amp;outcome=unrecorded")
                .contains("treemap-wide");
    }

    @Test
    void saysTheSameInEveryPicture() {
        for (var view : List.of("map", "columns", "table", "nonsense"))
            assertThat(text(board(OFFICER, "?view=" + view))).contains("Đảng bộ huyện Đại Từ", "42,86\u00a0%");
    }

    @Test
    void goesUpOnlyAsFarAsOneMaySee() {
        assertThat(text(board(OFFICER, "?unit=" + TL.value()))).contains("?unit=" + TN.value(), "?unit=" + DT.value());
        assertThat(text(board(SECRETARY, "?unit=" + TL1.value())))
                .contains("?unit=" + TL.value())
                .doesNotContain("?unit=" + TN.value())
                .doesNotContain("?unit=" + DT.value());
    }

    @Test
    void hidesUnitsOfOthers() {
        assertThat(board(SECRETARY, "?unit=" + TL.value())).hasStatusOk();
        assertThat(board(OTHER_SECRETARY, "?unit=" + TL.value())).hasStatus(404);
        assertThat(board(SECRETARY, "?unit=" + DT.value())).hasStatus(404);
        assertThat(board(SECRETARY, "?unit=" + TW.value())).hasStatus(404);
        assertThat(board(MEMBER, "")).hasStatus(404);
        assertThat(board(SITE_OPERATOR, "")).hasStatus(404);
        assertThat(board(ADMINISTRATOR, "")).hasStatus(404);
        assertThat(board(SECRETARY, "?unit=no-id")).hasStatus(404);
        assertThat(fragment(OTHER_SECRETARY, TL, "")).hasStatus(404);
        assertThat(web.get().uri("/study/campaigns/{id}", World.id("8e00", 77)).with(World.as(OFFICER)))
                .hasStatus(404);
    }

    @Test
    void showsAReaderFiguresWithoutNames() {
        assertThat(text(board(READER, ""))).contains("41,67\u00a0%").doesNotContain("/names?");
        assertThat(text(board(READER, "?unit=" + TL1.value())))
                .contains("75,00\u00a0%")
                .doesNotContain("Nguyễn Văn An");
    }

    @Test
    void namesTheMembersOfACellAndNotesIt() {
        assertThat(text(board(CELL_SECRETARY, "")))
                .contains("Nguyễn Văn An", "Ma Thị Dung", "Vắng không lý do", "/roll-calls/" + TL1.value());
        assertThat(audits(TL1)).isEqualTo(1);
    }

    @Test
    void isTheFigureOfTheApi() {
        var page = board.of(OFFICER, campaigns.require(Scope.everything(), campaign), Basis.WAS, DT, "map", NINE);
        var api = web.get()
                .uri("/api/v1/campaigns/{id}/participation?unit=DT", campaign.value())
                .with(World.program(OFFICER))
                .exchange();

        assertThat(api).bodyJson().extractingPath("$.studied").isEqualTo((int)
                page.figure().studied());
        assertThat(api)
                .bodyJson()
                .extractingPath("$.rates.duty")
                .isEqualTo(page.figure().rates().duty().decimal());
        assertThat(api)
                .bodyJson()
                .extractingPath("$.children.length()")
                .isEqualTo(page.rows().size());
        assertThat(page.parts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(page.figure().total());
    }

    @Test
    void answersTheFragmentOnlyWhenAFigureChanged() {
        var version = version();
        assertThat(fragment(OFFICER, DT, version)).hasStatus(204);

        recorder.record(OFFICER, campaign, List.of(Fact.absent(MINH.value(), NINE)), NINE);
        live.look(Set.of());

        assertThat(version()).isNotEqualTo(version);
        assertThat(fragment(OFFICER, DT, version))
                .hasStatusOk()
                .bodyText()
                .startsWith("<div id=\"board\"")
                .contains(version())
                .doesNotContain("<html");
    }

    /// What was read once is shown for [OpenPages#TICK]; a machine that stalls for longer shows nothing either way.
    @Test
    void readsWhatManyFollowOnceForEachLook() {
        for (var member : List.of(MINH, HANH, HIEU, OANH, PHUC)) {
            live.look(Set.of());
            var since = System.nanoTime();
            var first = fragment(OFFICER, TN, "");
            recorder.record(OFFICER, campaign, List.of(Fact.absent(member.value(), NINE)), NINE);
            var again = fragment(OFFICER, TN, "");
            live.look(Set.of());
            var afterwards = fragment(OFFICER, TN, "");

            assertThat(shown(afterwards)).isNotEqualTo(shown(first));
            if (System.nanoTime() - since > OpenPages.TICK.toNanos()) continue;
            assertThat(shown(again)).isEqualTo(shown(first));
            return;
        }
        throw new TestAbortedException("each try took longer than a tick");
    }

    private String version() {
        return board.of(OFFICER, campaigns.require(Scope.everything(), campaign), Basis.WAS, DT, "map", NINE)
                .version();
    }

    private static String shown(MvcTestResult fragment) {
        return text(fragment).replaceAll("(?s).*data-version=\"([^\"]*)\".*", "$1");
    }

    @Test
    void notesAFollowedBoardOnce() {
        board(CELL_SECRETARY, "");
        fragment(CELL_SECRETARY, TL1, "");
        fragment(CELL_SECRETARY, TL1, "");

        assertThat(audits(TL1)).isEqualTo(1);
    }

    @Test
    void leadsWhoeverRunsADraftToItAndNobodyElse() {
        var draft = Trial.draft(db, OFFICER, TN, 1, "1");

        assertThat(web.get().uri("/study/campaigns/{id}", draft.value()).with(World.as(OFFICER)))
                .hasRedirectedUrl("/study/campaigns/" + draft.value() + "/draft");
        assertThat(web.get().uri("/study/campaigns/{id}", draft.value()).with(World.as(SECRETARY)))
                .hasStatus(404);
    }

    @Test
    void listsTheCampaignsOfTheOwnUnit() {
        var draft = Trial.draft(db, OFFICER, TN, 1, "1");

        assertThat(text(page(OFFICER, "/study/campaigns")))
                .contains("?unit=" + TN.value(), "41,67\u00a0%", "/" + draft.value() + "/draft");
        assertThat(text(page(CELL_SECRETARY, "/study/campaigns")))
                .contains("?unit=" + TL1.value(), "75,00\u00a0%")
                .doesNotContain("/draft");
        assertThat(page(MEMBER, "/study/campaigns")).hasRedirectedUrl("/study/mine");
        assertThat(page(SITE_OPERATOR, "/study/campaigns")).hasStatus(404);
    }

    @Test
    void tellsTheHomePageWhoIsLate() {
        assertThat(text(page(OFFICER, "/study/coverage")))
                .contains("41,67\u00a0%", "?unit=" + VN.value())
                .doesNotContain("<html");
        assertThat(text(page(MEMBER, "/study/coverage"))).isBlank();
    }

    @Test
    void drawsAnOpenBoardOnceForEachLanguageAndForEachRight() {
        assertThat(text(fragment(OFFICER, TN, ""))).contains("/names?unit=", "hưa ghi nhận");
        assertThat(text(fragment(READER, TN, ""))).contains("hưa ghi nhận").doesNotContain("/names?unit=");

        db.sql("update access.account set locale = 'en' where id = :id")
                .param("id", OFFICER.account().value())
                .update();
        assertThat(text(fragment(OFFICER, TN, ""))).contains("/names?unit=").doesNotContain("hưa ghi nhận");
    }

    @Test
    void sendsAnOpenBoardCompressedToABrowserThatTakesIt() throws IOException {
        var plain = fragment(OFFICER, TN, "");
        var pressed = accepting(TN, "br, gzip");

        assertThat(plain).doesNotContainHeader("Content-Encoding").hasHeader("Vary", "Accept-Encoding");
        assertThat(pressed).hasHeader("Content-Encoding", "gzip");
        try (var bytes = new GZIPInputStream(
                new ByteArrayInputStream(pressed.getResponse().getContentAsByteArray()))) {
            assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8).replaceAll(MOMENT, ""))
                    .isEqualTo(text(plain).replaceAll(MOMENT, ""));
        }
        assertThat(accepting(TN, "br, gzip;q=0")).doesNotContainHeader("Content-Encoding");
    }

    private MvcTestResult accepting(UnitId unit, String encodings) {
        return web.get()
                .uri("/study/campaigns/" + campaign.value() + "/figures?unit=" + unit.value())
                .header("Accept-Encoding", encodings)
                .with(World.as(OFFICER))
                .exchange();
    }

    private int audits(UnitId unit) {
        return db.sql("select count(*) from access.audit a where a.action = 'study.names.read' and a.unit = :unit")
                .param("unit", unit.value())
                .query(Integer.class)
                .single();
    }

    private MvcTestResult board(Actor actor, String query) {
        return page(actor, "/study/campaigns/" + campaign.value() + query);
    }

    private MvcTestResult fragment(Actor actor, UnitId unit, String version) {
        return page(
                actor,
                "/study/campaigns/" + campaign.value() + "/figures?unit=" + unit.value() + "&version=" + version);
    }

    private MvcTestResult page(Actor actor, String address) {
        return web.get().uri(address).with(World.as(actor)).exchange();
    }

    private static String text(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
