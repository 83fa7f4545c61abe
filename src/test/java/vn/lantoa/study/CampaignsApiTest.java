package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class CampaignsApiTest implements World {

    private static final String WHOLE = """
            {"title":"Học tập Nghị quyết Trung ương 8","unit":"TN","cutOff":"2023-12-01","opensOn":"2023-12-04",
             "closesOn":"2023-12-31","documents":["42-NQ/TW","43-nq/tw"],
             "topics":[{"title":"Chính sách xã hội","presenter":"Nguyễn Văn A"},{"title":"Đại đoàn kết"}],
             "rule":{"forms":["BRIDGE","IN_PERSON"],"topicsRequired":0.5,"essay":"REQUIRED"}}""";

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Test
    void keepsACampaignAsADraft() {
        var id = created(post(OFFICER, WHOLE));

        assertThat(web.get().uri("/api/v1/campaigns/" + id).with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"title":"Học tập Nghị quyết Trung ương 8","unit":"TN","state":"DRAFT","cutOff":"2023-12-01",
                         "documents":[{"symbol":"42-NQ/TW"},{"symbol":"43-NQ/TW"}],
                         "topics":[{"number":1,"title":"Chính sách xã hội","presenter":"Nguyễn Văn A"},{"number":2}],
                         "rule":{"forms":["IN_PERSON","BRIDGE"],"topicsRequired":0.5,"essay":"REQUIRED"},
                         "target":"0.980000"}""");
    }

    @Test
    void hidesADraftFromThoseWhoDoNotRunIt() {
        var id = created(post(OFFICER, WHOLE));

        assertThat(web.get().uri("/api/v1/campaigns/" + id).with(World.program(SECRETARY)))
                .hasStatus(404);
        assertThat(web.get().uri("/api/v1/campaigns").with(World.program(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain(id);
    }

    @Test
    void letsOnlyThoseWhoRunCampaignsCreateOne() {
        assertThat(post(SECRETARY, WHOLE)).hasStatus(404);
        assertThat(post(MEMBER, WHOLE)).hasStatus(404);
    }

    @Test
    void takesNoUnitOutsideTheCallersSubtree() {
        assertThat(post(OTHER_OFFICER, WHOLE)).hasStatus(404);
        assertThat(post(OFFICER, WHOLE.replace("\"TN\"", "\"TW\""))).hasStatus(404);
        assertThat(post(OFFICER, WHOLE.replace("\"TN\"", "\"no such\""))).hasStatus(404);
    }

    @Test
    void listsTheCandidatesOfAnAmbiguousSymbol() {
        assertThat(post(OFFICER, WHOLE.replace("42-NQ/TW", "19-NQ/TW")))
                .hasStatus(409)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"status":409,"candidates":[{"symbol":"19-NQ/TW","issuedOn":"2022-06-16"},
                                                    {"symbol":"19-NQ/TW","issuedOn":"2012-10-31"}]}""");

        var byId = World.id("8d00", 4).toString();
        assertThat(post(OFFICER, WHOLE.replace("42-NQ/TW", byId))).hasStatus(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "cutOff":"2023-12-01"        | "cutOff":"2024-01-01"         | Ngày chốt danh sách không được sau
            "closesOn":"2023-12-31"      | "closesOn":"2023-12-03"       | Ngày kết thúc không được trước
            "cutOff":"2023-12-01"        | "cutOff":null                 | Chưa nhập “Ngày chốt danh sách”
            "cutOff":"2023-12-01"        | "cutOff":"+999999-01-01"      | không phải là một ngày có thật
            ["42-NQ/TW","43-nq/tw"]      | []                            | ít nhất một văn bản
            ["42-NQ/TW","43-nq/tw"]      | null                          | ít nhất một văn bản
            ["42-NQ/TW","43-nq/tw"]      | ["42-NQ/TW' or '1'='1"]       | không có văn bản nào
            ["42-NQ/TW","43-nq/tw"]      | [null]                        | Chưa nhập “Văn bản”
            "title":"Đại đoàn kết"       | "title":" "                   | Chuyên đề thứ 2 chưa có tên
            ["BRIDGE","IN_PERSON"]       | ["BRIDGE","SLEEPING"]         | “SLEEPING” không phải là hình thức
            ["BRIDGE","IN_PERSON"]       | []                            | ít nhất một hình thức
            0.5                          | 0                             | Phần chuyên đề
            0.5                          | 1.000001                      | Phần chuyên đề
            0.5                          | 1e-999999999                  | Phần chuyên đề
            0.5                          | 1e999999999                   | Phần chuyên đề
            "REQUIRED"                   | "MAYBE"                       | “MAYBE” không hợp lệ
            Học tập Nghị quyết           | a\\u0000b                     | ký tự điều khiển
            Học tập Nghị quyết           | a\\u0007b                     | ký tự điều khiển
            Học tập Nghị quyết           | a\\u0085b                     | ký tự điều khiển
            "Học tập Nghị quyết Trung ương 8" | ""                       | Chưa nhập “Tên đợt học tập”
            """)
    void refusesWhatCannotBeWithASentence(String part, String instead, String sentence) {
        assertThat(WHOLE).contains(part);
        assertThat(post(OFFICER, WHOLE.replace(part, instead.replace("\\\\", "\\"))))
                .hasStatus(422)
                .bodyText()
                .contains(sentence);
    }

    @Test
    void refusesATitleOfFourHundredLetters() {
        assertThat(post(OFFICER, WHOLE.replace("Học tập Nghị quyết Trung ương 8", "ă".repeat(400))))
                .hasStatus(422)
                .bodyText()
                .contains("tối đa 300 ký tự, đang có 400");
    }

    @Test
    void refusesNoTopicsAndTooMany() {
        var topics = WHOLE.substring(WHOLE.indexOf("[{"), WHOLE.indexOf("}]") + 2);
        var many = "[" + "{\"title\":\"a\"},".repeat(60) + "{\"title\":\"a\"}]";

        assertThat(post(OFFICER, WHOLE.replace(topics, "[]"))).hasStatus(422);
        assertThat(post(OFFICER, WHOLE.replace(topics, many)))
                .hasStatus(422)
                .bodyText()
                .contains("60");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "unit":"TN"                  | "unit":7                      | unit
            "cutOff":"2023-12-01"        | "cutOff":"2023-02-31"         | cutOff
            "cutOff":"2023-12-01"        | "cutOff":20231201             | cutOff
            ["42-NQ/TW","43-nq/tw"]      | "42-NQ/TW"                    | documents
            ["42-NQ/TW","43-nq/tw"]      | [42]                          | documents[0]
            0.5                          | "half"                        | rule.topicsRequired
            "title":"Đại đoàn kết"       | "title":{}                    | topics[1].title
            """)
    void namesAFieldOfTheWrongType(String part, String instead, String field) {
        assertThat(WHOLE).contains(part);
        assertThat(post(OFFICER, WHOLE.replace(part, instead)))
                .hasStatus(400)
                .bodyText()
                .contains("“" + field + "”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "7"})
    void refusesWhatIsNoObject(String body) {
        assertThat(post(OFFICER, body)).hasStatus(400);
    }

    @Test
    void keepsMarkupAndSqlAsTheTextTheyAre() {
        var id = created(post(OFFICER, WHOLE.replace("Đại đoàn kết", "<script>alert(1)</script>'; drop table x; --")));

        assertThat(db.sql("select title from study.topic where campaign = :id::uuid and number = 2")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("<script>alert(1)</script>'; drop table x; --");
    }

    @Test
    void listsInPages() {
        var first = created(post(OFFICER, WHOLE));
        var second = created(post(OFFICER, WHOLE.replace("2023-12-04", "2023-12-05")));

        assertThat(web.get().uri("/api/v1/campaigns?size=1").with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(second, "\"next\":\"/api/v1/campaigns?size=1&after=" + second + "\"")
                .doesNotContain(first);
        assertThat(web.get().uri("/api/v1/campaigns?size=1&after=" + second).with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(first);
    }

    @ParameterizedTest
    @CsvSource({"1000000, 422", "0, 422", "-1, 422", "99999999999, 400", "all, 400"})
    void refusesPagesThatAreTooLarge(String size, int status) {
        assertThat(web.get().uri("/api/v1/campaigns?size=" + size).with(World.program(OFFICER)))
                .hasStatus(status);
    }

    private MvcTestResult post(Actor actor, String body) {
        return web.post()
                .uri("/api/v1/campaigns")
                .with(World.program(actor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static String created(MvcTestResult answer) {
        assertThat(answer).hasStatus(201);
        return String.valueOf(answer.getResponse().getHeader("Location")).replaceFirst(".*/", "");
    }
}
