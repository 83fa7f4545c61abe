package vn.lantoa.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.reporting.view.ReportRow;
import vn.lantoa.study.Basis;
import vn.lantoa.study.CampaignId;
import vn.lantoa.study.Figures;

@AppTest
class ReportControllerTest implements World {

    private static final String FORMULA = "=HYPERLINK(\"http://evil\";\"bấm\")";

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Figures figures;

    @Autowired
    Reporting reporting;

    private CampaignId campaign;

    @BeforeEach
    void studyInEveryCell() throws UnsupportedEncodingException {
        var created = program(OFFICER, "/api/v1/campaigns", """
                {"title":"Học tập <b>Nghị quyết</b> Trung ương 8","unit":"TN","cutOff":"2023-12-01",
                 "opensOn":"2023-12-04","closesOn":"2023-12-31","documents":["42-NQ/TW","43-NQ/TW"],
                 "topics":[{"title":"=cmd|' /C calc'!A0","presenter":"@Nguyễn Văn A"}],
                 "rule":{"forms":["BRIDGE","IN_PERSON","CELL_MEETING"],"topicsRequired":1.0,"essay":"REQUIRED"}}""");
        campaign =
                CampaignId.of(created.getResponse().getContentAsString().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1"));
        assertThat(program(OFFICER, "/api/v1/campaigns/" + campaign.value() + "/opening", "{}"))
                .hasStatus2xxSuccessful();
        assertThat(program(OFFICER, "/api/v1/campaigns/" + campaign.value() + "/sessions", """
                {"title":"Hội nghị","form":"BRIDGE","host":"TN","startsAt":"2023-12-12T08:00:00+07:00",
                 "endsAt":"2023-12-12T11:00:00+07:00","topics":[1],
                 "sites":[{"unit":"TN","name":"Hội trường","main":true},{"unit":"DT","name":"Đại Từ"},
                          {"unit":"TL","name":"Tân Linh"}]}"""))
                .hasStatus2xxSuccessful();
        recorded(AN, "STUDIED", "BRIDGE");
        recorded(BINH, "STUDIED", "BRIDGE");
        recorded(CHUNG, "STUDIED", "CELL_MEETING");
        recorded(DUNG, "ABSENT", null);
        recorded(HA, "EXCUSED", null);
        recorded(LAN, "STUDIED", "IN_PERSON");
        remark(TL, FORMULA, 4, 3);
        remark(PC, "<script>alert(1)</script>", 1, 1);
    }

    @Test
    void printsTheFiguresOfTheBoard() {
        for (var unit : List.of(TN, DT, TL, TL1)) {
            var report = reporting.of(OFFICER, campaign, unit, Basis.WAS, Instant.now());
            var scope = OFFICER.scope(Permission.READ);
            assertThat(report.figure()).isEqualTo(figures.of(scope, campaign, unit));
            assertThat(report.parts()).extracting(ReportRow::figure).isEqualTo(figures.children(scope, campaign, unit));
        }
        assertThat(text(page(OFFICER, TN))).contains("4/12", "33,33\u00a0%", "30,00\u00a0%", "01/12/2023");
    }

    @Test
    void isTheSumOfItsRows() {
        declare(TN, "GUESTS", 7);
        declare(TL1, "MEMBERS", 90);
        for (var unit : List.of(TN, DT, TL)) {
            var report = reporting.of(OFFICER, campaign, unit, Basis.WAS, Instant.now());
            List<ToLongFunction<ReportRow>> counts = List.of(
                    row -> row.figure().total(),
                    row -> row.figure().probationary(),
                    row -> row.figure().exempt(),
                    row -> row.figure().studied(),
                    row -> row.figure().unrecorded(),
                    row -> row.figure().guests(),
                    row -> row.figure().declared(),
                    row -> row.held().sites(),
                    row -> row.held().classes(),
                    row -> row.held().unfinished());
            for (var count : counts) {
                assertThat(report.rows().stream().mapToLong(count).sum()).isEqualTo(count.applyAsLong(report.total()));
            }
        }
        var report = reporting.of(OFFICER, campaign, TN, Basis.WAS, Instant.now());
        assertThat(report.rows().getFirst().kind()).isEqualTo(ReportRow.Kind.OWN);
        assertThat(report.figure().studied()).isEqualTo(4);
        assertThat(report.total().held().sites()).isEqualTo(3);
        assertThat(report.total().told().essaysDue()).isEqualTo(5);
        assertThat(text(page(OFFICER, TN))).contains("Khai báo: 90 đảng viên");
    }

    @Test
    void showsOpeningAdjustmentsAndClosing() {
        var report = reporting.of(OFFICER, campaign, TN, Basis.WAS, Instant.now());
        assertThat(report.balance().openingTotal()).isEqualTo(12);
        assertThat(report.balance().closingTotal()).isEqualTo(report.figure().total());
        assertThat(text(page(OFFICER, TN))).contains("đầu kỳ 12, cuối kỳ 12", "Không có biến động sau ngày chốt");
    }

    @Test
    void saysThatTheRosterIsNotThatOfTheCutOffDayYet() {
        assertThat(text(page(OFFICER, TN))).doesNotContain("chưa qua");
        db.sql(
                        "update study.campaign set rolls_taken_at = null, opened_at = '2023-11-20T08:00:00+07:00' where id = :id")
                .param("id", campaign.value())
                .update();
        assertThat(text(page(OFFICER, TN)))
                .contains("Ngày chốt 01/12/2023 chưa qua: danh sách đang theo ngày 20/11/2023");
    }

    @Test
    void saysWhatTheColumnsMeanThatAreReadInTwoWays() {
        assertThat(text(page(OFFICER, TN)))
                .contains("Cách hiểu cột 5, 7 và 8", "Cột 5: cấp của những đơn vị đã mở hội nghị")
                .contains("Cột 7: từ ngày đầu", "Cột 8: số điểm cầu đặt tại đơn vị");
        mergeCommunes();
        assertThat(text(on("now", OFFICER, "", ""))).doesNotContain("Cách hiểu cột");
    }

    @Test
    void offersNoOtherBasisWhileNothingHasChanged() {
        assertThat(text(page(OFFICER, TN)))
                .contains("Cơ sở: như khi đó, hệ thống tổ chức đảng")
                .doesNotContain("basis=");
        assertThat(on("nay", OFFICER, "csv", "")).hasStatus(400);
    }

    @Test
    void countsTheSamePeopleOnEveryBasis() {
        declare(TL1, "MEMBERS", 90);
        var then = reporting.of(OFFICER, campaign, TN, Basis.WAS, Instant.now());
        mergeCommunes();

        assertThat(reporting.of(OFFICER, campaign, TN, Basis.WAS, Instant.now()).figure())
                .isEqualTo(then.figure());
        for (var basis : List.of(Basis.NOW, Basis.BRIDGED)) {
            var report = reporting.of(OFFICER, campaign, TN, basis, Instant.now());
            assertThat(report.figure().total()).isEqualTo(then.figure().total());
            assertThat(report.figure().studied()).isEqualTo(then.figure().studied());
            assertThat(report.figure().excused()).isEqualTo(then.figure().excused());
            assertThat(report.figure().declared()).isEqualTo(90);
            assertThat(report.rows().stream()
                            .mapToLong(row -> row.figure().total())
                            .sum())
                    .isEqualTo(12);
            assertThat(report.balance()).isEqualTo(then.balance());
            assertThat(report.reasons()).isEqualTo(then.reasons());
            assertThat(report.total().held().finished() + report.total().held().unfinished())
                    .isEqualTo(
                            then.total().held().finished() + then.total().held().unfinished());
            var merged = report.parts().stream()
                    .filter(row -> row.figure().name().equals("Đảng bộ xã mới"))
                    .toList();
            assertThat(merged)
                    .singleElement()
                    .extracting(row -> row.figure().total())
                    .isEqualTo(9L);
        }
    }

    @Test
    void saysItsBasisOnThePageAndOnEveryPaper() throws IOException {
        mergeCommunes();
        var words = Map.of(
                "was", "như khi đó, hệ thống tổ chức đảng",
                "now", "theo tổ chức hiện nay (ngày",
                "bridged", "quy đổi theo tổ chức kế thừa (ngày");
        for (var basis : words.entrySet()) {
            var query = basis.getKey().equals("was") ? "" : "&amp;basis=" + basis.getKey();
            assertThat(text(on(basis.getKey(), OFFICER, "", "")))
                    .contains(basis.getValue(), "Quy đổi theo tổ chức kế thừa")
                    .contains("report.docx?unit=" + TN.value() + query + "\"")
                    .contains("?unit=" + TN.value() + "&amp;basis=now\"");
            try (var paper = new XWPFDocument(open(on(basis.getKey(), OFFICER, "docx", "")));
                    var sheet = new XSSFWorkbook(open(on(basis.getKey(), OFFICER, "xlsx", "")))) {
                assertThat(new XWPFWordExtractor(paper).getText()).contains(basis.getValue());
                assertThat(cells(sheet.getSheetAt(0))).anyMatch(cell -> cell.contains(basis.getValue()));
            }
            try (var pdf = Loader.loadPDF(
                    on(basis.getKey(), OFFICER, "pdf", "").getResponse().getContentAsByteArray())) {
                assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                        .contains(basis.getValue());
            }
        }
        assertThat(on("now", OFFICER, "csv", "").getResponse().getHeader("Content-Disposition"))
                .contains("theo-to-chuc-hien-nay");
        assertThat(text(on("now", OFFICER, "csv", "&unit=TL"))).contains("Đảng bộ xã mới", "Chi bộ");
        assertThat(on("bridged", OTHER_SECRETARY, "csv", "&unit=M")).hasStatus(404);
        assertThat(on("was", OFFICER, "csv", "&unit=M")).hasStatus(404);
    }

    @Test
    void keepsTheFigureAndTheSignerOfAClosedUnit() {
        declare(TL1, "MEMBERS", 90);
        secretary(AN, "2023-01-01", "2024-01-01");
        secretary(BINH, "2024-01-01", null);
        assertThat(reporting
                        .of(OFFICER, campaign, TL1, Basis.WAS, Instant.now())
                        .total()
                        .told()
                        .signer())
                .isEqualTo(name(BINH));
        db.sql("""
                insert into study.closure (campaign, unit, closed_at, closed_by)
                values (:campaign, :unit, '2023-12-20T10:00:00+07:00', :by)
                """)
                .param("campaign", campaign.value())
                .param("unit", TL1.value())
                .param("by", OFFICER.account().value())
                .update();

        assertThat(web.post()
                        .uri("/study/campaigns/{id}/declared?unit={unit}", campaign.value(), TL1.value())
                        .param("MEMBERS", "91")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("Đơn vị đã khép số liệu");
        var report = reporting.of(OFFICER, campaign, TL1, Basis.WAS, Instant.now());
        assertThat(report.figure().declared()).isEqualTo(90);
        assertThat(report.total().told().signer())
                .as("who led it when it closed")
                .isEqualTo(name(AN));
    }

    private String name(MemberId member) {
        return db.sql("select m.full_name from organization.member m where m.id = :id")
                .param("id", member.value())
                .query(String.class)
                .single();
    }

    private void secretary(MemberId member, String from, @Nullable String until) {
        db.sql("""
                insert into organization.post (id, member, unit, kind, from_on, until_on)
                values (gen_random_uuid(), :member, :unit, 'SECRETARY', :from::date, :until::date)
                """)
                .param("member", member.value())
                .param("unit", TL1.value())
                .param("from", from)
                .param("until", until)
                .update();
    }

    @Test
    void hidesReportsOfOthers() {
        assertThat(page(SECRETARY, TL)).hasStatusOk();
        assertThat(page(OTHER_SECRETARY, TL)).hasStatus(404);
        assertThat(page(SECRETARY, DT)).hasStatus(404);
        assertThat(page(MEMBER, TL1)).hasStatus(404);
        assertThat(page(SITE_OPERATOR, TL)).hasStatus(404);
        assertThat(page(OFFICER, TW)).hasStatus(404);
        assertThat(web.get().uri("/reporting").with(World.as(MEMBER))).hasStatus(404);
        assertThat(web.get().uri("/reporting").with(World.as(OTHER_SECRETARY)))
                .bodyText()
                .contains("Đảng bộ xã Tràng Xá", "report.xlsx")
                .doesNotContain("<b>Nghị quyết</b>");
        for (var file : List.of("csv", "xlsx", "docx", "pdf")) {
            assertThat(file(OTHER_SECRETARY, TL, file)).hasStatus(404);
            assertThat(file(READER, TL, file)).hasStatus(404);
            assertThat(file(MEMBER, TL1, file)).hasStatus(404);
            assertThat(api(OTHER_SECRETARY, "TL", file)).hasStatus(404);
            assertThat(api(READER, "TL", file)).hasStatus(404);
        }
        assertThat(api(OFFICER, "NO", "csv")).hasStatus(404);
        assertThat(file(OFFICER, TL, "exe")).hasStatus(404);
    }

    @Test
    void showsAReaderFiguresWithoutFiles() {
        assertThat(text(page(READER, TN)))
                .contains("33,33\u00a0%")
                .doesNotContain("report.xlsx")
                .doesNotContain("/remarks?");
        assertThat(text(page(SECRETARY, TL))).contains("report.xlsx", "/remarks?unit=" + TL.value());
    }

    @Test
    void saysSoWhereNothingHasOpened() {
        assertThat(web.get().uri("/reporting").with(World.as(INSPECTOR))).hasStatusOk();
        db.sql("update study.campaign set opened_at = null").update();
        assertThat(web.get().uri("/reporting").with(World.as(OFFICER)))
                .bodyText()
                .contains("Chưa có đợt học tập nào");
        assertThat(page(OFFICER, TN)).hasStatus(404);
    }

    @Test
    void opensAsAWorkbookInWhichNothingRuns() throws IOException {
        var bytes = bytes(file(OFFICER, DT, "xlsx"));
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(book.getProperties().getCoreProperties().getDescription())
                    .contains("canbo");
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getMergedRegions()).hasSize(4 + 10 + 12);
            var cells = cells(sheet);
            assertThat(cells).contains("Đảng bộ xã Tân Linh", FORMULA, "(22)\nNgười ký", "Phải nộp");
            for (var row : sheet)
                for (var cell : row) assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
            var total = sheet.getRow(7);
            assertThat(total.getCell(1).getStringCellValue()).isEqualTo("Đảng bộ huyện Đại Từ");
            assertThat(total.getCell(14).getNumericCellValue()).isEqualTo(9);
            assertThat(total.getCell(24).getNumericCellValue()).isEqualTo(4);
            assertThat(total.getCell(25).getNumericCellValue()).isEqualTo(44.44);
        }
    }

    @Test
    void beginsCsvWithTheMarkAndGuardsFormulas() {
        var csv = new String(bytes(api(SECRETARY, "TL", "csv")), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\ufeffSTT,Đơn vị,");
        assertThat(csv).contains("'=HYPERLINK").doesNotContain(",\"=HYPERLINK").doesNotContain(",@");
        assertThat(csv.lines().count()).isEqualTo(5);
        assertThat(api(SECRETARY, null, "csv")).hasStatusOk();
    }

    @Test
    void writesAnOfficialPaper() throws IOException {
        var parts = new String[] {
            "HUYỆN ỦY ĐẠI TỪ",
            "ĐẢNG ỦY XÃ TÂN LINH",
            "-BC/ĐU",
            "Tân Linh, ngày",
            "BÁO CÁO",
            "Kết quả học tập, quán triệt Nghị quyết số 42-NQ/TW, Nghị quyết số 43-NQ/TW",
            "DỰ THẢO",
            "3/7, đạt 42,86",
            "đi công tác 1",
            FORMULA,
            "=cmd|' /C calc'!A0",
            "phần 1/3",
            "Chi bộ xóm 1",
            "T/M ĐẢNG ỦY",
            "Nơi nhận:"
        };
        try (var docx = new XWPFDocument(new ByteArrayInputStream(bytes(file(SECRETARY, TL, "docx"))));
                var text = new XWPFWordExtractor(docx)) {
            assertThat(text.getText()).contains(parts);
            assertThat(docx.getProperties().getCoreProperties().getDescription())
                    .contains("bithu-tanlinh");
            assertThat(docx.getDocument()
                            .getBody()
                            .getSectPr()
                            .getPgSz()
                            .getOrient()
                            .toString())
                    .isEqualTo("landscape");
        }
        try (var pdf = Loader.loadPDF(bytes(file(SECRETARY, TL, "pdf")))) {
            var text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            assertThat(text).contains("HUYỆN ỦY ĐẠI TỪ", "DỰ THẢO", "Chi bộ xóm 1", "bithu-tanlinh");
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isLessThan(600);
            assertThat(pdf.getPage(pdf.getNumberOfPages() - 1).getMediaBox().getWidth())
                    .isGreaterThan(800);
        }
    }

    @Test
    void keepsPdfForArchivesAndForReadersWhoCannotSee() throws Exception {
        db.sql("update study.campaign_unit set name = :name where campaign = :campaign and code = 'PC'")
                .param("name", "Đảng bộ <img src=x onerror=\"alert(1)\"> & \"xã\"")
                .param("campaign", campaign.value())
                .update();
        VeraGreenfieldFoundryProvider.initialise();
        var bytes = bytes(api(OFFICER, "DT", "pdf"));
        for (var flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1)) {
            try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(bytes), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                var result = validator.validate(parser);
                assertThat(result.isCompliant())
                        .as(() -> flavour + " " + result.getFailedChecks().keySet())
                        .isTrue();
            }
        }
        assertThat(text(page(OFFICER, DT)))
                .contains("&lt;img src=x", "&lt;script&gt;")
                .doesNotContain("<img src=x")
                .doesNotContain("<script>alert");
    }

    @Test
    void dropsTheDraftOnceTheUnitIsClosed() throws IOException {
        db.sql("insert into study.closure (campaign, unit, closed_by) values (:campaign, :unit, :by)")
                .param("campaign", campaign.value())
                .param("unit", TL.value())
                .param("by", SECRETARY.account().value())
                .update();
        assertThat(text(page(SECRETARY, TL))).contains("Đã khép số liệu");
        try (var docx = new XWPFDocument(new ByteArrayInputStream(bytes(file(SECRETARY, TL, "docx"))));
                var text = new XWPFWordExtractor(docx)) {
            assertThat(text.getText()).doesNotContain("DỰ THẢO");
        }
    }

    @Test
    void notesEveryExport() {
        bytes(file(SECRETARY, TL, "xlsx"));
        assertThat(db.sql("""
                        select count(*) from access.audit a
                        where  a.action = 'reporting.report.export' and a.subject = :campaign and a.unit = :unit
                        """)
                        .param("campaign", campaign.value())
                        .param("unit", TL.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void fillsEveryColumnAlsoWhereNothingIsKnown() {
        var report = reporting.of(OFFICER, campaign, TX1, Basis.WAS, Instant.now());
        assertThat(new ReportTable(report, (key, arguments) -> key, 10, true).cells(report.total()))
                .hasSize(41)
                .endsWith("", "", "", null);
    }

    @Test
    void showsAWideUnitInPieces() {
        var ids =
                IntStream.rangeClosed(1, 250).mapToObj(n -> World.id("8b09", n)).toList();
        for (var id : ids)
            db.sql("""
                    insert into organization.unit (id, code, level, name, parent, from_on)
                    values (:id, :code, 'CELL', 'Chi bộ xóm thử ' || :code, :parent, '2020-01-01')
                    """)
                    .param("id", id)
                    .param("code", "X" + ids.indexOf(id))
                    .param("parent", TX.value())
                    .update();
        db.sql("""
                insert into organization.unit_tree (ancestor, descendant, depth)
                select :parent::uuid, u.id, 1 from organization.unit u where u.code ~ '^X[0-9]'
                """).param("parent", TX.value()).update();
        db.sql("""
                insert into study.campaign_unit (campaign, unit, parent, code, name, level, depth, position, last)
                select :campaign, u.id, u.parent, u.code, u.name, u.level, 3, 1000 + n, 1000 + n
                from   (select u.*, row_number() over (order by u.code) as n
                        from   organization.unit u where u.code ~ '^X[0-9]') u
                """).param("campaign", campaign.value()).update();
        db.sql("update study.campaign_unit set last = 1300 where campaign = :campaign and code = 'TX'")
                .param("campaign", campaign.value())
                .update();
        db.sql(
                        "insert into study.tally (campaign, position, unit) select c.campaign, c.position, c.unit from study.campaign_unit c where c.position > 1000")
                .update();

        assertThat(text(page(OTHER_SECRETARY, TX))).contains("Đơn vị 1–100 trong 251", "from=100");
        assertThat(web.get()
                        .uri("/reporting/campaigns/{id}?unit={unit}&from=200", campaign.value(), TX.value())
                        .with(World.as(OTHER_SECRETARY)))
                .bodyText()
                .contains("Đơn vị 201–251 trong 251");
        assertThat(web.get()
                        .uri("/reporting/campaigns/{id}?unit={unit}&from=7", campaign.value(), TX.value())
                        .with(World.as(OTHER_SECRETARY)))
                .hasStatus(404);
    }

    private void recorded(MemberId member, String kind, @Nullable String form) {
        db.sql("""
                insert into study.fact (campaign, member, unit, kind, topics, form, reason, happened_at, recorded_by, nonce)
                select r.campaign, r.member, r.unit, :kind, case when :form::text is null then 0 else 1 end, :form,
                       case when :kind = 'EXCUSED' then 'DUTY' end, :at, :by, r.member_no
                from   study.roster r
                where  r.campaign = :campaign and r.member = :member
                """)
                .param("kind", kind)
                .param("form", form)
                .param("at", NINE.atOffset(ZoneOffset.UTC))
                .param("by", OFFICER.account().value())
                .param("campaign", campaign.value())
                .param("member", member.value())
                .update();
        db.sql("select study.settle(:campaign, array[:member]::uuid[])::text")
                .param("campaign", campaign.value())
                .param("member", member.value())
                .query(String.class)
                .list();
    }

    private MvcTestResult program(Actor actor, String uri, String body) {
        return web.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(World.program(actor))
                .exchange();
    }

    private void remark(UnitId unit, String strengths, int due, int in) {
        assertThat(web.post()
                        .uri("/study/campaigns/{id}/remarks?unit={unit}", campaign.value(), unit.value())
                        .param("strengths", strengths)
                        .param("shortcomings", "-1+1")
                        .param("proposals", "")
                        .param("signer", "Nguyễn Văn An")
                        .param("signerPost", "Bí thư")
                        .param("essaysDue", Integer.toString(due))
                        .param("essaysIn", Integer.toString(in))
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
    }

    private void declare(UnitId unit, String kind, int people) {
        db.sql("""
                insert into study.declared (campaign, unit, kind, people, recorded_by)
                values (:campaign, :unit, :kind, :people, :by)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("kind", kind)
                .param("people", people)
                .param("by", OFFICER.account().value())
                .update();
    }

    private MvcTestResult page(Actor actor, UnitId unit) {
        return web.get()
                .uri("/reporting/campaigns/{id}?unit={unit}", campaign.value(), unit.value())
                .with(World.as(actor))
                .exchange();
    }

    /// The report of the province on `basis`: as a file of `kind` by the API, or the page if that is empty.
    private MvcTestResult on(String basis, Actor actor, String kind, String more) {
        var page = kind.isEmpty();
        var path = page ? "/reporting/campaigns/" : "/api/v1/campaigns/";
        return web.get()
                .uri(path + campaign.value() + (page ? "" : "/report." + kind) + "?basis=" + basis + more)
                .with(page ? World.as(actor) : World.program(actor))
                .exchange();
    }

    private static ByteArrayInputStream open(MvcTestResult file) {
        assertThat(file).hasStatusOk();
        return new ByteArrayInputStream(file.getResponse().getContentAsByteArray());
    }

    /// Both communes of which the campaign knows people become a new one.
    private void mergeCommunes() {
        assertThat(program(OFFICER, "/api/v1/reorganizations", """
                {"decision": "1-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
                  {"op": "create", "code": "M", "parentCode": "TN", "level": "UPPER_GRASSROOTS", "name": "Đảng bộ xã mới"},
                  {"op": "merge", "from": ["TL", "PC"], "into": "M"}]}""")).hasStatus(201);
    }

    private MvcTestResult file(Actor actor, UnitId unit, String kind) {
        return web.get()
                .uri("/reporting/campaigns/{id}/report.{kind}?unit={unit}", campaign.value(), kind, unit.value())
                .with(World.as(actor))
                .exchange();
    }

    private MvcTestResult api(Actor actor, @Nullable String code, String kind) {
        var unit = code == null ? "" : "?unit=" + code;
        return web.get()
                .uri("/api/v1/campaigns/" + campaign.value() + "/report." + kind + unit)
                .with(World.program(actor))
                .exchange();
    }

    private static byte[] bytes(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsByteArray();
    }

    private static String text(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static List<String> cells(XSSFSheet sheet) {
        var cells = new ArrayList<String>();
        for (var row : sheet)
            for (var cell : row) if (cell.getCellType() == CellType.STRING) cells.add(cell.getStringCellValue());
        return cells;
    }
}
