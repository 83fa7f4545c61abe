package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;

/// The file that was checked can be imported without being chosen again: by whom it was checked, for a while, and only
/// as it was.
@AppTest
class ImportingTest implements World {

    private static final String MEMBERS = "/organization/imports/members";
    private static final String RIGHT = "member_no,full_name,standing,unit_code\n20.1,Lê Thị Bưởi,FULL,TL1\n";
    private static final String WRONG = "member_no,full_name,standing,unit_code\n20.1,Lê Thị Bưởi,FULL,TL9\n";
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

        assertThat(web.post()
                        .uri(MEMBERS + "/result")
                        .param("checked", checked(answer))
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatusOk()
                .hasHeader("Content-Disposition", "attachment; filename=\"ket-qua.xlsx\"");
        assertThat(take(MEMBERS, OFFICER, checked(answer))).hasStatus(422);
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
        return web.post()
                .uri(page)
                .multipart()
                .file(new MockMultipartFile(
                        "file", "C:\\dang-vien.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)))
                .param("dryRun", "true")
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

    private static String checked(MvcTestResult answer) {
        var found = CHECKED.matcher(text(answer));
        assertThat(found.find()).isTrue();
        return found.group(1);
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
