package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Table;

/// The file that was checked can be imported without being chosen again: by whom it was checked, for a while, and only
/// as it was.
@AppTest
class ImportingTest implements World {

    private static final String MEMBERS = "/organization/imports/members";
    private static final String RIGHT = "member_no,full_name,standing,unit_code\n20.1,Lê Thị Bưởi,FULL,TL1\n";
    private static final String WRONG = "member_no,full_name,standing,unit_code\n20.1,Lê Thị Bưởi,FULL,TL9\n";
    private static final Pattern MARKED = Pattern.compile("href=\"(/[^\"]+/runs/([^\"]+)/result\\.xlsx)\"");
    private static final Pattern CHECKED = Pattern.compile("name=\"checked\" value=\"([^\"]+)\"");

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    ImportRuns runs;

    @Autowired
    ImportClearing clearing;

    @Test
    void takesTheVeryFileThatWasChecked() {
        var checked = check(MEMBERS, OFFICER, RIGHT);
        assertThat(count("organization.member where member_no = '20.1'")).isZero();

        assertThat(take(MEMBERS, OFFICER, checked)).hasStatusOk().bodyText().contains("Đã nhập: 1 dòng mới");

        assertThat(count("organization.member where member_no = '20.1'")).isOne();
        assertThat(count("access.import_piece")).isZero();
        assertThat(take(MEMBERS, OFFICER, checked)).hasStatus(409).bodyText().contains("không còn được giữ");
    }

    @Test
    void takesUnitsDocumentsAndAccountsTheSameWay() {
        var units = "code,parent_code,level,name\nTL9,TL,CELL,Chi bộ xóm 9\n";
        var documents = "symbol,title,issuer,issued_on\n91-KH/TU,Kế hoạch thử,Tỉnh ủy,01/02/2023\n";
        var accounts = "username,full_name,member_no,role,unit_code,email\nnguoi-moi,Lê Thị Bưởi,,MEMBER,TL1,\n";

        assertThat(retaken("/organization/imports/units", OFFICER, units)).contains("Đã nhập: 1 dòng mới");
        assertThat(retaken("/library/imports/documents", OFFICER, documents)).contains("Đã nhập 1 dòng");
        assertThat(retaken("/access/imports/accounts", ADMINISTRATOR, accounts))
                .contains("Đã nhập 1 dòng")
                .contains("/set-up/");
    }

    @Test
    void givesTheFileToNobodyElse() {
        var checked = check(MEMBERS, OFFICER, RIGHT);

        assertThat(take(MEMBERS, OTHER_OFFICER, checked)).hasStatus(404);
        assertThat(web.get().uri(MEMBERS + "/runs/" + checked).with(World.as(OTHER_OFFICER)))
                .hasStatus(404);
        assertThat(take("/organization/imports/units", OFFICER, checked)).hasStatus(404);
        assertThat(web.get().uri(MEMBERS + "/runs/" + checked).with(World.as(OFFICER)))
                .hasStatusOk();
    }

    @Test
    void keepsOneFileForEachAccountAndKind() {
        var first = check(MEMBERS, OFFICER, RIGHT);
        var second = check(MEMBERS, OFFICER, RIGHT.replace("20.1", "20.2"));

        assertThat(take(MEMBERS, OFFICER, first)).hasStatus(409);
        assertThat(take(MEMBERS, OFFICER, second)).hasStatusOk();
    }

    @Test
    void forgetsAFileAfterTwoHours() {
        var checked = check(MEMBERS, OFFICER, RIGHT);
        clearing.run();
        assertThat(count("access.import_piece")).isOne();

        db.sql("update access.import_run set sent_at = now() - interval '121 minutes'")
                .update();
        clearing.run();

        assertThat(count("access.import_piece")).isZero();
        assertThat(take(MEMBERS, OFFICER, checked)).hasStatus(409);
        assertThat(count("access.import_run where id = '" + checked + "'")).isOne();
    }

    @Test
    void forgetsTheOldestFilesWhenTheyGrowTooLargeTogether() {
        check(MEMBERS, OFFICER, RIGHT);
        db.sql("update access.import_run set sent_at = now() - interval '1 minute'")
                .update();
        check("/organization/imports/units", OFFICER, "code,parent_code,level,name\nTL9,TL,CELL,Chi bộ xóm 9\n");

        runs.clear(2, 80, 7);

        assertThat(db.sql("select r.kind from access.import_run r where r.kept")
                        .query(String.class)
                        .list())
                .containsExactly("units");
    }

    @Test
    void refusesAFileThatIsNotWhatWasChecked() {
        var checked = check(MEMBERS, OFFICER, RIGHT);
        db.sql("update access.import_piece set bytes = :bytes")
                .param("bytes", RIGHT.replace("TL1", "TL2").getBytes(StandardCharsets.UTF_8))
                .update();

        assertThat(take(MEMBERS, OFFICER, checked)).hasStatus(409);
        assertThat(count("organization.member where member_no = '20.1'")).isZero();
    }

    @Test
    void marksTheErrorsOfTheFileThatWasChecked() {
        var answer = send(MEMBERS, OFFICER, WRONG);
        assertThat(answer).hasStatus(422).bodyText().contains("Không có chi bộ nào mang mã “TL9”");

        var marked = marked(answer);
        assertThat(download(marked, OFFICER))
                .hasStatusOk()
                .hasHeader("Content-Disposition", "attachment; filename=\"ket-qua.xlsx\"");
        assertThat(take(MEMBERS, OFFICER, run(answer))).hasStatus(422);
        assertThat(download(marked, OTHER_OFFICER)).hasStatus(404);
    }

    @Test
    void marksTheErrorsOfAnyFileThatWasRefused() {
        var files = Map.of(
                MEMBERS,
                WRONG,
                "/organization/imports/units",
                "code,parent_code,level,name\nTL9,NONE,CELL,Chi bộ xóm 9\n",
                "/library/imports/documents",
                "symbol,title,issuer,issued_on\n91-KH/TU,Kế hoạch,Tỉnh ủy,31/02/2023\n",
                "/access/imports/accounts",
                "username,full_name,member_no,role,unit_code,email\nmoi,Lê A,,KING,TL1,\n");
        for (var file : files.entrySet()) {
            var actor = file.getKey().startsWith("/access") ? ADMINISTRATOR : OFFICER;
            var answer = send(file.getKey(), actor, file.getValue(), false);
            assertThat(answer).as(file.getKey()).hasStatus(422);
            var copy = download(marked(answer), actor);
            assertThat(copy).as(file.getKey()).hasStatusOk();
            assertThat(told(copy)).as(file.getKey()).hasSize(1).doesNotContain("");
            assertThat(take(file.getKey(), actor, run(answer)))
                    .as(file.getKey())
                    .hasStatus(422);
        }
    }

    @Test
    void marksTheRowsThatWereLeftOut() {
        var answer = web.post()
                .uri(MEMBERS)
                .multipart()
                .file(new MockMultipartFile(
                        "file", (RIGHT + "20.2,Lê Thị Cam,FULL,TL9\n").getBytes(StandardCharsets.UTF_8)))
                .param("partial", "true")
                .with(World.as(OFFICER))
                .with(csrf())
                .exchange();

        assertThat(answer).hasStatusOk().bodyText().contains("1 dòng đúng đã nhập");
        assertThat(download(marked(answer), OFFICER)).hasStatusOk();
    }

    @Test
    void tellsWordsInAnErrorInTheReadersLanguage() {
        var answer =
                send("/organization/imports/units", OFFICER, "code,parent_code,level,name\nTL9,TL1,PROVINCIAL,A\n");

        assertThat(answer)
                .hasStatus(422)
                .bodyText()
                .contains("Đảng bộ tỉnh không thể trực thuộc Chi bộ.")
                .doesNotContain("organization.level");
    }

    @Test
    void tellsWhatBecameOfEachFileLater() {
        check(MEMBERS, OFFICER, RIGHT);

        assertThat(web.get().uri(MEMBERS).with(World.as(OFFICER)))
                .bodyText()
                .contains("dang-vien.csv")
                .contains("1 dòng mới, 0 dòng thay đổi");
        assertThat(web.get().uri(MEMBERS).with(World.as(OTHER_OFFICER)))
                .bodyText()
                .doesNotContain("dang-vien.csv");
    }

    @Test
    void answersNonsenseWithoutBreaking() {
        assertThat(take(MEMBERS, OFFICER, "no-id")).hasStatus4xxClientError();
        assertThat(take(MEMBERS, OFFICER, UUID.randomUUID().toString())).hasStatus(404);
        assertThat(send(MEMBERS, OFFICER, "")).hasStatus(422);
        assertThat(send(MEMBERS, OFFICER, "%PDF-1.7")).hasStatus(415);
        assertThat(count("access.import_piece")).isZero();
    }

    private String retaken(String page, Actor actor, String file) {
        return text(take(page, actor, check(page, actor, file)));
    }

    private String check(String page, Actor actor, String file) {
        var answer = send(page, actor, file);
        assertThat(answer).hasStatusOk();
        return checked(answer);
    }

    private MvcTestResult send(String page, Actor actor, String file) {
        return send(page, actor, file, true);
    }

    private MvcTestResult download(String address, Actor actor) {
        return web.get().uri(address).with(World.as(actor)).exchange();
    }

    private MvcTestResult send(String page, Actor actor, String file, boolean dryRun) {
        return web.post()
                .uri(page)
                .multipart()
                .file(new MockMultipartFile(
                        "file", "C:\\dang-vien.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)))
                .param("dryRun", String.valueOf(dryRun))
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult take(String page, Actor actor, String checked) {
        return web.post()
                .uri(page)
                .param("checked", checked)
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    private static String marked(MvcTestResult answer) {
        return found(MARKED, answer).group(1);
    }

    private static String run(MvcTestResult answer) {
        return found(MARKED, answer).group(2);
    }

    private static String checked(MvcTestResult answer) {
        return found(CHECKED, answer).group(1);
    }

    private static Matcher found(Pattern pattern, MvcTestResult answer) {
        var found = pattern.matcher(text(answer));
        assertThat(found.find()).isTrue();
        return found;
    }

    /// What the workbook that was sent says of each row.
    private static List<String> told(MvcTestResult answer) {
        var columns = Columns.of(Column.required("wrong", "Lỗi"));
        var told = new ArrayList<String>();
        try (var table = Table.open(
                new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()), columns, Limits.usual())) {
            table.forEach(row -> told.add(row.text("wrong")));
        }
        return told;
    }

    private static String text(MvcTestResult answer) {
        return answer.getResponse() == null
                ? ""
                : new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private int count(String what) {
        return db.sql("select count(*) from " + what).query(Integer.class).single();
    }
}
