package vn.lantoa.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.library.Cataloguing.Entry;

@AppTest
class LibraryTest implements World {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Autowired
    Cataloguing cataloguing;

    @Autowired
    Documents documents;

    @Autowired
    Filing filing;

    @Autowired
    Files files;

    @Autowired
    MockMvcTester web;

    @Value("${lantoa.home}")
    String home;

    private static Entry entry(String symbol, String title) {
        return new Entry(symbol, "", title, "Ban Chấp hành Trung ương khóa thử", LocalDate.of(2022, 6, 16), "", "");
    }

    @Test
    void findsADocumentHoweverItIsTyped() {
        cataloguing.add(OFFICER, entry("919-NQ/TW", "Về nông nghiệp, nông dân và sự hòa hợp ở Thái Hoà"), TODAY);

        for (var query : new String[] {
            "nông nghiệp",
            "nong nghiep",
            "NÔNG  NGHIỆP",
            Normalizer.normalize("nông nghiệp", Normalizer.Form.NFD),
            "919-NQ/TW",
            "919-nq/tw",
            "thái hòa",
            "thái hoà",
            "hoa hop nong"
        }) {
            assertThat(documents.search(query, "", null, 100))
                    .as(query)
                    .extracting(Document::symbol)
                    .contains("919-NQ/TW");
        }
        assertThat(documents.search("nông nghiệp 920", "", null, 100)).isEmpty();
        assertThat(documents.search("%", "", null, 100)).isEmpty();
    }

    @Test
    void keepsOneDocumentOfOneIdentity() {
        cataloguing.add(OFFICER, entry("918-NQ/TW", "Một"), TODAY);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> cataloguing.add(OFFICER, entry("0918-NQ/TW", "Hai"), TODAY))
                .extracting(Refused::key)
                .isEqualTo("library.document.known");
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> cataloguing.add(SECRETARY, entry("917-NQ/TW", "Ba"), TODAY));
    }

    @Test
    void findsTheTextOfAFile() throws IOException {
        var id = cataloguing.add(OFFICER, entry("916-NQ/TW", "Văn bản có tệp"), TODAY);

        filing.add(OFFICER, id, "nghi-quyet.pdf", docx("Phát triển vùng chè đặc sản Tân Cương"), NINE);

        assertThat(documents.search("che dac san tan cuong", "", null, 100))
                .extracting(Document::documentId)
                .containsExactly(id);
        assertThat(files.of(id)).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("nghi-quyet.pdf.docx");
            assertThat(file.mediaType()).contains("wordprocessingml");
        });
        assertThat(web.get()
                        .uri("/library/documents/" + id.value() + "/files/"
                                + files.of(id).getFirst().id())
                        .with(World.as(MEMBER)))
                .hasStatusOk();
    }

    @Test
    void mendsALostFileThatIsSentAgain() throws IOException {
        var id = cataloguing.add(OFFICER, entry("910-NQ/TW", "Văn bản mất tệp"), TODAY);
        var file = filing.add(OFFICER, id, "tep.txt", bytes("noi dung se mat"), NINE);
        var hash = HexFormat.of().formatHex(files.require(id, file).sha256());
        var place = Path.of(home, "files", hash.substring(0, 2), hash);
        var address = "/library/documents/" + id.value() + "/files/" + file;

        java.nio.file.Files.delete(place);
        assertThat(web.get().uri(address).with(World.as(MEMBER))).hasStatus(404);

        assertThat(filing.add(OFFICER, id, "tep.txt", bytes("noi dung se mat"), NINE))
                .isEqualTo(file);
        assertThat(web.get().uri(address).with(World.as(MEMBER))).hasStatusOk().hasBodyTextEqualTo("noi dung se mat");
        assertThat(files.of(id)).hasSize(1);
    }

    @Test
    void keepsNothingOfAClassifiedFile() throws IOException {
        var id = cataloguing.add(OFFICER, entry("915-NQ/TW", "Văn bản"), TODAY);
        var before = kept();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> filing.add(OFFICER, id, "bao-cao.docx", docx("TỐI MẬT"), NINE))
                .extracting(Refused::key)
                .isEqualTo("library.classified");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> filing.add(OFFICER, id, "chuong-trinh.pdf", bytes("\u007fELF tệp thi hành"), NINE))
                .extracting(Refused::status)
                .isEqualTo(415);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> filing.add(OFFICER, id, "trong.pdf", bytes(""), NINE));
        assertThat(files.of(id)).isEmpty();
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void keepsATitleOnOneLineAndAnAbstractOnAsManyAsItHas() {
        var entry = new Entry("1-NQ/TW", "", " Về\r\nviệc\u2028gì ", "Ban\tBí thư", TODAY, "Một\r\nhai\u2029ba", "");
        assertThat(entry.checked(UUID.randomUUID(), TODAY))
                .extracting(Document::title, Document::issuer, Document::summary)
                .containsExactly("Về việc gì", "Ban Bí thư", "Một\nhai\nba");
    }

    @Test
    void refusesAClassifiedOrImpossibleEntry() {
        refuses(new Entry("1-NQ/TW", "", "Về việc gì", "Ai", TODAY, "", "mật"), "library.classified");
        refuses(new Entry("1-NQ/TW", "", "Về việc gì (Tối mật)", "Ai", TODAY, "", ""), "library.classified");
        refuses(new Entry("không số", "", "Về việc gì", "Ai", TODAY, "", ""), "library.symbol.invalid");
        refuses(new Entry("202/2025/QH15", "", "Về việc gì", "Ai", TODAY, "", ""), "library.type.missing");
        refuses(new Entry("1-NQ/TW", "", "x".repeat(1001), "Ai", TODAY, "", ""), "library.title.invalid");
        refuses(new Entry("1-NQ/TW", "", "Về\u0007 việc", "Ai", TODAY, "", ""), "library.letters");
        refuses(new Entry("1-NQ/TW", "", "Về việc gì", "A\u0085i", TODAY, "", ""), "library.letters");
        refuses(new Entry("1-NQ/T\u0001W", "", "Về việc gì", "Ai", TODAY, "", ""), "library.letters");
        refuses(new Entry("1-NQ/TW", "", "Về việc gì", "Ai", TODAY, "Một\u000bhai", ""), "library.letters");
        refuses(new Entry("1-NQ/TW", "", "Về việc gì", "Ai", null, "", ""), "library.issued-on.missing");
        refuses(new Entry("1-NQ/TW", "", "Về việc gì", "Ai", TODAY.plusDays(1), "", ""), "library.issued-on.invalid");
    }

    @Test
    void keepsTheInputOfARefusedForm() {
        assertThat(web.post()
                        .uri("/library/documents")
                        .param("symbol", "19-NQ/TW")
                        .param("title", "<script>alert(1)</script>")
                        .param("issuer", "Bộ Chính trị")
                        .param("issuedOn", "31/02/2022")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("&lt;script&gt;alert(1)", "value=\"19-NQ/TW\"", "không phải là ngày")
                .doesNotContain("<script>alert");
    }

    @Test
    void showsPagesToAllAndFormsToThoseWhoKeepTheLibrary() {
        var id = cataloguing.add(OFFICER, entry("914-NQ/TW", "Văn bản để xem"), TODAY);
        for (var path :
                new String[] {"/library/documents", "/library/documents/" + id.value(), "/library/search?q=914"}) {
            assertThat(web.get().uri(path).with(World.as(MEMBER)))
                    .as(path)
                    .hasStatusOk()
                    .bodyText()
                    .contains("914-NQ/TW");
        }
        for (var path : new String[] {
            "/library/documents/new", "/library/documents/" + id.value() + "/edit", "/library/imports/documents"
        }) {
            assertThat(web.get().uri(path).with(World.as(OFFICER))).as(path).hasStatusOk();
            assertThat(web.get().uri(path).with(World.as(MEMBER))).as(path).hasStatus(404);
        }
        assertThat(web.get().uri("/library/documents/không-phải-mã").with(World.as(MEMBER)))
                .hasStatus(404);
    }

    @Test
    void relatesDocumentsAndRefusesAnUnknownOne() {
        var one = cataloguing.add(OFFICER, entry("913-NQ/TW", "Một"), TODAY);
        var two = cataloguing.add(OFFICER, entry("912-KL/TW", "Hai"), TODAY);

        cataloguing.relate(OFFICER, two, RelationKind.GUIDES, "913-nq/tw");
        cataloguing.relate(OFFICER, two, RelationKind.GUIDES, "913-NQ/TW");

        assertThat(documents.relations(one)).singleElement().satisfies(line -> {
            assertThat(line.outward()).isFalse();
            assertThat(line.symbol()).isEqualTo("912-KL/TW");
        });
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> cataloguing.relate(OFFICER, two, RelationKind.GUIDES, "000-NQ/TW"));
    }

    @Test
    void importsAFileTwiceWithOneResultAndTellsWrongRows() {
        var csv = """
                symbol,type,title,issuer,issued_on
                811-NQ/TW,NQ,"Một, hai",Bộ Chính trị,2022-02-10
                812-NQ/TW,NQ,Ba,Bộ Chính trị,10/04/2022
                """;
        for (var i = 0; i < 2; i++) {
            assertThat(web.post()
                            .uri("/api/v1/imports/documents")
                            .contentType(MediaType.parseMediaType("text/csv"))
                            .content(csv)
                            .with(World.program(OFFICER)))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.accepted")
                    .isEqualTo(2);
        }
        assertThat(documents.search("811-NQ/TW", "", null, 10)).hasSize(1);
        assertThat(web.post()
                        .uri("/api/v1/imports/documents")
                        .contentType(MediaType.parseMediaType("text/csv"))
                        .content("symbol,title,issuer,issued_on\nlạ,,x,31/02/2022\n821-NQ/TW,Được,Ai,2022-01-01\n")
                        .with(World.program(OFFICER)))
                .hasStatus(422);
        assertThat(documents.search("821-NQ/TW", "", null, 10)).isEmpty();
        assertThat(web.get().uri("/api/v1/documents?size=1000000").with(World.program(OFFICER)))
                .hasStatus(400);
    }

    @Test
    void takesAFileFromAForm() {
        var id = cataloguing.add(OFFICER, entry("911-NQ/TW", "Văn bản"), TODAY);

        assertThat(web.post()
                        .uri("/library/documents/" + id.value() + "/files")
                        .multipart()
                        .file(new MockMultipartFile(
                                "file",
                                "../../a\u0000b.txt",
                                "text/plain",
                                "nội dung".getBytes(StandardCharsets.UTF_8)))
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(files.of(id))
                .singleElement()
                .satisfies(file -> assertThat(file.name()).isEqualTo("a b.txt"));
    }

    private void refuses(Entry entry, String key) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> cataloguing.add(OFFICER, entry, TODAY))
                .extracting(Refused::key)
                .isEqualTo(key);
    }

    private long kept() throws IOException {
        var root = Path.of(home, "files");
        if (!java.nio.file.Files.exists(root)) return 0;
        try (Stream<Path> all = java.nio.file.Files.walk(root)) {
            return all.filter(java.nio.file.Files::isRegularFile).count();
        }
    }

    private static ByteArrayInputStream docx(String text) throws IOException {
        try (var document = new XWPFDocument();
                var out = new ByteArrayOutputStream()) {
            document.createParagraph().createRun().setText(text);
            document.write(out);
            return new ByteArrayInputStream(out.toByteArray());
        }
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
