package vn.lantoa.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

class PaperTest {

    private static final List<String> FORM = List.of(
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "BAN TUYÊN GIÁO VÀ DÂN VẬN",
            "*",
            "Số 12-BC/BTGDVTU",
            "Thái Nguyên, ngày 05 tháng 02 năm 2026",
            "Dự thảo lần 1",
            "BÁO CÁO",
            "I- Tình hình chung",
            "<b>không</b>",
            "Ỷ, Ỹ, Ặ, Ữ, ợ",
            "35.599",
            "Nơi nhận:",
            "T/M BAN THƯỜNG VỤ",
            "PHÓ BÍ THƯ",
            "Nguyễn Văn A");

    @Test
    void writesAllPartsOfTheFormIntoBothFiles() throws Exception {
        assertThat(pdfText(printed(Papers.report(), PaperFormat.PDF))).contains(FORM);
        assertThat(docxText(printed(Papers.report(), PaperFormat.DOCX))).contains(FORM);
    }

    @Test
    void keepsPdfForArchivesAndForReadersWhoCannotSee() throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (var paper : List.of(Papers.report(), Papers.wide(40), nasty())) {
            var bytes = printed(paper, PaperFormat.PDF);
            for (var flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1)) {
                try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(bytes), flavour);
                        var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    var result = validator.validate(parser);
                    assertThat(result.isCompliant())
                            .as(() -> flavour + " " + result.getFailedChecks().keySet())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void repeatsTheHeaderAndNumbersThePagesOfAWideTable() throws Exception {
        try (var pdf = Loader.loadPDF(printed(Papers.wide(60), PaperFormat.PDF))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(2);
            assertThat(pdf.getPage(0).getMediaBox().getWidth())
                    .isCloseTo(PDRectangle.A4.getHeight(), org.assertj.core.data.Offset.offset(1f));
            var text = new PDFTextStripper();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                text.setStartPage(page);
                text.setEndPage(page);
                assertThat(text.getText(pdf)).contains("Đảng viên", "Hình thức");
                if (page > 1) assertThat(text.getText(pdf)).startsWith(Integer.toString(page));
            }
        }
        try (var docx = new XWPFDocument(new ByteArrayInputStream(printed(Papers.wide(60), PaperFormat.DOCX)))) {
            var table = docx.getTables().get(1);
            assertThat(table.getRow(0).isRepeatHeader()).isTrue();
            assertThat(table.getRow(1).isRepeatHeader()).isTrue();
            assertThat(table.getRow(2).isRepeatHeader()).isFalse();
            assertThat(table.getNumberOfRows()).isEqualTo(63);
            assertThat(docx.getHeaderList()).hasSize(1);
        }
    }

    @Test
    void surviveAnyText() throws Exception {
        assertThat(docxText(printed(nasty(), PaperFormat.DOCX))).contains("]]>", "javascript:", "\"'&");
        assertThat(pdfText(printed(nasty(), PaperFormat.PDF))).contains("]]>", "javascript:");
    }

    @Test
    void writesDayAndMonthAsTheFormWantsThem() {
        assertThat(Papers.words("paper.official.party")).isEqualTo("ĐẢNG CỘNG SẢN VIỆT NAM");
        assertThat(placeAndDay(LocalDate.of(2026, 1, 9))).isEqualTo("Hà Nội, ngày 09 tháng 01 năm 2026");
        assertThat(placeAndDay(LocalDate.of(2026, 3, 10))).isEqualTo("Hà Nội, ngày 10 tháng 3 năm 2026");
        assertThat(placeAndDay(LocalDate.of(2025, 12, 31))).isEqualTo("Hà Nội, ngày 31 tháng 12 năm 2025");
    }

    @Test
    void mergesHeadingsOfTheWorkbookAndKeepsNumbers() throws Exception {
        var out = new ByteArrayOutputStream();
        Papers.grid(30).workbook(out, "Biểu: tổng/hợp", List.of("BIỂU TỔNG HỢP"));
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getMergedRegions())
                    .extracting(Object::toString)
                    .anyMatch(r -> r.contains("A3:A4"))
                    .anyMatch(r -> r.contains("L3:N3"))
                    .hasSize(1 + 8 + 5);
            assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
            assertThat(sheet.getFitToPage()).isTrue();
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("3:4");
            assertThat(sheet.getRow(4).getCell(11).getNumericCellValue()).isEqualTo(1_234);
            assertThat(sheet.getRow(4).getCell(4).getLocalDateTimeCellValue().toLocalDate())
                    .isEqualTo(LocalDate.of(2023, 3, 5));
            var note = sheet.getRow(10).getCell(21);
            assertThat(note.getCellType()).isEqualTo(CellType.STRING);
            assertThat(note.getStringCellValue()).isEqualTo("=1+1");
            assertThat(sheet.getRow(3).getCell(0).getCellStyle().getWrapText()).isTrue();
        }
    }

    @Test
    void placesHeadingsThatSpan() {
        var grid = new Grid(
                List.of(
                        Grid.Field.of("a", 1, Grid.Align.LEFT),
                        Grid.Field.group(
                                "b",
                                Grid.Field.of("c", 1, Grid.Align.LEFT),
                                Grid.Field.group("d", Grid.Field.of("e", 2, Grid.Align.LEFT)))),
                List.of(),
                11);

        assertThat(grid.headings())
                .containsExactly(
                        new Grid.Heading("a", 0, 0, 3, 1),
                        new Grid.Heading("b", 0, 1, 1, 2),
                        new Grid.Heading("c", 1, 1, 2, 1),
                        new Grid.Heading("d", 1, 2, 1, 1),
                        new Grid.Heading("e", 2, 2, 1, 1));
        assertThat(grid.widths(100)).containsExactly(25, 25, 50);
        assertThatIllegalArgumentException().isThrownBy(() -> new Grid(grid.fields(), List.of(Grid.Line.of(1, 2)), 11));
    }

    private static String placeAndDay(LocalDate day) {
        return Paper.placeAndDay(new Head(null, "", null, "Hà Nội", day, null, null, null), Papers::words);
    }

    /// A letter without type, number and day, its texts as bad as texts can be.
    private static Paper nasty() {
        var bad = "\u0000\u0007 ]]> <script>alert(1)</script> \"'& javascript: \ud800 \uffff 😀 漢字 \u202e";
        return new Paper(
                bad,
                new Head(null, bad, null, bad, null, null, null, null),
                List.of(
                        new Block.Section(bad, 2),
                        new Block.Paragraph(bad + "\n" + "x".repeat(5_000)),
                        new Block.Paragraph(""),
                        new Block.Items(List.of()),
                        new Grid(
                                List.of(Grid.Field.of(bad, 1, Grid.Align.LEFT)),
                                List.of(Grid.Line.of(bad + "\n" + "y".repeat(300))),
                                9)),
                new Signature(List.of(bad), null, "", ""),
                Layout.upright());
    }

    private static byte[] printed(Paper paper, PaperFormat format) {
        var out = new ByteArrayOutputStream();
        paper.write(format, out, Papers::words, Papers.VI);
        return out.toByteArray();
    }

    private static String pdfText(byte[] bytes) throws Exception {
        try (var pdf = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static String docxText(byte[] bytes) throws Exception {
        try (var extractor = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(bytes)))) {
            return extractor.getText();
        }
    }
}
