package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class SessionsApiTest implements World {

    private static final String WHOLE = """
            {"title":"Hội nghị toàn tỉnh","form":"BRIDGE","host":"TN","startsAt":"2023-12-12T08:00:00+07:00",
             "endsAt":"2023-12-12T11:30:00+07:00","topics":[1,2],
             "sites":[{"unit":"TL","name":"Hội trường UBND xã","capacity":250},
                      {"unit":"TN","name":"Tỉnh ủy","main":true},{"unit":"TX"}]}""";

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    private CampaignId campaign = new CampaignId(World.id("8e00", 99));

    @BeforeEach
    void openACampaign() {
        campaign = Trial.draft(db, OFFICER, TN, 3, "1");
        opening.open(OFFICER, campaign, NINE);
    }

    @Test
    void schedulesASessionWithItsSites() {
        assertThat(post(OFFICER, WHOLE)).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                        {"sites":[{"unit":"TN","name":"Tỉnh ủy"},{"unit":"TL","name":"Hội trường UBND xã"},
                                  {"unit":"TX","name":"Đảng bộ xã Tràng Xá"}]}""");
        assertThat(db.sql("select topics from study.session where campaign = :id")
                        .param("id", campaign.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void presentsAllTopicsWhereNoneIsNamed() {
        assertThat(post(OFFICER, WHOLE.replace("[1,2]", "null"))).hasStatus(201);
        assertThat(db.sql("select topics from study.session where campaign = :id")
                        .param("id", campaign.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(7);
    }

    @Test
    void keepsHostAndSitesWithinTheCallersSubtree() {
        assertThat(post(SECRETARY, WHOLE)).hasStatus(404);
        assertThat(post(SECRETARY, WHOLE.replace("\"TN\"", "\"TL\"").replace("\"TX\"", "\"TL1\"")))
                .hasStatus(201);
        assertThat(post(SECRETARY, WHOLE.replace("\"host\":\"TN\"", "\"host\":\"TL\"")))
                .hasStatus(404);
        assertThat(post(READER, WHOLE)).hasStatus(404);
        assertThat(post(OFFICER, WHOLE.replace("\"host\":\"TN\"", "\"host\":\"TW\"")))
                .hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "endsAt":"2023-12-12T11:30:00+07:00" | "endsAt":"2023-12-12T08:00:00+07:00" | phải sau giờ bắt đầu
            "endsAt":"2023-12-12T11:30:00+07:00" | "endsAt":"2025-12-12T08:00:00+07:00" | hơn một năm
            "endsAt":"2023-12-12T11:30:00+07:00" | "endsAt":null                        | Chưa nhập “Kết thúc”
            "endsAt":"2023-12-12T11:30:00+07:00" | "endsAt":"+99999-12-12T08:00:00Z"    | không phải là một ngày
            "Hội nghị toàn tỉnh"                 | ""                                   | Chưa nhập “Tên buổi học”
            "BRIDGE"                             | "bridge"                             | “bridge” không phải
            [1,2]                                | []                                   | ít nhất một chuyên đề
            [1,2]                                | [0]                                  | chuyên đề số 0
            [1,2]                                | [4]                                  | chuyên đề số 4
            [1,2]                                | [null]                               | chuyên đề số 0
            "capacity":250                       | "capacity":0                         | Sức chứa
            "capacity":250                       | "main":true                          | một điểm cầu chính
            {"unit":"TX"}                        | {"unit":"TN","name":"Tỉnh ủy"}       | hai lần
            {"unit":"TX"}                        | null                                 | Chưa nhập
            {"unit":"TX"}                        | {"unit":""}                          | Chưa nhập
            """)
    void refusesWhatCannotBeWithASentence(String part, String instead, String sentence) {
        assertThat(WHOLE).contains(part);
        assertThat(post(OFFICER, WHOLE.replace(part, instead)))
                .hasStatus(422)
                .bodyText()
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "startsAt":"2023-12-12T08:00:00+07:00" | "startsAt":"2023-12-12T08:00:00" | startsAt
            [1,2]                                  | [1.5]                            | topics[0]
            [1,2]                                  | ["1"]                            | topics[0]
            "main":true                            | "main":"yes"                     | sites[1].main
            """)
    void namesAFieldOfTheWrongType(String part, String instead, String field) {
        assertThat(WHOLE).contains(part);
        assertThat(post(OFFICER, WHOLE.replace(part, instead)))
                .hasStatus(400)
                .bodyText()
                .contains("“" + field + "”");
    }

    @Test
    void takesNoFormThatTheCampaignDoesNotAllow() {
        db.sql("delete from study.campaign_form where campaign = :id and form = 'BRIDGE'")
                .param("id", campaign.value())
                .update();

        assertThat(post(OFFICER, WHOLE)).hasStatus(422).bodyText().contains("không chấp nhận hình thức “Điểm cầu”");
    }

    @Test
    void takesNoSessionOfADraftOrAClosedCampaign() {
        campaign = Trial.draft(db, OTHER_OFFICER, VN, 3, "1");
        assertThat(post(OFFICER, WHOLE)).hasStatus(409);

        db.sql("update study.campaign set opened_at = now(), closed_at = now() where id = :id")
                .param("id", campaign.value())
                .update();
        assertThat(post(OFFICER, WHOLE)).hasStatus(409);
    }

    private MvcTestResult post(Actor actor, String body) {
        return web.post()
                .uri("/api/v1/campaigns/" + campaign.value() + "/sessions")
                .with(World.program(actor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
