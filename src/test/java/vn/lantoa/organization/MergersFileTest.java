package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;
import vn.lantoa.AppTest;
import vn.lantoa.World;

/// The list of old and new communes on the page of a decision, when something is wrong with it: every wrong row is told
/// in a sentence, and nothing of the file is taken.
@AppTest
class MergersFileTest implements World {

    private static final String HEADER = "old_code,new_code,new_name,new_type,old_is_split\n";
    private static final Pattern TOLD =
            Pattern.compile("<tr><td class=\"num\">(\\d+)</td><td>([^<]*)</td><td>([^<]*)</td></tr>");

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    private Map<String, String> tree = Map.of();
    private String decision = "";

    @BeforeEach
    void drawADecision() {
        var answer = web.post()
                .uri("/organization/reorganizations")
                .param("decision", "1683/NQ")
                .param("effectiveOn", "2025-07-01")
                .param("unit", "TN")
                .with(World.as(OFFICER))
                .with(csrf())
                .exchange();
        assertThat(answer).hasStatus3xxRedirection();
        decision = String.valueOf(answer.getResponse().getRedirectedUrl());
        Founding.unit(db, "M9", "UPPER_GRASSROOTS", "Đảng bộ xã Chín", "TN", LocalDate.of(2025, 8, 1));
        Founding.unit(db, "CU", "GRASSROOTS", "Đảng bộ xã Cũ", "DT", LocalDate.of(2015, 1, 1));
        db.sql("update organization.unit set until_on = '2020-01-01' where code = 'CU'")
                .update();
        db.sql(
                        "update organization.unit_state set valid = daterange(lower(valid), '2020-01-01') where name = 'Đảng bộ xã Cũ'")
                .update();
        tree = RedrawingTest.sums(db);
    }

    @Test
    void takesAListInWhichNothingIsWrong() {
        assertThat(load(HEADER + "TL,1,Xã Một,Xã,0\nPC,1,Xã Một,Xã,0\n")).hasStatus3xxRedirection();
        assertThat(page()).contains("Thành lập Đảng bộ xã Một (M1)").doesNotContain("Quyết định chưa có việc nào");
    }

    @Test
    void tellsUnknownCodes() {
        assertThat(wrong("XX,1,Xã Một,Xã,0\nTL,1,Xã Một,Xã,0\nYY,1,Xã Một,Xã,0\n"))
                .containsExactly(
                        told(2, "Mã cũ", "Không có tổ chức nào mã XX trong phạm vi của đồng chí."),
                        told(4, "Mã cũ", "Không có tổ chức nào mã YY trong phạm vi của đồng chí."));
    }

    @Test
    void tellsACodeWithTwoHeirsAndNoDivision() {
        assertThat(wrong("TL,1,Xã Một,Xã,0\nTL,2,Xã Hai,Xã,0\n"))
                .containsExactly(
                        told(2, "Chia tách", "Mã “TL” về nhiều nơi (M1, M2) nhưng không ghi là chia tách."),
                        told(3, "Chia tách", "Mã “TL” về nhiều nơi (M1, M2) nhưng không ghi là chia tách."));
    }

    @Test
    void tellsAnHeirThatComesAfterTheDecisionIsInForce() {
        assertThat(wrong("TL,9,Xã Chín,Xã,0\nPC,9,Xã Chín,Xã,0\n"))
                .containsExactly(
                        told(
                                2,
                                "Mã mới",
                                "Đảng bộ xã Chín mới có từ ngày 01/08/2025, sau ngày quyết định có hiệu lực."),
                        told(
                                3,
                                "Mã mới",
                                "Đảng bộ xã Chín mới có từ ngày 01/08/2025, sau ngày quyết định có hiệu lực."));
    }

    @Test
    void tellsAUnitThatIsDissolved() {
        assertThat(wrong("CU,1,Xã Một,Xã,0\nTL,1,Xã Một,Xã,0\n"))
                .containsExactly(told(2, "Mã cũ", "Đảng bộ xã Cũ không còn từ ngày 01/01/2020."));
    }

    @Test
    void tellsEveryKindAtOnce() {
        assertThat(wrong("""
                TL,1,Xã Một,Xã,0
                TL,2,Xã Hai,Xã,0
                XX,1,Xã Một,Xã,0
                XX,2,Xã Hai,Xã,0
                PC,9,Xã Chín,Xã,0
                CU,1,Xã Một,Xã,0
                TX,1,Xã Khác,Xã,0
                ,1,Xã Một,Xã,0
                """))
                .containsExactly(
                        told(2, "Chia tách", "Mã “TL” về nhiều nơi (M1, M2) nhưng không ghi là chia tách."),
                        told(3, "Chia tách", "Mã “TL” về nhiều nơi (M1, M2) nhưng không ghi là chia tách."),
                        told(4, "Chia tách", "Mã “XX” về nhiều nơi (M1, M2) nhưng không ghi là chia tách."),
                        told(4, "Mã cũ", "Không có tổ chức nào mã XX trong phạm vi của đồng chí."),
                        told(5, "Chia tách", "Mã “XX” về nhiều nơi (M1, M2) nhưng không ghi là chia tách."),
                        told(5, "Mã cũ", "Không có tổ chức nào mã XX trong phạm vi của đồng chí."),
                        told(
                                6,
                                "Mã mới",
                                "Đảng bộ xã Chín mới có từ ngày 01/08/2025, sau ngày quyết định có hiệu lực."),
                        told(7, "Mã cũ", "Đảng bộ xã Cũ không còn từ ngày 01/01/2020."),
                        told(8, "Tên mới", "Mã “1” có hai tên khác nhau: Xã Một; Xã Khác."),
                        told(9, "Mã cũ", "Chưa ghi."));
    }

    @Test
    void tellsEveryRowOfAnotherProvincesList() throws IOException {
        var list = Files.readString(Path.of("src/test/resources/organization/thai_nguyen_mergers.csv"));
        var page = refused(list);

        assertThat(page).contains("283 dòng sai, 0 dòng đúng. Chưa nhận dòng nào.");
        assertThat(TOLD.matcher(page).results())
                .hasSizeGreaterThanOrEqualTo(100)
                .allSatisfy(line -> assertThat(line.group(3)).startsWith("Không có tổ chức nào mã "));
    }

    @Test
    void refusesADecisionInForceBeforeItIsMade() {
        assertThat(web.post()
                        .uri(decision + "/decision")
                        .param("decision", "1683/NQ")
                        .param("decidedOn", "2025-08-01")
                        .param("effectiveOn", "2025-07-01")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Ngày có hiệu lực 01/07/2025 trước ngày quyết định 01/08/2025.", "value=\"2025-08-01\"");
    }

    /// What the page tells of a list with these rows, line by line.
    private List<String> wrong(String rows) {
        return TOLD.matcher(refused(HEADER + rows))
                .results()
                .map(line -> told(Integer.parseInt(line.group(1)), line.group(2), line.group(3)))
                .toList();
    }

    private static String told(int row, String column, String sentence) {
        return row + " " + column + ": " + sentence;
    }

    private String refused(String list) {
        var answer = load(list);
        assertThat(answer).hasStatus(422);
        assertThat(page()).contains("Quyết định chưa có việc nào");
        assertThat(RedrawingTest.sums(db)).isEqualTo(tree);
        return text(answer);
    }

    private MvcTestResult load(String list) {
        return web.post()
                .uri(decision + "/file")
                .multipart()
                .file(new MockMultipartFile("file", "xã.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)))
                .param("newPrefix", "M")
                .with(World.as(OFFICER))
                .with(csrf())
                .exchange();
    }

    private String page() {
        var answer = web.get().uri(decision).with(World.as(OFFICER)).exchange();
        assertThat(answer).hasStatusOk();
        return text(answer);
    }

    private static String text(MvcTestResult answer) {
        return HtmlUtils.htmlUnescape(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
