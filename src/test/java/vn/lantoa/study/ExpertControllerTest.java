package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.MemberId;

/// A thematic conference: who sees what of its experts, and what their letters say.
@AppTest
class ExpertControllerTest implements World {

    private static final Map<String, String> HOA = Map.of(
            "title", "PGS.TS",
            "fullName", "Lê Thị Hoa",
            "post", "Viện trưởng",
            "workplace", "Viện Kinh tế nông nghiệp",
            "biography", "Sinh năm 1970.\nNghiên cứu <b>nông thôn</b> 20 năm.",
            "contact", "0912 345 678",
            "topic", "2",
            "speaks", "");

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    CheckIns checkIns;

    private SessionId session = new SessionId(new UUID(0, 0));
    private String here = "";

    @BeforeEach
    void openAThematicConference() {
        var campaign = Trial.draft(db, OFFICER, TN, 2, "1");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, TL, Form.THEMATIC, 3, false);
        here = "/study/sessions/" + session.value();
        assertThat(post(SECRETARY, here + "/theme", Map.of("theme", "Chuyển đổi số ở nông thôn")))
                .hasRedirectedUrl(here + "/experts");
    }

    @Test
    void showsMembersWhatIsPublishedAndNothingElse() {
        var expert = invited(HOA);
        var page = here + "/experts/" + expert;
        assertThat(get(SECRETARY, page)).hasStatusOk().bodyText().contains("Lê Thị Hoa", "0912 345 678");
        for (var reader : List.of(MEMBER, READER))
            assertThat(get(reader, here + "/experts"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Chuyển đổi số ở nông thôn")
                    .doesNotContain("Lê Thị Hoa", "0912 345 678");
        assertThat(get(MEMBER, here + "/experts/published")).bodyText().doesNotContain("Chuyển đổi số");

        assertThat(post(SECRETARY, page + "/publication", Map.of()))
                .hasStatus(409)
                .bodyText()
                .contains("Chỉ công bố chuyên gia đã nhận lời");
        assertThat(post(SECRETARY, page + "/answer", Map.of("answer", "ACCEPTED")))
                .hasRedirectedUrl(page);
        assertThat(post(SECRETARY, page + "/publication", Map.of())).hasRedirectedUrl(page);
        for (var path : List.of("/experts", "/experts/published"))
            assertThat(get(MEMBER, here + path))
                    .bodyText()
                    .contains("PGS.TS Lê Thị Hoa", "Viện trưởng, Viện Kinh tế nông nghiệp", "Chuyên đề 2")
                    .contains("Nghiên cứu &lt;b&gt;nông thôn")
                    .doesNotContain("0912 345 678");
        assertThat(get(READER, here + "/programme")).bodyText().contains("Lê Thị Hoa", "Chuyển đổi số ở nông thôn");
        assertThat(get(READER, here)).bodyText().contains("Chuyển đổi số ở nông thôn", here + "/experts");

        assertThat(post(SECRETARY, page + "/answer", Map.of("answer", "DECLINED")))
                .hasRedirectedUrl(page);
        assertThat(get(MEMBER, here + "/experts")).bodyText().doesNotContain("Lê Thị Hoa");
    }

    @Test
    void keepsContactsForWhoRunsTheConferenceAndSaysWhoLooked() {
        var page = here + "/experts/" + invited(HOA);
        var before = looks();

        assertThat(get(SECRETARY, page)).bodyText().contains("0912 345 678");
        assertThat(looks()).isEqualTo(before + 1);
        assertThat(get(SECRETARY, here + "/experts")).bodyText().doesNotContain("0912 345 678");
        for (var stranger : List.of(MEMBER, READER, OTHER_SECRETARY, CELL_SECRETARY, SITE_OPERATOR))
            assertThat(get(stranger, page)).as(stranger.username()).hasStatus(404);
        assertThat(db.sql("select count(*) from access.audit a where a.detail like '%0912%'")
                        .query(Long.class)
                        .single())
                .isZero();

        assertThat(post(SECRETARY, page + "/withdrawal", Map.of())).hasRedirectedUrl(page);
        assertThat(db.sql("select e.contact from study.expert e")
                        .query(String.class)
                        .single())
                .isEmpty();
        assertThat(get(SECRETARY, page)).bodyText().contains("Mời lại").doesNotContain("0912");
        assertThat(post(SECRETARY, page, HOA)).hasStatus(409);
        assertThat(post(SECRETARY, page + "/withdrawal/removal", Map.of())).hasRedirectedUrl(page);
        assertThat(post(SECRETARY, page, HOA)).hasRedirectedUrl(page);
    }

    @Test
    void refusesBadInputWithASentenceAndKeepsIt() {
        assertThat(post(SECRETARY, here + "/experts", with(HOA, "fullName", " ")))
                .hasStatus(422)
                .bodyText()
                .contains("Họ và tên", "Viện trưởng");
        assertThat(post(SECRETARY, here + "/experts", with(HOA, "biography", "à".repeat(2_001))))
                .hasStatus(422)
                .bodyText()
                .contains("Tóm tắt lý lịch", "2.001");
        assertThat(post(SECRETARY, here + "/experts", with(HOA, "topic", "3")))
                .hasStatus(422)
                .bodyText()
                .contains("Buổi học không có chuyên đề 3");
        assertThat(post(SECRETARY, here + "/experts", with(HOA, "biography", "TỐI MẬT\nĐề án")))
                .hasStatus(422)
                .bodyText()
                .contains("mật");
        assertThat(post(SECRETARY, here + "/experts", with(HOA, "fullName", "Lê\u0000Hoa")))
                .hasStatus(422);
        assertThat(count("study.expert")).isZero();

        var page = here + "/experts/" + invited(HOA);
        assertThat(post(SECRETARY, page + "/answer", Map.of("answer", "có lẽ")))
                .hasStatus(422)
                .bodyText()
                .contains("Hãy chọn một câu trả lời");
        assertThat(post(SECRETARY, here + "/theme", Map.of("theme", ""))).hasStatus(409);
        db.sql("update study.session set starts_at = now() + interval '1 day', ends_at = now() + interval '2 days'")
                .update();
        assertThat(post(SECRETARY, page + "/answer", Map.of("answer", "CAME")))
                .hasStatus(409)
                .bodyText()
                .contains("chưa bắt đầu");
        assertThat(get(SECRETARY, here + "/letters/thanks.zip")).hasStatus(409);
    }

    @Test
    void takesPapersByTheirContentAndNothingClassified() throws Exception {
        var expert = invited(HOA);
        var page = here + "/experts/" + expert;
        assertThat(send(page, "tham-luan.exe", "MZ\u0000\u0001".getBytes(StandardCharsets.ISO_8859_1)))
                .hasStatus(415);
        assertThat(send(page, "tham-luan.docx", word("MẬT", "Đề án")))
                .hasStatus(422)
                .bodyText()
                .contains("mật");
        assertThat(send(page, "Tài liệu (Mật).txt", "chữ".getBytes(StandardCharsets.UTF_8)))
                .hasStatus(422);
        assertThat(send(page, "rong.txt", new byte[0]))
                .hasStatus(422)
                .bodyText()
                .contains("Chưa chọn tệp nào");
        assertThat(count("study.expert_paper")).isZero();

        var bytes = word("Chuyển đổi số", "Nội dung");
        assertThat(send(page, "tham-luan.pdf", bytes)).hasRedirectedUrl(page);
        assertThat(send(page, "lan-hai.docx", bytes)).hasRedirectedUrl(page);
        assertThat(count("study.expert_paper")).isEqualTo(1);
        var paper = db.sql("select p.id from study.expert_paper p")
                .query(UUID.class)
                .single();
        var file = page + "/papers/" + paper;
        assertThat(get(SECRETARY, file)).hasStatusOk();
        assertThat(get(SECRETARY, file).getResponse().getContentAsByteArray()).isEqualTo(bytes);
        assertThat(get(SECRETARY, file).getResponse().getHeader("Content-Disposition"))
                .contains("tham-luan.pdf.docx");

        assertThat(get(MEMBER, file)).hasStatus(404);
        post(SECRETARY, page + "/answer", Map.of("answer", "ACCEPTED"));
        post(SECRETARY, page + "/publication", Map.of());
        assertThat(get(MEMBER, file)).hasStatusOk();
        assertThat(get(MEMBER, here + "/experts")).bodyText().contains(file);
        assertThat(get(OTHER_CELL_SECRETARY, file)).hasStatusOk(); // on the roster of the province's campaign
        assertThat(get(ADMINISTRATOR, file)).hasStatus(404);

        assertThat(post(SECRETARY, file + "/removal", Map.of())).hasRedirectedUrl(page);
        assertThat(get(MEMBER, file)).hasStatus(404);
    }

    @Test
    void writesThanksWithTheFiguresThatWereReached() throws Exception {
        var first = Trial.site(db, session, TL1);
        var second = Trial.site(db, session, TL2);
        Trial.site(db, session, PC);
        come(AN, first);
        come(BINH, first);
        come(HA, second);
        settle("thanks");
        var hoa = here + "/experts/" + invited(HOA);
        var nam = here + "/experts/" + invited(Map.of("fullName", "Trần Nam"));
        assertThat(get(SECRETARY, hoa + "/thanks.docx")).hasStatus(409);
        post(SECRETARY, hoa + "/answer", Map.of("answer", "CAME"));
        post(SECRETARY, nam + "/answer", Map.of("answer", "CAME"));

        assertThat(text(bytes(hoa + "/thanks.docx")))
                .contains(
                        "ĐẢNG CỘNG SẢN VIỆT NAM",
                        "Số 12-TCO/ĐU",
                        "Tân Linh, ngày 03 tháng 01 năm 2024",
                        "THƯ CẢM ƠN",
                        "Kính gửi: PGS.TS Lê Thị Hoa, Viện trưởng, Viện Kinh tế nông nghiệp",
                        "Ngày 12/12/2023",
                        "“Buổi thử” với chuyên đề “Chuyển đổi số ở nông thôn”",
                        "đã tham dự và trình bày: “Chuyên đề 2”",
                        "tới 2 điểm cầu với 3 người dự",
                        "T/M BAN THƯỜNG VỤ",
                        "BÍ THƯ",
                        "Ma Văn Ký",
                        "Kèm theo kỷ niệm chương.");
        assertThat(text(bytes(nam + "/thanks.docx"))).contains("Kính gửi: Trần Nam", "đã tham dự hội nghị");

        var letters = unzipped(all(here + "/letters/thanks.zip"));
        assertThat(letters).containsOnlyKeys("01-thu-cam-on-le-thi-hoa.docx", "02-thu-cam-on-tran-nam.docx");
        assertThat(text(java.util.Objects.requireNonNull(letters.get("01-thu-cam-on-le-thi-hoa.docx"))))
                .contains("3 người dự", "Số 12-TCO/ĐU");
        assertThat(text(java.util.Objects.requireNonNull(letters.get("02-thu-cam-on-tran-nam.docx"))))
                .contains("Số 13-TCO/ĐU");
        assertThat(get(READER, here + "/letters/thanks.zip")).hasStatus(404);
    }

    @Test
    void givesEachLetterANumberOfItsOwnAndNeverTakesItBack() throws Exception {
        var hoa = here + "/experts/" + invited(HOA);
        var nam = here + "/experts/" + invited(Map.of("fullName", "Trần Nam"));
        assertThat(text(bytes(hoa + "/invitation.docx"))).as("left open").doesNotContain("-TCO/ĐU");
        assertThat(count("study.letter_number")).isZero();

        settle("invitation");
        assertThat(get(SECRETARY, here + "/letters"))
                .as("seen before printing")
                .bodyText()
                .contains("Số 12-TCO/ĐU", "Số 13-TCO/ĐU");
        assertThat(count("study.letter_number")).as("seen only").isZero();
        assertThat(text(bytes(nam + "/invitation.docx"))).contains("Số 13-TCO/ĐU");
        assertThat(text(bytes(hoa + "/invitation.docx"))).contains("Số 12-TCO/ĐU");

        post(SECRETARY, hoa + "/answer", Map.of("answer", "DECLINED"));
        var an = here + "/experts/" + invited(Map.of("fullName", "Bùi An"));
        assertThat(get(SECRETARY, here + "/letters"))
                .bodyText()
                .contains("Số 13-TCO/ĐU", "Số 14-TCO/ĐU")
                .doesNotContain("Số 12-TCO/ĐU");
        assertThat(text(bytes(an + "/invitation.docx"))).contains("Số 14-TCO/ĐU");
        assertThat(text(bytes(nam + "/invitation.docx"))).contains("Số 13-TCO/ĐU");
        assertThat(count("study.letter_number")).isEqualTo(3);
    }

    @Test
    void keepsTheNumberOfALetterThatWasTakenOutWhateverIsTypedAfterwards() throws Exception {
        var hoa = here + "/experts/" + invited(HOA);
        var nam = here + "/experts/" + invited(Map.of("fullName", "Trần Nam"));
        settle("invitation");
        assertThat(text(bytes(hoa + "/invitation.docx"))).contains("Số 12-TCO/ĐU");

        settle("invitation", "20-TCO/ĐU");
        assertThat(get(SECRETARY, here + "/letters"))
                .bodyText()
                .contains("Số 12-TCO/ĐU, đã cấp", "Số 20-TCO/ĐU")
                .doesNotContain("Số 20-TCO/ĐU, đã cấp");
        assertThat(text(bytes(hoa + "/invitation.docx"))).contains("Số 12-TCO/ĐU");
        assertThat(text(bytes(nam + "/invitation.docx"))).contains("Số 20-TCO/ĐU");
        settle("invitation", "");
        assertThat(text(bytes(hoa + "/invitation.docx"))).contains("Số 12-TCO/ĐU");

        settle("invitation", "20-TCO/ĐU");
        for (var time = 0; time < 2; time++)
            assertThat(post(SECRETARY, hoa + "/invitation/number/removal", Map.of()))
                    .as("a slip that was never sent is taken back by a person")
                    .hasRedirectedUrl(here + "/letters#invitation");
        assertThat(text(bytes(hoa + "/invitation.docx"))).contains("Số 21-TCO/ĐU");
        assertThat(text(bytes(nam + "/invitation.docx"))).contains("Số 20-TCO/ĐU");
    }

    @Test
    void invitesToTheTimeAndPlaceOfTheTopic() throws Exception {
        var site = Trial.site(db, session, TL1);
        db.sql("update study.site set main = true, name = 'Hội trường xã', address = 'Xóm 1' where id = :id")
                .param("id", site.value())
                .update();
        settle("invitation");
        assertThat(post(
                        SECRETARY,
                        here + "/programme",
                        Map.of(
                                "from-1",
                                "2023-12-12T09:00",
                                "until-1",
                                "2023-12-12T09:50",
                                "from-2",
                                "2023-12-12T10:00",
                                "until-2",
                                "2023-12-12T11:00")))
                .hasStatus3xxRedirection();
        var hoa = here + "/experts/" + invited(HOA);

        assertThat(text(bytes(hoa + "/invitation.docx")))
                .contains(
                        "GIẤY MỜI",
                        "dự hội nghị chuyên đề",
                        "trân trọng kính mời PGS.TS Lê Thị Hoa dự “Buổi thử” và trình bày: “Chuyên đề 2”",
                        "Thời gian: từ 09:00 đến 11:00, ngày 12/12/2023",
                        "Thời gian trình bày: từ 10:00 đến 11:00",
                        "Địa điểm: Hội trường xã, Xóm 1");
        archivable(bytes(hoa + "/invitation.pdf"));
        assertThat(get(SECRETARY, hoa + "/invitation.docx").getResponse().getHeader("Content-Disposition"))
                .contains("giay-moi-le-thi-hoa.docx");

        post(SECRETARY, hoa + "/answer", Map.of("answer", "DECLINED"));
        assertThat(get(SECRETARY, hoa + "/invitation.docx")).hasStatus(409);
        assertThat(get(SECRETARY, here + "/letters/invitation.zip")).hasStatus(409);
        assertThat(post(SECRETARY, here + "/letters/invitation", Map.of("day", "mai")))
                .hasStatus(422)
                .bodyText()
                .contains("Ngày ban hành");
    }

    private void settle(String letter) {
        settle(letter, "12-TCO/ĐU");
    }

    private void settle(String letter, String number) {
        assertThat(post(
                        SECRETARY,
                        here + "/letters/" + letter,
                        Map.of(
                                "number", number,
                                "place", "Tân Linh",
                                "day", "2024-01-03",
                                "authority", "T/M Ban Thường vụ",
                                "position", "Bí thư",
                                "signer", "Ma Văn Ký",
                                "note", "Kèm theo kỷ niệm chương.")))
                .hasRedirectedUrl(here + "/letters");
    }

    private void come(MemberId member, SiteId site) {
        var number = db.sql("select m.member_no from organization.member m where m.id = :id")
                .param("id", member.value())
                .query(String.class)
                .single();
        checkIns.record(
                OFFICER, session, List.of(new CheckIn(number, site.value(), false, NINE, number, null, true)), NINE);
    }

    private UUID invited(Map<String, String> typed) {
        var answer = post(SECRETARY, here + "/experts", typed);
        assertThat(answer).hasStatus3xxRedirection();
        var address = answer.getResponse().getRedirectedUrl();
        assertThat(address).startsWith(here + "/experts/");
        return UUID.fromString(String.valueOf(address).substring((here + "/experts/").length()));
    }

    private long looks() {
        return db.sql("select count(*) from access.audit a where a.action = 'study.expert.contact.read'")
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }

    private byte[] bytes(String path) throws Exception {
        var answer = get(SECRETARY, path);
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsByteArray();
    }

    private byte[] all(String path) {
        var answer = web.get().uri(path).with(World.as(SECRETARY)).exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsByteArray();
    }

    private static Map<String, byte[]> unzipped(byte[] bytes) throws Exception {
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                files.put(entry.getName(), zip.readAllBytes());
        }
        return files;
    }

    /// The text of a Word file that holds to the schema of such files.
    private static String text(byte[] docx) throws Exception {
        try (var document = new XWPFDocument(new ByteArrayInputStream(docx));
                var extractor = new XWPFWordExtractor(document)) {
            var errors = new java.util.ArrayList<org.apache.xmlbeans.XmlError>();
            assertThat(document.getDocument().validate(new XmlOptions().setErrorListener(errors)))
                    .as(() -> errors.toString())
                    .isTrue();
            return extractor.getText();
        }
    }

    private static void archivable(byte[] pdf) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (var flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1))
            try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                assertThat(validator.validate(parser).isCompliant())
                        .as(flavour.toString())
                        .isTrue();
            }
    }

    private static byte[] word(String... lines) throws Exception {
        try (var document = new XWPFDocument();
                var out = new ByteArrayOutputStream()) {
            for (var line : lines) document.createParagraph().createRun().setText(line);
            document.write(out);
            return out.toByteArray();
        }
    }

    private static Map<String, String> with(Map<String, String> typed, String name, String value) {
        var changed = new HashMap<>(typed);
        changed.put(name, value);
        return changed;
    }

    private MvcTestResult send(String page, String name, byte[] content) {
        return web.post()
                .uri(page + "/papers")
                .multipart()
                .file(new MockMultipartFile("file", name, null, content))
                .with(World.as(SECRETARY))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult get(Actor actor, String path) {
        return web.get().uri(path).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String path, Map<String, String> sent) {
        var request = web.post().uri(path).with(World.as(actor)).with(csrf());
        sent.forEach(request::param);
        return request.exchange();
    }
}
