package vn.lantoa.paper;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lantoa.kernel.Refused;

class TableTest {

    private static final Columns MEMBERS = Columns.of(
            Column.required("member_no", "Số thẻ đảng viên", "Số thẻ").example("014123456"),
            Column.required("full_name", "Họ và tên").example("Nguyễn Thị Lan"),
            Column.optional("birth_date", "Ngày sinh").example("31/12/1980"),
            Column.optional("phone", "Điện thoại"),
            Column.optional("note", "Ghi chú").severalLines());

    private static final String PLAIN = "member_no,full_name,birth_date\n001,Đặng Thị Hòa,1980-02-29\n";

    @Test
    void readsUtf8WithAndWithoutMark() {
        assertThat(names(PLAIN.getBytes(UTF_8))).containsExactly("Đặng Thị Hòa");
        assertThat(names(("\ufeff" + PLAIN).getBytes(UTF_8))).containsExactly("Đặng Thị Hòa");
    }

    @Test
    void readsUtf16InBothOrdersWithAndWithoutMark() {
        for (var charset : List.of(UTF_16LE, UTF_16BE)) {
            assertThat(names(("\ufeff" + PLAIN).getBytes(charset))).containsExactly("Đặng Thị Hòa");
            assertThat(names(PLAIN.getBytes(charset))).containsExactly("Đặng Thị Hòa");
        }
    }

    @Test
    void readsWindows1258AndComposesItsMarks() {
        // that set holds ế only as ê with a mark of its own
        var text = "Số thẻ;Họ và tên\n7;Nguyễn Thế Hiển\n";
        var bytes = halfComposed(text).getBytes(Charset.forName("windows-1258"));

        assertThat(bytes).doesNotContain((byte) '?');
        assertThat(names(bytes)).containsExactly("Nguyễn Thế Hiển");
    }

    @Test
    void findsCommaSemicolonAndTab() {
        for (var separator : List.of(",", ";", "\t")) {
            var text = PLAIN.replace(",", separator) + "2" + separator + "\"A, B; C\t\"" + separator + "\n";
            assertThat(names(text.getBytes(UTF_8))).containsExactly("Đặng Thị Hòa", "A, B; C");
        }
        assertThat(names(("sep=;\r\n" + PLAIN.replace(",", ";")).getBytes(UTF_8)))
                .containsExactly("Đặng Thị Hòa");
    }

    @Test
    void composesDecomposedTextInCellsAndHeadings() {
        var decomposed = Normalizer.normalize("Số thẻ,Họ và tên\n1,Đặng Thị Hòa\n", Normalizer.Form.NFD);

        assertThat(names(decomposed.getBytes(UTF_8))).containsExactly("Đặng Thị Hòa");
    }

    @Test
    void numbersRowsAsTheUserSeesThemBelowATitleAndBlankLines() {
        try (var table = csv("DANH SÁCH ĐẢNG VIÊN\n\nSỐ THẺ (*),họ  và tên\n\n1,\"A\"\n2,B\n")) {
            assertThat(table).extracting(Row::number).containsExactly(5, 6);
        }
    }

    @Test
    void noticesColumnsThatAreNotUsed() {
        try (var table = csv("stt,member_no,full_name,Quê quán\n1,1,A,Phú Bình\n")) {
            assertThat(table.notices()).containsExactly(new Notice("paper.table.unused", List.of("stt, Quê quán")));
            assertThat(table.has("phone")).isFalse();
            assertThat(table.iterator().next().text("phone")).isEmpty();
        }
    }

    @Test
    void refusesWhatLacksAHeaderAColumnOrNamesOneTwice() {
        refused(422, "paper.table.noHeader", "1,Lan\n2,Hòa\n");
        refused(422, "paper.table.missing", "Số thẻ,Ngày sinh\n1,\n");
        refused(422, "paper.table.twice", "member_no,full_name,Số thẻ\n1,A,2\n");
        refused(422, "paper.table.noRows", "member_no,full_name\n");
        refused(422, "paper.table.noRows", "member_no,full_name\n\n,\n");
        refused(422, "paper.table.empty", "");
        refused(422, "paper.table.empty", "\ufeff \n\n");
        refused(422, "paper.table.empty", ",,\n,,\n");
        refused(422, "paper.table.quotes", "member_no,full_name\n1,\"A\n2,B\n");
    }

    @Test
    void findsAllErrorsOfARow() {
        var text = "member_no,full_name,birth_date,phone\n"
                + "1,a\u0007b,31/02/1990,\n"
                + ",\u202eLan," + "x".repeat(400) + ",\"1\n2\"\n"
                + "3,B,1/2/1990,,,extra\n";
        try (var table = csv(text)) {
            var rejections = new Rejections();
            for (var row : table) {
                row.required("member_no");
                row.text("full_name", 200);
                row.day("birth_date");
                rejections.passes(row);
            }
            var result = rejections.result(0);

            assertThat(result.rejected()).isEqualTo(3);
            assertThat(result.errors())
                    .extracting(e -> e.row() + " " + e.column() + " " + e.key())
                    .containsExactly(
                            "2 full_name paper.row.control",
                            "2 birth_date paper.row.day",
                            "3 full_name paper.row.control",
                            "3 phone paper.row.lineBreak",
                            "3 member_no paper.row.required",
                            "3 birth_date paper.row.day",
                            "4 null paper.row.extra",
                            "4 birth_date paper.row.day");
        }
    }

    @Test
    void refusesLongCellsAndBytesOfAnotherEncoding() {
        var tooLong = "member_no,full_name\n1," + "x".repeat(1_001) + "\n";
        assertThat(errors(tooLong.getBytes(UTF_8))).containsExactly("2 full_name paper.row.tooLong");

        var wrong = "member_no,full_name\n1,A\u00d2\u00fe\n".getBytes(Charset.forName("ISO-8859-1"));
        wrong[wrong.length - 2] = (byte) 0xff;
        assertThat(errors(wrong)).isEmpty();
        assertThat(errors("member_no,full_name\n1,A\ufffd\n".getBytes(UTF_8)))
                .containsExactly("2 full_name paper.row.unreadable");
    }

    @Test
    void countsErrorsBeyondTheListedThousand() {
        var text = new StringBuilder("member_no,full_name,birth_date\n");
        for (int i = 0; i < 1_500; i++) text.append(i).append(",A,tomorrow\n");
        try (var table = csv(text.toString())) {
            var rejections = new Rejections();
            for (var row : table) {
                row.day("birth_date");
                rejections.passes(row);
            }
            var result = rejections.result(0);
            assertThat(result.rejected()).isEqualTo(1_500);
            assertThat(result.errors()).hasSize(1_000);
            assertThat(result.unlisted()).isEqualTo(500);
        }
    }

    @Test
    void readsAWorkbookThatExcelWouldWrite() throws Exception {
        try (var book = new XSSFWorkbook()) {
            var sheet = book.createSheet("Đảng viên");
            var day = book.createCellStyle();
            day.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy;@"));
            var code = book.createCellStyle();
            code.setDataFormat(book.createDataFormat().getFormat("000000"));
            var header = sheet.createRow(1);
            header.createCell(1).setCellValue("Số thẻ");
            header.createCell(2).setCellValue("Họ và tên");
            header.createCell(3).setCellValue("Ngày sinh");
            header.createCell(4).setCellValue("Điện thoại");
            var one = sheet.createRow(3);
            one.createCell(1).setCellValue("000123");
            one.createCell(2).setCellValue("  Đặng\u00a0Thị Hòa ");
            one.createCell(3).setCellValue(LocalDate.of(1980, 2, 29));
            one.getCell(3).setCellStyle(day);
            one.createCell(4).setCellValue(84912345678d);
            var two = sheet.createRow(4);
            two.createCell(1).setCellValue(456);
            two.getCell(1).setCellStyle(code);
            two.createCell(2).setCellValue("B");
            two.createCell(3).setCellValue("31/12/1980");
            two.createCell(4).setCellValue(0.1 + 0.2);
            book.createSheet("Khác");

            try (var table = open(bytes(book))) {
                assertThat(table.notices()).containsExactly(new Notice("paper.table.sheets", List.of("Đảng viên")));
                assertThat(table)
                        .extracting(Row::toString)
                        .containsExactly(
                                "4[000123, Đặng Thị Hòa, 1980-02-29, 84912345678, ]",
                                "5[000456, B, 31/12/1980, 0.3, ]");
            }
        }
    }

    @Test
    void refusesFormulasAndErrorCellsOfKnownColumnsOnly() throws Exception {
        try (var book = new XSSFWorkbook()) {
            var sheet = book.createSheet();
            var header = sheet.createRow(0);
            header.createCell(0).setCellValue("stt");
            header.createCell(1).setCellValue("member_no");
            header.createCell(2).setCellValue("full_name");
            var row = sheet.createRow(1);
            row.createCell(0).setCellFormula("ROW()");
            row.createCell(1).setCellFormula("1+1");
            row.createCell(2).setCellErrorValue((byte) 0x2a);
            sheet.createRow(2).createCell(2).setCellValue("B");
            sheet.setArrayFormula("C3:C4*1", org.apache.poi.ss.util.CellRangeAddress.valueOf("B3:B4"));

            assertThat(errors(bytes(book)))
                    .containsExactly(
                            "2 member_no paper.row.formula",
                            "2 full_name paper.row.errorCell",
                            "3 member_no paper.row.formula",
                            "4 member_no paper.row.formula");
        }
    }

    @Test
    void refusesBombsByTheirWordAndByTheirDeed() {
        var rows =
                "<row><c t='inlineStr'><is><t>member_no</t></is></c><c t='inlineStr'><is><t>full_name</t></is></c></row>";
        refused(413, "paper.table.bomb", Sheets.of(rows + "<row>" + "<c><v>1</v></c>".repeat(2_000_000) + "</row>"));
        refused(
                413,
                "paper.table.bomb",
                Sheets.of(rows + "<row><c t='inlineStr'><is><t>" + "a".repeat(30_000_000) + "</t></is></c></row>"));

        // declared as 100 bytes in the directory, 30 MB in truth
        var liar = Sheets.of(rows + "<row><c t='inlineStr'><is><t>" + "a".repeat(30_000_000) + "</t></is></c></row>");
        understate(liar);
        assertThat(refusal(liar).status()).isIn(413, 415);

        var many = Sheets.parts(rows);
        for (int i = 0; i < 3_000; i++) many.put("x/" + i, "");
        refused(413, "paper.table.bomb", Sheets.zip(many));
    }

    @Test
    void refusesCellsThatClaimToStandFarAway() {
        for (var address : List.of("ZZZZZZ1", "XFE1", "1", "")) {
            refused(415, "paper.table.broken", Sheets.of("<row r='1'><c r='%s'><v>1</v></c></row>".formatted(address)));
        }
        refused(415, "paper.table.broken", Sheets.of("<row r='2'/><row r='1'/>"));
        refused(415, "paper.table.broken", Sheets.of("<row r='99999999999'/>"));
        refused(415, "paper.table.broken", Sheets.of("<row><c t='s'><v>5</v></c></row>"));
        refused(415, "paper.table.broken", Sheets.of("<row><c><v>5</v></row>"));
    }

    @Test
    void refusesNumbersThatWouldFillMemoryWithZeros() {
        var header =
                "<row><c t='inlineStr'><is><t>member_no</t></is></c><c t='inlineStr'><is><t>full_name</t></is></c></row>";
        var bytes = Sheets.of(header + "<row><c><v>1E999999999</v></c><c s='1'><v>99999999</v></c></row>");
        assertThat(errors(bytes)).containsExactly("2 member_no paper.row.number", "2 full_name paper.row.number");
    }

    @Test
    void neverFetchesEntities() {
        var parts = Sheets.parts("");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                        + "<worksheet><sheetData><row><c t='inlineStr'><is><t>member_no</t></is></c><c t='inlineStr'><is><t>full_name</t></is></c></row><row><c t='inlineStr'><is><t>&e;</t></is></c></row></sheetData></worksheet>");
        refused(415, "paper.table.broken", Sheets.zip(parts));
    }

    @Test
    void readsManyEscapedLettersAndControlCharactersOfExcel() {
        var header =
                "<row><c t='inlineStr'><is><t>member_no</t></is></c><c t='inlineStr'><is><t>full_name</t></is></c></row>";
        var row = "<row><c><v>1</v></c><c t='inlineStr'><is><t>A &amp;&lt;&gt; B</t></is></c></row>";
        try (var table = open(Sheets.of(header + row.repeat(5_000)))) {
            for (var each : table) assertThat(each.text("full_name")).isEqualTo("A &<> B");
        }
        var control = "<row><c><v>1</v></c><c t='inlineStr'><is><t>A_x0007_B</t></is></c></row>";
        assertThat(errors(Sheets.of(header + control))).containsExactly("2 full_name paper.row.control");
        var separated = "<row><c><v>1</v></c><c t='inlineStr'><is><t>A\u2028B</t></is></c></row>";
        assertThat(errors(Sheets.of(header + separated))).containsExactly("2 full_name paper.row.lineBreak");
        var later = "<row><c><v>1</v></c><c t='inlineStr'><is><t>A\u0085B</t></is></c></row>";
        assertThat(errors(Sheets.of(header + later))).containsExactly("2 full_name paper.row.control");
    }

    @Test
    void tellsTheKindByTheContent() throws Exception {
        try (var book = new XSSFWorkbook();
                var old = new HSSFWorkbook();
                var letter = new XWPFDocument()) {
            book.createSheet().createRow(0).createCell(0).setCellValue("member_no");
            refused(422, "paper.table.missing", bytes(book));
            old.createSheet();
            var xls = new ByteArrayOutputStream();
            old.write(xls);
            refused(415, "paper.table.xls", xls.toByteArray());
            var docx = new ByteArrayOutputStream();
            letter.write(docx);
            refused(415, "paper.table.kind", docx.toByteArray());
            refused(415, "paper.table.encrypted", encrypted(bytes(book)));
        }
        refused(415, "paper.table.kind", "%PDF-1.7 …");
        refused(415, "paper.table.kind", "<html><table>");
        refused(415, "paper.table.kind", "{\\rtf1}");
        refused(415, "paper.table.kind", new byte[5_000]);
        refused(415, "paper.table.broken", "PK\u0003\u0004 and no zip");
    }

    @Test
    void refusesWhatIsTooLargeWithoutReadingItAll() {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 'a';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                given += length;
                if (given > 70L << 20) throw new AssertionError("read on");
                return length;
            }
        };
        var refusal = catchThrowableOfType(Refused.class, () -> Table.open(endless, MEMBERS, Limits.usual()));
        assertThat(refusal.status()).isEqualTo(413);

        var rows = PLAIN + "2,B,\n3,C,\n";
        var many = catchThrowableOfType(Refused.class, () -> {
            try (var table = Table.open(
                    stream(rows.getBytes(UTF_8)), MEMBERS, Limits.usual().withRows(2))) {
                table.forEach(row -> {});
            }
        });
        assertThat(many.key()).isEqualTo("paper.table.rows");
    }

    @Test
    void leavesNoFileBehind(@TempDir Path folder) throws Exception {
        long before = spooled();
        try (var table = csv(PLAIN)) {
            assertThat(table).hasSize(1);
        }
        refused(422, "paper.table.noRows", "member_no,full_name\n");
        assertThat(spooled()).isEqualTo(before);

        var own = Files.writeString(folder.resolve("own.csv"), PLAIN);
        Table.open(own, MEMBERS, Limits.usual()).close();
        assertThat(own).exists();
    }

    @Test
    void marksEachRowWithWhatIsWrong(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("a.csv"), "stt,member_no,full_name\n1,1,A\n2,,=B\n");
        var errors = List.of(new RowError(3, "member_no", "paper.row.required", List.of()));
        for (var format : TableFormat.values()) {
            var out = new ByteArrayOutputStream();
            try (var marked = format.open(out, "Kết quả")) {
                Table.marked(file, MEMBERS, Limits.usual(), errors, TableTest::english, marked);
            }
            try (var table = Table.open(stream(out.toByteArray()), MEMBERS, Limits.usual())) {
                assertThat(table.headings()).containsExactly("stt", "member_no", "full_name", "Wrong");
                assertThat(table)
                        .extracting(row -> CellText.cleaned(String.join("|", row.cells())))
                        .first()
                        .isEqualTo(format == TableFormat.CSV ? "1|1|A|" : "1|1|A");
                assertThat(out.size()).isPositive();
            }
        }
    }

    @Test
    void offersATemplateThatItReads() {
        for (var format : TableFormat.values()) {
            for (var titled : List.of(true, false)) {
                var out = new ByteArrayOutputStream();
                try (var template = format.open(out, "Mẫu")) {
                    MEMBERS.template(template, titled);
                }
                try (var table = open(out.toByteArray())) {
                    assertThat(table)
                            .extracting(Row::toString)
                            .containsExactly("2[014123456, Nguyễn Thị Lan, 31/12/1980, , ]");
                }
            }
        }
    }

    @Test
    void answersInTheShapeOfTheApi() {
        var rejections = new Rejections();
        rejections.add(9, "full_name", "paper.row.tooLong", 200);
        var told = rejections.result(4).told(TableTest::english);

        assertThat(told.accepted()).isEqualTo(4);
        assertThat(told.rejected()).isEqualTo(1);
        assertThat(told.errors())
                .containsExactly(new ImportResult.Told.Line(9, "full_name", "Longer than 200 characters."));
    }

    @Test
    void takesOnlyDaysThatExist() {
        assertThat(Days.parse("29/02/2024")).contains(LocalDate.of(2024, 2, 29));
        assertThat(Days.parse("2024-02-29")).contains(LocalDate.of(2024, 2, 29));
        for (var wrong : List.of(
                "31/02/1990",
                "29/02/2023",
                "2023-02-29",
                "1/2/2023",
                "2023/02/01",
                "01-02-2023",
                "",
                "00/01/2000",
                "32/01/2000",
                "2024-13-01",
                "aaaaaaaaaa")) {
            assertThat(Days.parse(wrong)).as(wrong).isEmpty();
        }
    }

    private static String english(String key, Object... arguments) {
        var bundle = ResourceBundle.getBundle("messages/paper", java.util.Locale.ENGLISH);
        return new java.text.MessageFormat(bundle.getString(key), java.util.Locale.ENGLISH).format(arguments);
    }

    private static long spooled() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("lantoa-table-"))
                    .count();
        }
    }

    private static String halfComposed(String text) {
        var out = new StringBuilder();
        var charset = Charset.forName("windows-1258").newEncoder();
        text.codePoints().forEach(letter -> {
            var one = Character.toString(letter);
            if (charset.canEncode(one)) {
                out.append(one);
                return;
            }
            var apart = Normalizer.normalize(one, Normalizer.Form.NFD);
            // base and its circumflex, horn or breve stay one letter, the tone follows
            var tone = apart.codePoints()
                    .filter(m -> "\u0300\u0301\u0303\u0309\u0323".indexOf(m) >= 0)
                    .findFirst()
                    .orElseThrow();
            var rest = apart.replace(Character.toString(tone), "");
            out.append(Normalizer.normalize(rest, Normalizer.Form.NFC)).appendCodePoint(tone);
        });
        return out.toString();
    }

    /// Writes a small size into the central directory for every part.
    private static void understate(byte[] zip) {
        for (int i = 0; i + 46 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 24] = 100;
                zip[i + 25] = 0;
                zip[i + 26] = 0;
                zip[i + 27] = 0;
            }
        }
    }

    private static byte[] encrypted(byte[] workbook) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var files = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var stream = encryptor.getDataStream(files)) {
                stream.write(workbook);
            }
            files.writeFilesystem(out);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(XSSFWorkbook book) throws Exception {
        var out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }

    private static Table csv(String text) {
        return open(text.getBytes(UTF_8));
    }

    private static Table open(byte[] bytes) {
        return Table.open(stream(bytes), MEMBERS, Limits.usual());
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static List<String> names(byte[] bytes) {
        try (var table = open(bytes)) {
            var names = new ArrayList<String>();
            for (var row : table) names.add(row.text("full_name"));
            return names;
        }
    }

    private static List<String> errors(byte[] bytes) {
        try (var table = open(bytes)) {
            var errors = new ArrayList<String>();
            for (var row : table) for (var e : row.errors()) errors.add(e.row() + " " + e.column() + " " + e.key());
            return errors;
        }
    }

    private static Refused refusal(byte[] bytes) {
        return catchThrowableOfType(Refused.class, () -> {
            try (var table = open(bytes)) {
                table.forEach(row -> {});
            }
        });
    }

    private static void refused(int status, String key, String text) {
        refused(status, key, text.getBytes(UTF_8));
    }

    private static void refused(int status, String key, byte[] bytes) {
        var refusal = refusal(bytes);
        assertThat(refusal).isNotNull();
        assertThat(refusal.key()).isEqualTo(key);
        assertThat(refusal.status()).isEqualTo(status);
    }
}
