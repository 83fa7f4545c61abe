package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class ReorganizationsApiTest implements World {

    private static final String MERGER = """
            {"decision": "1-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
              {"op": "create", "code": "M", "parentCode": "TN", "level": "UPPER_GRASSROOTS", "name": "Đảng bộ xã mới"},
              {"op": "merge", "from": ["TL"], "into": "M"},
              {"op": "divide", "from": "VN", "into": [{"code": "M", "units": []}, {"code": "DT", "units": ["TX"]}]}]}
            """;

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Test
    void previewsWithoutDoing() {
        var before = RedrawingTest.sums(db);

        var answer = post(OFFICER, "?preview=true", MERGER);

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo("preview");
        assertThat(answer).bodyJson().extractingPath("$.units[1].code").isEqualTo("TL");
        assertThat(answer).bodyJson().extractingPath("$.units[1].becomes").isEqualTo("MERGED");
        assertThat(answer).bodyJson().extractingPath("$.units[1].heirs[0]").isEqualTo("M");
        assertThat(RedrawingTest.sums(db)).isEqualTo(before);
        assertThat(drawn()).isZero();
    }

    @Test
    void appliesAndTakesBack() {
        var before = RedrawingTest.sums(db);

        var answer = post(OFFICER, "", MERGER);
        assertThat(answer).hasStatus(201);
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo("applied");
        var address = answer.getResponse().getHeader("Location");
        assertThat(address).isNotNull();
        assertThat(RedrawingTest.sums(db)).isNotEqualTo(before);

        assertThat(web.get().uri(address).with(World.program(OFFICER)))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"decision\": \"1-QĐ/TU\", \"effectiveOn\": \"2025-07-01\", \"status\": \"applied\"}");
        assertThat(web.post().uri(address + "/reversal").with(World.program(OFFICER)))
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("undone");
        assertThat(RedrawingTest.sums(db)).isEqualTo(before);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceAndKeepsNothing() {
        var answer = post(OFFICER, "", """
                {"decision": "1-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
                  {"op": "merge", "from": ["NIRGENDS"], "into": "TL"},
                  {"op": "move", "code": "DT", "parentCode": "TL"},
                  {"op": "dissolve", "code": "VN"}]}
                """);

        assertThat(answer).hasStatus(422);
        assertThat(answer).bodyJson().extractingPath("$.errors.length()").isEqualTo(3);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[0]")
                .isEqualTo(Map.of(
                        "operation",
                        1,
                        "code",
                        "NIRGENDS",
                        "message",
                        "Không có tổ chức nào mã NIRGENDS trong phạm vi của đồng chí."));
        assertThat(drawn()).isZero();
    }

    @Test
    void tellsUnreadableFieldsReversedDatesAndEveryWrongOperationAtOnce() {
        var before = RedrawingTest.sums(db);
        for (var query : List.of("", "?preview=true")) {
            var answer = post(OFFICER, query, """
                    {"decision": "", "decidedOn": "2025-08-01", "effectiveOn": "2025-07-01", "operations": [
                      {"op": "explode", "code": "M"},
                      {"op": "merge", "from": ["PC"], "into": "M"},
                      {"op": "rename", "code": "XX", "name": "%s"},
                      {"op": "move", "code": "DT", "parentCode": "TL"},
                      {"op": "dissolve", "code": "VN"},
                      {"op": "create", "code": "N", "parentCode": "YY", "level": "BIG", "name": ""},
                      {"op": "rename", "code": "TL1", "name": "Một"}, {"op": "rename", "code": "TL1", "name": "Hai"}],
                     "appointments": [{"username": "khong-co", "role": "SECRETARY", "unit": "N"}, {"username": "canbo"}]}
                    """.formatted("x".repeat(400)));

            assertThat(answer).hasStatus(422);
            assertThat(answer)
                    .bodyJson()
                    .extractingPath("$.errors[*].message")
                    .asArray()
                    .satisfies(told -> assertThat(told)
                            .containsExactly(
                                    "Chưa ghi mục “Số quyết định”.",
                                    "Chưa ghi mục “Vai trò”.",
                                    "Chưa ghi mục “Tổ chức”.",
                                    "Ngày có hiệu lực 01/07/2025 trước ngày quyết định 01/08/2025.",
                                    "Không có tài khoản “khong-co”.",
                                    "Không có việc sắp xếp nào tên là “explode”; chỉ có create, rename, move, merge, divide, dissolve.",
                                    "Mục “Tên tổ chức” dài quá 200 ký tự.",
                                    "Không có tổ chức nào mã XX trong phạm vi của đồng chí.",
                                    "Tổ chức sẽ đứng dưới chính nó: DT → TL → DT.",
                                    "Khi Đảng bộ huyện Võ Nhai giải thể, 1 tổ chức trực thuộc không còn cấp trên: Đảng bộ xã Tràng Xá.",
                                    "Chưa ghi mục “Cấp”.",
                                    "Chưa ghi mục “Tên tổ chức”.",
                                    "Tổ chức nhận mã YY không có trong phạm vi của đồng chí và quyết định này cũng không lập.",
                                    "Tổ chức TL1 được đổi tên hai lần."));
            assertThat(answer)
                    .bodyJson()
                    .extractingPath("$.errors[6].operation")
                    .isEqualTo(3);
        }
        assertThat(drawn()).isZero();
        assertThat(RedrawingTest.sums(db)).isEqualTo(before);
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThat(post(OFFICER, "", "{}")).hasStatus(400);
        assertThat(post(OFFICER, "", "nothing")).hasStatus(400);
        assertThat(post(OFFICER, "", "{\"operations\": []}")).hasStatus(422);
        assertThat(post(OFFICER, "", """
                {"decision": "1", "effectiveOn": "31/02/2025", "operations": [{"op": "dissolve", "code": "TL1"}]}
                """)).hasStatus(422);
        assertThat(post(OFFICER, "", """
                {"decision": "1", "effectiveOn": "2025-07-01", "operations": [{"op": "explode", "code": "TL1"},
                  {"op": "rename", "code": "TL1", "name": "%s"}, {"op": "merge", "from": "TL1", "into": "TL2"}]}
                """.formatted("x".repeat(400))))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors.length()")
                .isEqualTo(3);
        assertThat(drawn()).isZero();
    }

    @Test
    void tellsStrangersNothing() {
        assertThat(post(SECRETARY, "?preview=true", MERGER)).hasStatus(404);
        assertThat(post(OTHER_OFFICER, "", MERGER)).hasStatus(422);
        assertThat(drawn()).isZero();
    }

    private MvcTestResult post(Actor actor, String query, String body) {
        return web.post()
                .uri("/api/v1/reorganizations" + query)
                .with(World.program(actor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private int drawn() {
        return db.sql("select count(*) from organization.reorganization")
                .query(Integer.class)
                .single();
    }
}
