package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class DraftControllerTest implements World {

    private static final String DOCUMENT = World.id("8d00", 1).toString();
    private static final Map<String, String> SCHEDULE =
            Map.of("unit", "TN", "cutOff", "2023-12-01", "opensOn", "2023-12-04", "closesOn", "31/12/2023");
    private static final Map<String, String> RULE =
            Map.of("form", "CELL_MEETING", "topics", "1", "essay", "NONE", "target", "98,5");

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Test
    void findsDocumentsWithoutAccentsAndKeepsThoseChosen() {
        assertThat(get(OFFICER, "/study/campaigns/new?q=nong%20nghiep%2019&document=" + DOCUMENT))
                .hasStatusOk()
                .bodyText()
                .contains("Nông nghiệp, nông dân", "42-NQ/TW")
                .doesNotContain("43-NQ/TW");
        assertThat(post(OFFICER, "/study/campaigns", Map.of("q", "43", "search", "1", "document", DOCUMENT)))
                .hasStatusOk()
                .bodyText()
                .contains("43-NQ/TW", "value=\"" + DOCUMENT + "\" checked");
    }

    @Test
    void leadsFromDocumentsToAnOpenCampaign() {
        var base = begun();

        assertThat(get(OFFICER, base + "/topics")).hasStatusOk().bodyText().contains("nâng cao chất lượng", "42-NQ/TW");
        assertThat(post(
                        OFFICER,
                        base + "/topics",
                        Map.of("title", "Đợt 1", "topic-1", "Một", "head-1", "1", "topic-2", "")))
                .hasRedirectedUrl(base + "/schedule");
        assertThat(post(OFFICER, base + "/schedule", SCHEDULE)).hasRedirectedUrl(base + "/rule");
        assertThat(post(OFFICER, base + "/rule", RULE)).hasRedirectedUrl(base);
        assertThat(get(OFFICER, base))
                .hasStatusOk()
                .bodyText()
                .contains("12 đảng viên ở 10 tổ chức đảng", "huyện Đại Từ", "31/12/2023", "98,5");

        var campaign = base.replace("/draft", "");
        assertThat(post(OFFICER, campaign + "/opening", Map.of())).hasRedirectedUrl(campaign);
        assertThat(db.sql("select sum(total) from study.tally where campaign = :id::uuid")
                        .param("id", campaign.replaceFirst(".*/", ""))
                        .query(Long.class)
                        .single())
                .isEqualTo(12);
        assertThat(get(OFFICER, base)).hasStatus(409);
        assertThat(post(OFFICER, base + "/removal", Map.of())).hasStatus(409);
        assertThat(post(OFFICER, campaign + "/opening", Map.of())).hasStatus(409);
    }

    @Test
    void previewsTheRollsOfTheCutOffDay() {
        var base = begun();

        post(OFFICER, base + "/schedule", with(SCHEDULE, "cutOff", "2023-01-01"));

        assertThat(get(OFFICER, base)).bodyText().contains("11 đảng viên");
    }

    @Test
    void sendsBackToTheCheckWhatWasChangedFromThere() {
        var base = begun();

        assertThat(post(OFFICER, base + "/topics", Map.of("title", "Đợt 1", "topic-1", "Một", "check", "1")))
                .hasRedirectedUrl(base);
        assertThat(post(OFFICER, base + "/schedule", with(SCHEDULE, "check", "1")))
                .hasRedirectedUrl(base);
        assertThat(post(OFFICER, base + "/documents", Map.of("document", DOCUMENT)))
                .hasRedirectedUrl(base);
    }

    @Test
    void givesMoreLinesAndKeepsTheTypedOnes() {
        assertThat(post(OFFICER, begun() + "/topics", Map.of("title", "Đợt", "topic-1", "Một <b>", "more", "1")))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"Một &lt;b>\"", "topic-3");
    }

    @Test
    void refusesACampaignWithoutDocument() {
        assertThat(post(OFFICER, "/study/campaigns", Map.of("q", "đất đai")))
                .hasStatus(422)
                .bodyText()
                .contains("Phải chọn ít nhất một văn bản", "đất đai");
        assertThat(post(OFFICER, "/study/campaigns", Map.of("document", "x"))).hasStatus(400);
        assertThat(post(
                        OFFICER,
                        "/study/campaigns",
                        Map.of("document", World.id("8d00", 99).toString())))
                .hasStatus(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title   |                  | Chưa nhập
            topic-1 | TOO LONG         | tối đa 500 ký tự
            title   | TOO LONG         | tối đa 300 ký tự
            topic-1 |                  | ít nhất một chuyên đề
            """)
    void refusesTopicsAndKeepsTheInput(String field, String value, String sentence) {
        var typed = Map.of("title", "Tên đã gõ", "topic-1", "Chuyên đề đã gõ", "presenter-1", "");
        var sent = with(typed, field, value == null ? "" : value.replace("TOO LONG", "ư".repeat(501)));

        assertThat(post(OFFICER, begun() + "/topics", sent))
                .hasStatus(422)
                .bodyText()
                .contains(sentence, field.equals("title") ? "Chuyên đề đã gõ" : "Tên đã gõ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            closesOn | 2023-12-03               | Ngày kết thúc không được trước
            cutOff   | 2024-01-01               | Ngày chốt danh sách không được sau
            cutOff   | 31/02/2023               | không phải là một ngày có thật
            cutOff   | hôm qua                  | không phải là một ngày có thật
            opensOn  | ''                       | Chưa nhập
            unit     | TW                       | Không có đơn vị mã
            unit     | x'; drop table x         | Không có đơn vị mã
            """)
    void refusesDaysAndUnitsAndKeepsTheInput(String field, String value, String sentence) {
        var sent = with(with(SCHEDULE, "planSymbol", "12-KH/TU"), field, value);

        assertThat(post(OFFICER, begun() + "/schedule", sent))
                .hasStatus(422)
                .bodyText()
                .contains(sentence, "12-KH/TU");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            form   | ''       | Phải chọn ít nhất
            form   | SLEEPING | SLEEPING
            topics | 2        | từ 1 đến 1
            topics | 0        | từ 1 đến 1
            essay  | MAYBE    | MAYBE
            target | 101      | từ 0 đến 100
            target | abc      | từ 0 đến 100
            target | 1e9      | từ 0 đến 100
            """)
    void refusesRulesAndKeepsTheInput(String field, String value, String sentence) {
        assertThat(post(OFFICER, begun() + "/rule", with(RULE, field, value)))
                .hasStatus(422)
                .bodyText()
                .contains(sentence);
    }

    @Test
    void throwsADraftAway() {
        var base = begun();

        assertThat(post(OFFICER, base + "/removal", Map.of())).hasRedirectedUrl("/study/campaigns");
        assertThat(get(OFFICER, base)).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/documents", "/topics", "/schedule", "/rule"})
    void showsADraftToThoseWhoRunItOnly(String step) {
        var base = begun();

        assertThat(get(OFFICER, base + step)).hasStatusOk();
        for (var stranger : new Actor[] {SECRETARY, CELL_SECRETARY, INSPECTOR, MEMBER, READER, OTHER_OFFICER})
            assertThat(get(stranger, base + step)).hasStatus(404);
        assertThat(post(SECRETARY, base.replace("/draft", "/opening"), Map.of()))
                .hasStatus(404);
        assertThat(post(OTHER_OFFICER, base + "/removal", Map.of())).hasStatus(404);
    }

    @Test
    void letsOnlyThoseBeginWhoRunCampaigns() {
        assertThat(get(SECRETARY, "/study/campaigns/new")).hasStatus(404);
        assertThat(post(MEMBER, "/study/campaigns", Map.of("document", DOCUMENT)))
                .hasStatus(404);
    }

    private String begun() {
        var answer = post(OFFICER, "/study/campaigns", Map.of("document", DOCUMENT));
        assertThat(answer).hasStatus3xxRedirection();
        return String.valueOf(answer.getResponse().getRedirectedUrl()).replace("/topics", "");
    }

    private MvcTestResult get(Actor actor, String address) {
        return web.get().uri(java.net.URI.create(address)).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String address, Map<String, String> typed) {
        var request = web.post().uri(address).with(World.as(actor)).with(csrf());
        typed.forEach(request::param);
        return request.exchange();
    }

    private static Map<String, String> with(Map<String, String> typed, String field, String value) {
        var changed = new java.util.HashMap<>(typed);
        changed.put(field, value);
        return changed;
    }
}
