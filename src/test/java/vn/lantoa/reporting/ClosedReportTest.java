package vn.lantoa.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.extractor.XSSFExcelExtractor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.CampaignId;
import vn.lantoa.study.Trial;

/// What the report of a unit says once the unit has closed its figure: what stood then and what was changed later, the
/// same on the page and in every file.
@AppTest
class ClosedReportTest implements World {

    private static final String[] KINDS = {"csv", "xlsx", "docx", "pdf"};

    @Autowired
    ApplicationContext context;

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    private CampaignId campaign;

    @BeforeEach
    void callTheRoll() {
        campaign = Trial.open(context, db, OFFICER, TN);
        record("""
                {"entries":[{"memberNo":"19.000010","outcome":"studied"},{"memberNo":"19.000011","outcome":"studied"},
                            {"memberNo":"19.000012","outcome":"absent"}]}""");
    }

    @Test
    void saysWhatStoodWhenTheUnitClosed() throws IOException {
        assertThat(page(TX1)).doesNotContain("khép lúc");
        close("TX1");

        for (var text : everywhere(TX1))
            assertThat(text)
                    .contains("Số liệu khép lúc", "đã học 2/3, đạt 66,67")
                    .contains("vắng không lý do 1", "Từ khi khép đến nay số liệu không thay đổi");
    }

    @Test
    void saysWhatWasChangedAfterTheUnitHadClosed() throws IOException {
        close("TX1");
        close("TX");
        reopen(TX1);
        record("""
                {"entries":[{"memberNo":"19.000012","outcome":"studied"}]}""");
        assertThat(page(TX1)).contains("Dự thảo", "đã học 2/3", "Mở lại lúc", "đã học từ 2 thành 3");
        close("TX1");

        for (var text : everywhere(TX1))
            assertThat(text)
                    .contains("đã học 2/3, đạt 66,67", "Mở lại lúc")
                    .contains("Từ khi khép đến nay thay đổi: đã học từ 2 thành 3, vắng không lý do từ 1 thành 0")
                    .contains("đã học 3/3, đạt 100,00", "Từ khi khép đến nay số liệu không thay đổi");
        for (var text : everywhere(TX)) assertThat(text).contains("đã học 2/3, đạt 66,67", "đã học từ 2 thành 3");
        assertThat(page(TX))
                .contains("khác với lần khép đầu tiên: Chi bộ Làng Đèn (đã học từ 2 thành 3, vắng không lý do");
    }

    @Test
    void saysOnceWhatWasReportedTwice() {
        close("TX1");
        reopen(TX1);
        close("TX1");

        assertThat(page(TX1)).containsOnlyOnce("Số liệu khép lúc").doesNotContain("Mở lại lúc");
    }

    @Test
    void saysWhatStoodWhenTheCampaignEndedBeforeTheUnitHadClosed() throws IOException {
        send(OFFICER, "/ending", Map.of("anyway", "Theo công văn 7-CV/BTG"));
        for (var text : everywhere(TX1)) assertThat(text).contains("khi đơn vị chưa khép số liệu", "đã học 2/3");
        send(OFFICER, "/ending/revocation", Map.of("reason", "Bổ sung số liệu"));
        record("""
                {"entries":[{"memberNo":"19.000012","outcome":"excused","reason":"ILL"}]}""");

        for (var text : everywhere(TX1))
            assertThat(text).contains("đã học 2/3", "vắng có lý do từ 0 thành 1, vắng không lý do từ 1 thành 0");
        assertThat(page(TN)).contains("Mở lại lúc", "vắng có lý do từ 0 thành 1");
    }

    @Test
    void owesNoFigureThatWasNotKept() {
        close("TX1");
        reopen(TX1);
        db.sql("delete from study.closed_figure").update();

        assertThat(page(TX1))
                .contains("số liệu khi đó không được lưu", "Mở lại lúc")
                .doesNotContain("đã học 2/3, đạt");
    }

    @Test
    void tellsClosingsOnlyInTheUnitsOwnTime() {
        close("TX1");
        assertThat(web.post()
                        .uri("/api/v1/reorganizations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"decision": "1-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
                                  {"op": "move", "code": "TX", "parentCode": "TN"}]}""")
                        .with(World.program(OFFICER)))
                .hasStatus(201);

        assertThat(page(TX1)).contains("Số liệu khép lúc");
        assertThat(text(web.get()
                        .uri("/reporting/campaigns/{id}?unit={unit}&basis=now", campaign.value(), TX1.value())
                        .with(World.as(OFFICER))
                        .exchange()))
                .contains("theo tổ chức hiện nay")
                .doesNotContain("khép lúc");
    }

    private void record(String entries) {
        assertThat(web.put()
                        .uri("/api/v1/campaigns/{id}/roll-calls/TX1", campaign.value())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(entries)
                        .with(World.program(OTHER_SECRETARY)))
                .hasStatusOk();
    }

    private void close(String code) {
        assertThat(web.post()
                        .uri("/api/v1/campaigns/{id}/closure?unit={unit}", campaign.value(), code)
                        .with(World.program(OTHER_SECRETARY)))
                .hasStatus2xxSuccessful();
    }

    private void reopen(UnitId unit) {
        send(OTHER_SECRETARY, "/reopening", Map.of("unit", unit.value().toString()));
    }

    private void send(Actor actor, String path, Map<String, String> fields) {
        var request = web.post()
                .uri("/study/campaigns/" + campaign.value() + path)
                .with(World.as(actor))
                .with(csrf());
        for (var field : fields.entrySet()) request = request.param(field.getKey(), field.getValue());
        assertThat(request).hasStatus3xxRedirection();
    }

    private String page(UnitId unit) {
        return text(web.get()
                .uri("/reporting/campaigns/{id}?unit={unit}", campaign.value(), unit.value())
                .with(World.as(OFFICER))
                .exchange());
    }

    /// The page and the four files, as text.
    private List<String> everywhere(UnitId unit) throws IOException {
        var texts = new ArrayList<String>();
        texts.add(page(unit));
        for (var kind : KINDS) {
            var file = web.get()
                    .uri("/reporting/campaigns/{id}/report.{kind}?unit={unit}", campaign.value(), kind, unit.value())
                    .with(World.as(OFFICER))
                    .exchange();
            assertThat(file).hasStatusOk();
            texts.add(read(kind, file.getResponse().getContentAsByteArray()).replaceAll("\\s+", " "));
        }
        return texts;
    }

    private static String read(String kind, byte[] bytes) throws IOException {
        switch (kind) {
            case "xlsx" -> {
                try (var text = new XSSFExcelExtractor(new XSSFWorkbook(new ByteArrayInputStream(bytes)))) {
                    return text.getText();
                }
            }
            case "docx" -> {
                try (var text = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(bytes)))) {
                    return text.getText();
                }
            }
            case "pdf" -> {
                try (var paper = Loader.loadPDF(bytes)) {
                    return new PDFTextStripper().getText(paper);
                }
            }
            default -> {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
    }

    private static String text(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
