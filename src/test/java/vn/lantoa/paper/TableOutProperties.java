package vn.lantoa.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

class TableOutProperties {

    private static final Columns THREE =
            Columns.of(Column.required("key"), Column.required("text").severalLines(), Column.required("day"));

    @Property(tries = 300)
    void givesBackEveryTextThatItWrote(@ForAll("texts") List<String> texts, @ForAll TableFormat format) {
        var out = new ByteArrayOutputStream();
        try (var table = format.open(out, "T")) {
            table.header(List.of("key", "text", "day"));
            for (var text : texts) table.row(List.of("k", text, LocalDate.of(2024, 2, 29)));
        }
        try (var table = Table.open(new ByteArrayInputStream(out.toByteArray()), THREE, Limits.usual())) {
            var read = new ArrayList<String>();
            for (var row : table) {
                assertThat(row.errors()).isEmpty();
                assertThat(row.day("day")).isEqualTo(LocalDate.of(2024, 2, 29));
                read.add(row.text("text"));
            }
            assertThat(read).isEqualTo(texts);
        }
    }

    @Property(tries = 300)
    void writesNoCsvCellThatASpreadsheetWouldRun(@ForAll("texts") List<String> texts) {
        for (var text : texts) {
            var cell = CellText.guarded(text).stripLeading();
            assertThat(cell.isEmpty() || "=+-@＝＋－＠\t\r".indexOf(cell.charAt(0)) < 0)
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        var nasty = Arbitraries.of(
                "=1+1",
                "+84912345678",
                "-",
                "--",
                "@SUM(A1)",
                "'=x",
                "''+1",
                "'quoted'",
                "' =1",
                "=cmd|' /C calc'!A0",
                "_x000D_",
                "_x0041_B",
                "a\"b",
                "a,b;c",
                "hoà",
                "hòa",
                "Đặng 𠀀",
                "<b>&amp;</b>",
                "]]>",
                "\u200bx",
                "A\nB",
                "＝1",
                "0012",
                "1E5",
                "TRUE",
                "29/02/2024");
        var free = Arbitraries.strings().withChars("=+-@'\"\t,;_x0D ABễđ\n😀").ofMaxLength(20);
        return Arbitraries.oneOf(nasty, free)
                .map(TableOutProperties::clean)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    /// What can be asked back: NFC, no space at the ends, no invisible letters, one kind of line end.
    private static String clean(String text) {
        var clean = Normalizer.normalize(text.replace("\u200b", ""), Normalizer.Form.NFC)
                .strip();
        // a heap of surrogates cut in two cannot be written at all
        return new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Example
    void writesTypedCellsTheHeaderAndFurtherSheets() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var table = new XlsxOut(out, "Đảng viên [1/2]", 150)) {
            table.header(List.of("Tên", "Số", "Ngày"));
            for (int i = 0; i < 200; i++)
                table.row(java.util.Arrays.asList("=1+1", i, i % 2 == 0 ? LocalDate.of(1980, 1, 2) : null));
        }
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(2);
            assertThat(book.getSheetName(0)).isEqualTo("Đảng viên  1 2");
            assertThat(book.getSheetName(1)).isEqualTo("Đảng viên  1 2 (2)");
            assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(150);
            assertThat(book.getSheetAt(1).getLastRowNum()).isEqualTo(50);
            var row = book.getSheetAt(0).getRow(1);
            assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(0);
            assertThat(row.getCell(2).getLocalDateTimeCellValue().toLocalDate()).isEqualTo(LocalDate.of(1980, 1, 2));
            assertThat(book.getSheetAt(1).getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo("Tên");
        }
    }

    @Example
    void writesCsvWithMarkCommasAndPlainNumbers() {
        var out = new ByteArrayOutputStream();
        try (var table = TableFormat.CSV.open(out, "")) {
            table.header(List.of("a", "b"));
            table.row(List.of("=1", -5));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\ufeffa,b\r\n'=1,-5\r\n");
    }
}
