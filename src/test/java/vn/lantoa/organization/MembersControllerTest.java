package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.MemberId;

@AppTest
class MembersControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Test
    void listsMembersOfTheSubtreeByGivenName() {
        assertThat(web.get().uri("/organization/members?unit=TL").with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .containsSubsequence("Nguyễn Văn An", "Dương Thị Bình", "Hoàng Văn Chung", "Nông Văn Hiếu")
                .doesNotContain("Phạm Văn Nam");
        assertThat(web.get().uri("/organization/members?q=binh").with(World.as(OFFICER)))
                .bodyText()
                .contains("Dương Thị Bình")
                .doesNotContain("Nguyễn Văn An");
        assertThat(web.get().uri("/organization/members?after=19.000011").with(World.as(OFFICER)))
                .bodyText()
                .contains("Đặng Văn Phúc")
                .doesNotContain("Nguyễn Văn An");
        assertThat(web.get().uri("/organization/members?unit=TX").with(World.as(SECRETARY)))
                .hasStatus(404);
        assertThat(web.get().uri("/organization/members").with(World.as(READER)))
                .hasStatus(404);
    }

    @Test
    void opensARecordToThoseWhoMayAndNotesIt() {
        assertThat(web.get().uri(page(BINH)).with(World.as(INSPECTOR)))
                .hasStatusOk()
                .bodyText()
                .contains("Dương Thị Bình");
        assertThat(web.get().uri(page(BINH)).with(World.as(CELL_SECRETARY)))
                .bodyText()
                .contains("Cán bộ kiểm tra", "đã xem");
        assertThat(web.get().uri(page(BINH)).with(World.as(READER))).hasStatus(404);
        assertThat(web.get().uri(page(BINH)).with(World.as(OTHER_SECRETARY))).hasStatus(404);
    }

    @Test
    void opensTheOwnRecordToTheMemberAndNoOther() {
        assertThat(web.get().uri(page(BINH)).with(World.as(MEMBER))).hasStatusOk();
        assertThat(web.get().uri(page(AN)).with(World.as(MEMBER))).hasStatus(404);
    }

    @Test
    void showsTelephonesOnlyToThoseWhoKeepTheRolls() {
        db.sql("update organization.member set phone = '0912 345 678' where id = :id")
                .param("id", BINH.value())
                .update();

        assertThat(web.get().uri(page(BINH)).with(World.as(CELL_SECRETARY)))
                .bodyText()
                .contains("0912 345 678");
        assertThat(web.get().uri(page(BINH)).with(World.as(MEMBER))).bodyText().contains("0912 345 678");
        assertThat(web.get().uri(page(BINH)).with(World.as(INSPECTOR)))
                .bodyText()
                .doesNotContain("0912 345 678");
    }

    @Test
    void admitsAMemberAndKeepsARefusedForm() {
        assertThat(post(
                        CELL_SECRETARY,
                        "/organization/members",
                        "unit",
                        "TL1",
                        "fullName",
                        "Đỗ Thị Quỳnh",
                        "memberNo",
                        "20.1",
                        "standing",
                        "PROBATIONARY",
                        "admittedOn",
                        "2023-05-19"))
                .hasStatus3xxRedirection();
        assertThat(post(
                        CELL_SECRETARY,
                        "/organization/members",
                        "unit",
                        "TX1",
                        "fullName",
                        "Đỗ Thị Quỳnh",
                        "memberNo",
                        "20.2",
                        "standing",
                        "FULL",
                        "admittedOn",
                        "2023-05-19"))
                .hasStatus(422)
                .bodyText()
                .contains("Đỗ Thị Quỳnh", "Không có chi bộ nào mang mã “TX1”");
        assertThat(post(
                        CELL_SECRETARY,
                        "/organization/members",
                        "unit",
                        "TL1",
                        "fullName",
                        "Đỗ Thị Quỳnh",
                        "memberNo",
                        "19.000010",
                        "standing",
                        "FULL",
                        "admittedOn",
                        "2023-05-19"))
                .hasStatus(409);
        assertThat(post(READER, "/organization/members", "unit", "TL1")).hasStatus(404);
    }

    @Test
    void transfersWithinTheGrassrootsCommittee() {
        assertThat(post(
                        CELL_SECRETARY,
                        page(BINH) + "/transfer",
                        "from",
                        TL1.value().toString(),
                        "cell",
                        "TX1",
                        "on",
                        "2023-12-12"))
                .hasStatus(422);
        assertThat(post(
                        CELL_SECRETARY,
                        page(BINH) + "/transfer",
                        "from",
                        TL1.value().toString(),
                        "cell",
                        "TL2",
                        "on",
                        "2023-12-12"))
                .hasStatus3xxRedirection();
        assertThat(post(
                        OFFICER,
                        page(BINH) + "/transfer",
                        "from",
                        TL1.value().toString(),
                        "cell",
                        "TX1",
                        "on",
                        "2023-12-13"))
                .hasStatus(409)
                .bodyText()
                .contains("vừa được chuyển đến Chi bộ xóm 2");
        assertThat(web.get().uri(page(BINH)).with(World.as(OFFICER))).bodyText().contains("Chi bộ xóm 2", "11/12/2023");
    }

    @Test
    void makesAProbationaryMemberAFullOneOnce() {
        assertThat(post(CELL_SECRETARY, page(DUNG) + "/standing", "on", "2024-05-19"))
                .hasStatus3xxRedirection();
        assertThat(post(CELL_SECRETARY, page(DUNG) + "/standing", "on", "2024-05-19"))
                .hasStatus(409);
        assertThat(post(CELL_SECRETARY, page(OANH) + "/standing", "on", "2024-05-19"))
                .hasStatus(404);
    }

    @Test
    void exemptsAndEndsTheExemption() {
        assertThat(post(
                        CELL_SECRETARY,
                        page(AN) + "/exemptions",
                        "reason",
                        "HEALTH",
                        "from",
                        "2023-06-01",
                        "until",
                        "2023-05-01"))
                .hasStatus(422);
        assertThat(post(CELL_SECRETARY, page(AN) + "/exemptions", "reason", "HEALTH", "from", "2023-06-01"))
                .hasStatus3xxRedirection();
        assertThat(post(CELL_SECRETARY, page(AN) + "/exemptions", "reason", "AGE", "from", "2023-07-01"))
                .hasStatus(409);
        var id = db.sql("select e.id::text from organization.exemption e where e.member = :member")
                .param("member", AN.value())
                .query(String.class)
                .single();
        assertThat(post(OTHER_CELL_SECRETARY, "/organization/exemptions/" + id + "/end", "on", "2023-09-01"))
                .hasStatus(404);
        assertThat(post(CELL_SECRETARY, "/organization/exemptions/" + id + "/end", "on", "2023-09-01"))
                .hasStatus3xxRedirection();
        assertThat(web.get().uri(page(AN)).with(World.as(CELL_SECRETARY)))
                .bodyText()
                .contains("31/08/2023");
    }

    @Test
    void givesAUnitOneSecretaryAtATime() {
        assertThat(post(SECRETARY, page(AN) + "/posts", "kind", "SECRETARY", "unit", "TL", "from", "2023-01-01"))
                .hasStatus3xxRedirection();
        assertThat(post(SECRETARY, page(BINH) + "/posts", "kind", "SECRETARY", "unit", "TL", "from", "2023-02-01"))
                .hasStatus(409)
                .bodyText()
                .contains("Nguyễn Văn An đang giữ chức vụ này");
        assertThat(post(SECRETARY, page(BINH) + "/posts", "kind", "PRESENTER", "unit", "TX", "from", "2023-02-01"))
                .hasStatus(422);
        assertThat(web.get().uri("/organization/units/" + TL.value()).with(World.as(SECRETARY)))
                .bodyText()
                .contains("Bí thư");
    }

    @Test
    void keepsWhoeverEndsSomethingOnAWrongDayOnThePageOfTheMember() {
        post(SECRETARY, page(AN) + "/posts", "kind", "DEPUTY_SECRETARY", "unit", "TL1", "from", "2023-01-01");
        post(SECRETARY, page(AN) + "/exemptions", "reason", "AGE", "from", "2023-01-01");
        post(SECRETARY, page(AN) + "/attachments", "unit", "TL2", "from", "2023-01-01", "last", "2099-12-31");
        post(SECRETARY, page(AN) + "/attachments", "unit", "TL2", "from", "2100-01-01", "last", "2100-12-31");
        for (var kind : new String[] {"post", "exemption", "temporary_attachment"}) {
            var id = db.sql("select id::text from organization." + kind
                            + " where member = :member order by from_on limit 1")
                    .param("member", AN.value())
                    .query(String.class)
                    .single();
            var address = "/organization/" + kind.replace("temporary_", "") + "s/" + id + "/end";
            var field = kind.equals("temporary_attachment") ? "last" : "on";
            for (var day : new String[] {"31/02/2023", "", "<b>"})
                assertThat(post(SECRETARY, address, field, day))
                        .as(kind + " " + day)
                        .hasStatus(422)
                        .bodyText()
                        .contains(
                                "Nguyễn Văn An", "id=\"day-error\"", "name=\"" + field + "\"", "aria-invalid=\"true\"")
                        .contains("value=\"" + day.replace("<", "&lt;") + "\"")
                        .satisfies(text ->
                                assertThat(text.split("aria-invalid", -1)).hasSize(2));
            assertThat(post(OTHER_SECRETARY, address, field, "31/02/2023")).hasStatus(404);
        }
        var first = db.sql("select id::text from organization.temporary_attachment order by from_on limit 1")
                .query(String.class)
                .single();
        assertThat(post(SECRETARY, "/organization/attachments/" + first + "/end", "last", "2100-02-01"))
                .hasStatus(409)
                .bodyText()
                .contains("id=\"day-error\"", "type=\"date\" name=\"last\" value=\"2100-02-01\"");
    }

    @Test
    void takesAMemberOffTheRolls() {
        assertThat(post(CELL_SECRETARY, page(AN) + "/departure", "reason", "DEATH", "on", "1992-05-19"))
                .hasStatus(422);
        assertThat(post(CELL_SECRETARY, page(AN) + "/departure", "reason", "DEATH", "on", "2023-12-12"))
                .hasStatus3xxRedirection();
        assertThat(web.get().uri("/organization/members?unit=TL1").with(World.as(CELL_SECRETARY)))
                .bodyText()
                .doesNotContain("19.000001");
        assertThat(post(CELL_SECRETARY, page(AN) + "/departure", "reason", "DEATH", "on", "2023-12-12"))
                .hasStatus(409);
    }

    @Test
    void opensEveryForm() {
        for (var form : new String[] {"identity", "transfer", "departure", "standing", "exemptions/new", "posts/new"}) {
            assertThat(web.get().uri(page(DUNG) + "/" + form).with(World.as(CELL_SECRETARY)))
                    .as(form)
                    .hasStatusOk();
            assertThat(web.get().uri(page(DUNG) + "/" + form).with(World.as(INSPECTOR)))
                    .as(form)
                    .hasStatus(404);
        }
        assertThat(web.get().uri("/organization/members/new?unit=TL1").with(World.as(CELL_SECRETARY)))
                .hasStatusOk();
        assertThat(post(
                        CELL_SECRETARY,
                        page(DUNG) + "/identity",
                        "memberNo",
                        "19.000004",
                        "fullName",
                        "Ma Thị Dũng",
                        "birthDate",
                        "1999-03-15"))
                .hasStatus3xxRedirection();
        assertThat(post(CELL_SECRETARY, page(DUNG) + "/identity", "memberNo", "", "fullName", "x".repeat(400)))
                .hasStatus(422);
    }

    @Test
    void triesAndTakesAFile() {
        assertThat(web.get().uri("/organization/imports/members").with(World.as(OFFICER)))
                .hasStatusOk();
        assertThat(web.get().uri("/organization/imports/units").with(World.as(SECRETARY)))
                .hasStatus(404);
        assertThat(web.get().uri("/organization/imports/members/template.xlsx").with(World.as(OFFICER)))
                .hasStatusOk();
        var file = new MockMultipartFile(
                "file",
                "member_no,full_name,standing,unit_code\n20.1,A,FULL,TL9\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(web.post()
                        .uri("/organization/imports/members")
                        .multipart()
                        .file(file)
                        .param("dryRun", "true")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Không có chi bộ nào mang mã “TL9”");
    }

    private MvcTestResult post(Actor actor, String uri, String... parameters) {
        var request = web.post().uri(uri).with(World.as(actor)).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) request = request.param(parameters[i], parameters[i + 1]);
        return request.exchange();
    }

    private static String page(MemberId id) {
        return "/organization/members/" + id.value();
    }
}
