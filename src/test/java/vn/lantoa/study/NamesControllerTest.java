package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

@AppTest
class NamesControllerTest implements World {

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
    void showsWhoStandsBehindANumber() throws Exception {
        assertThat(text(get(SECRETARY, "names?unit=" + TL.value() + "&outcome=excused")))
                .contains("Trần Thị Hà", "Đi công tác", "Chi bộ xóm 2", "Cán bộ Ban Tuyên giáo")
                .doesNotContain("Nguyễn Văn An");
        assertThat(text(get(OFFICER, "names?unit=" + TN.value() + "&outcome=studied&form=BRIDGE")))
                .contains("Nguyễn Văn An", "Dương Thị Bình")
                .doesNotContain("Triệu Thị Lan");
    }

    @Test
    void findsANameWithAndWithoutAccents() throws Exception {
        for (var sought : List.of("Triệu", "trieu", "TRIEU THI", "19.000008"))
            assertThat(text(get(OFFICER, "names?unit=" + TN.value() + "&q=" + sought)))
                    .contains("Triệu Thị Lan")
                    .doesNotContain("Nguyễn Văn An");
        assertThat(text(get(OFFICER, "names?unit=" + TN.value() + "&q=%"))).doesNotContain("Nguyễn Văn An");
    }

    @Test
    void printsWhatWasSearchedAsText() throws Exception {
        assertThat(text(get(OFFICER, "names?unit=" + TN.value() + "&q=\"><script>alert(1)</script>' or 1=1 --")))
                .doesNotContain("<script>alert");
    }

    @Test
    void hidesNamesOfOthers() {
        for (var path : List.of("names", "names.xlsx", "names.csv")) {
            assertThat(get(SECRETARY, path + "?unit=" + TL.value())).hasStatusOk();
            assertThat(get(OTHER_SECRETARY, path + "?unit=" + TL.value())).hasStatus(404);
            assertThat(get(SECRETARY, path + "?unit=" + DT.value())).hasStatus(404);
            assertThat(get(READER, path + "?unit=" + TL.value())).hasStatus(404);
            assertThat(get(MEMBER, path + "?unit=" + TL1.value())).hasStatus(404);
        }
        assertThat(get(OFFICER, "names.pdf?unit=" + TL.value())).hasStatus(404);
    }

    @Test
    void refusesAGroupThatDoesNotExist() {
        assertThat(get(OFFICER, "names?outcome=nonsense")).hasStatus(422);
        assertThat(get(OFFICER, "names.csv?form=nonsense")).hasStatus(422);
    }

    @Test
    void takesNamesOutAsAWorkbook() throws Exception {
        var file = get(OFFICER, "names.xlsx?unit=" + DT.value()).getResponse().getContentAsByteArray();

        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(9);
            assertThat(sheet.getRow(0).getCell(2).getStringCellValue()).isEqualTo("Họ và tên");
            assertThat(sheet.getRow(1).getCell(2).getStringCellValue()).isEqualTo("Nguyễn Văn An");
            assertThat(sheet.getRow(1).getCell(8).getStringCellValue()).isEqualTo("Đã học");
        }
    }

    @Test
    void takesNamesOutAsCsvThatCannotRun() throws Exception {
        db.sql("update study.roster set full_name = '=1+1' where campaign = :id and member = :member")
                .param("id", campaign.value())
                .param("member", AN.value())
                .update();

        var csv = get(OFFICER, "names.csv?unit=" + TL1.value() + "&outcome=studied")
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(csv)
                .startsWith("\ufeff")
                .contains("'=1+1", "Hoàng Văn Chung")
                .doesNotContain("Ma Thị Dung");
        assertThat(csv.lines()).hasSize(4);
    }

    @Test
    void notesWhoTookHowManyNamesOut() {
        get(SECRETARY, "names.csv?unit=" + TL.value());

        assertThat(db.sql(
                                "select a.detail from access.audit a where a.action = 'study.names.export' and a.unit = :unit")
                        .param("unit", TL.value())
                        .query(String.class)
                        .list())
                .containsExactly("CSV, all, 7");
    }

    private MvcTestResult get(Actor actor, String path) {
        return web.get()
                .uri("/study/campaigns/" + campaign.value() + "/" + path)
                .with(World.as(actor))
                .exchange();
    }

    private static String text(MvcTestResult result) throws Exception {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
