package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
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
import vn.lantoa.kernel.UnitId;

/// Amending and ending a campaign, who is late, what is due, remarks.
@AppTest
class LifecycleTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    private CampaignId campaign = new CampaignId(World.id("8e00", 97));
    private String base = "";

    @BeforeEach
    void openACampaign() {
        campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        base = "/study/campaigns/" + campaign.value();
    }

    @Test
    void putsTheLastDayOffAndNamesPresenters() {
        var typed = Map.of(
                "closesOn",
                "2029-01-31",
                "target",
                "99,5",
                "planSymbol",
                "12-KH/TU",
                "presenter-1",
                "Đ/c Trưởng ban",
                "head-1",
                "1");

        assertThat(get(OFFICER, base + "/edit")).hasStatusOk().bodyText().contains("2028-12-12", "4 đơn vị chưa khép");
        assertThat(post(OFFICER, base, typed)).hasRedirectedUrl(base + "/edit");
        assertThat(get(OFFICER, base + "/edit"))
                .bodyText()
                .contains("2029-01-31", "99,5", "12-KH/TU", "Đ/c Trưởng ban");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            closesOn    | 2028-12-11 | lùi về sau
            closesOn    | mai        | không phải là một ngày
            target      | 100,001    | từ 0 đến 100
            presenter-1 | LONG       | tối đa 200
            """)
    void refusesAmendmentsAndKeepsTheInput(String field, String value, String sentence) {
        var typed = new java.util.HashMap<>(Map.of("closesOn", "2029-01-31", "target", "98", "planSymbol", "12-KH/TU"));
        typed.put(field, value.replace("LONG", "ư".repeat(400)));

        assertThat(post(OFFICER, base, typed)).hasStatus(422).bodyText().contains(sentence, "12-KH/TU");
    }

    @Test
    void endsOnlyWhenEveryUnitIsClosedOrWithAReason() {
        assertThat(post(OFFICER, base + "/ending", Map.of()))
                .hasStatus(409)
                .bodyText()
                .contains("Còn 4 đơn vị", "Chi bộ xóm 1");
        assertThat(post(OFFICER, base + "/ending", Map.of("anyway", "Theo công văn 7-CV/BTG")))
                .hasRedirectedUrl(base + "/edit");
        assertThat(get(OFFICER, base + "/edit")).bodyText().contains("Theo công văn 7-CV/BTG");
        assertThat(post(OFFICER, base, Map.of("closesOn", "2029-01-31", "target", "98")))
                .hasStatus(409);

        assertThat(post(OFFICER, base + "/ending/revocation", Map.of())).hasStatus(422);
        assertThat(post(OFFICER, base + "/ending/revocation", Map.of("reason", "Bổ sung số liệu")))
                .hasRedirectedUrl(base + "/edit");
        closeAll();
        assertThat(get(OFFICER, base + "/edit")).bodyText().contains("Mọi đơn vị đã khép");
        assertThat(post(OFFICER, base + "/ending", Map.of())).hasRedirectedUrl(base + "/edit");
        assertThat(db.sql("select count(*) from study.ending where campaign = :id")
                        .param("id", campaign.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void listsWhoIsLateAndNotesReminders() {
        assertThat(get(OFFICER, base + "/late"))
                .hasStatusOk()
                .bodyText()
                .contains("huyện Đại Từ", "huyện Võ Nhai")
                .doesNotContain("xã Tân Linh");
        assertThat(post(
                        OFFICER,
                        base + "/late?unit=" + TN.value(),
                        Map.of("of", DT.value().toString(), "note", "gọi điện <b>")))
                .hasStatus3xxRedirection();
        assertThat(get(OFFICER, base + "/late")).bodyText().contains("gọi điện &lt;b&gt;");
        assertThat(post(OFFICER, base + "/late", Map.of("note", "không chọn ai")))
                .hasStatus(422)
                .bodyText()
                .contains("không chọn ai");
        assertThat(get(SECRETARY, base + "/late")).hasStatusOk().bodyText().contains("Chi bộ xóm 1");
        assertThat(get(SECRETARY, base + "/late?unit=" + TX.value())).hasStatus(404);
        closeAll();
        assertThat(get(OFFICER, base + "/late")).bodyText().contains("Mọi đơn vị đã khép số liệu");
    }

    @Test
    void takesTheLateOutAsFiles() {
        assertThat(get(OFFICER, base + "/late.csv?unit=" + TN.value()))
                .hasStatusOk()
                .bodyText()
                .contains("Mã đơn vị", "DT", "Đảng bộ huyện Võ Nhai");
        assertThat(get(OFFICER, base + "/late.xlsx")).hasStatusOk();
        assertThat(get(OFFICER, base + "/late.exe")).hasStatus(404);
        assertThat(get(READER, base + "/late.csv")).hasStatus(404);
    }

    @Test
    void tellsTheCellSecretaryThatTheRollCallIsDue() {
        recorder.record(
                OFFICER, campaign, List.of(Fact.studied(BINH.value(), 1, Form.CELL_MEETING, false, NINE)), NINE);

        assertThat(get(CELL_SECRETARY, "/study/due"))
                .hasStatusOk()
                .bodyText()
                .contains("Điểm danh: Đợt thử", "2 trên 4 người", base + "/roll-calls/" + TL1.value());
        closeAll();
        assertThat(get(CELL_SECRETARY, "/study/due"))
                .hasStatusOk()
                .bodyText()
                .contains("Không còn việc nào")
                .doesNotContain("Đợt thử");
    }

    @Test
    void tellsTheCommitteeWhatIsMissingBelow() {
        recorder.record(OFFICER, campaign, List.of(Fact.absent(BINH.value(), NINE)), NINE);

        assertThat(get(SECRETARY, "/study/due"))
                .bodyText()
                .contains("2 trên 2 đơn vị chưa khép", "học bù cho 1 người vắng", "4 trên 7 người");
    }

    @Test
    void tellsTheOfficerOfDraftsToOpen() {
        var draft = Trial.draft(db, OFFICER, DT, 1, "1");

        assertThat(get(OFFICER, "/study/due"))
                .bodyText()
                .contains("/study/campaigns/" + draft.value() + "/draft", "4 trên 4 đơn vị");
        assertThat(get(SECRETARY, "/study/due"))
                .bodyText()
                .doesNotContain(draft.value().toString());
    }

    @Test
    void owesNothingToReadersAndMembers() {
        for (var reader : new Actor[] {READER, MEMBER, INSPECTOR, ADMINISTRATOR, SITE_OPERATOR}) {
            var answer = get(reader, "/study/due");
            assertThat(answer).hasStatusOk();
            assertThat(answer).bodyText().isBlank();
        }
    }

    @Test
    void findsCampaignsForThePalette() {
        assertThat(get(SECRETARY, "/study/search?q=dot thu"))
                .hasStatusOk()
                .bodyText()
                .contains("Đợt thử", base);
        assertThat(get(SECRETARY, "/study/search?q=1-nq")).bodyText().contains("Đợt thử");
        assertThat(get(SECRETARY, "/study/search?q=zzz"))
                .hasStatusOk()
                .bodyText()
                .isBlank();
        assertThat(get(MEMBER, "/study/search?q=dot")).hasStatusOk().bodyText().isBlank();
    }

    @Test
    void keepsTheRemarksOfAUnit() {
        var address = base + "/remarks?unit=" + TL.value();
        var typed = Map.of(
                "strengths",
                "Nghiêm túc <b>\r\nđúng giờ",
                "signer",
                "Trần Văn B",
                "essaysDue",
                "1.200",
                "essaysIn",
                "7");

        assertThat(post(SECRETARY, address, typed)).hasStatus3xxRedirection();
        assertThat(get(SECRETARY, address))
                .hasStatusOk()
                .bodyText()
                .contains("Nghiêm túc &lt;b&gt;", "Trần Văn B", "value=\"1200\"");
        assertThat(post(SECRETARY, address, Map.of("essaysDue", "-1", "signer", "Trần Văn B")))
                .hasStatus(422)
                .bodyText()
                .contains("Trần Văn B");
        assertThat(post(SECRETARY, address, Map.of("strengths", "ư".repeat(4_001))))
                .hasStatus(422);
        assertThat(post(SECRETARY, address, Map.of("strengths", "a\u0000b"))).hasStatus(422);
        assertThat(get(OTHER_SECRETARY, address)).hasStatus(404);
        assertThat(post(READER, address, typed)).hasStatus(404);
        assertThat(post(SECRETARY, base + "/remarks?unit=" + DT.value(), typed)).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/edit", "/late"})
    void showsNothingToStrangers(String page) {
        var narrow = Trial.draft(db, OFFICER, DT, 1, "1");
        opening.open(OFFICER, narrow, NINE);
        for (var stranger : new Actor[] {OTHER_OFFICER, OTHER_SECRETARY, READER, MEMBER, INSPECTOR, ADMINISTRATOR})
            assertThat(get(stranger, "/study/campaigns/" + narrow.value() + page))
                    .hasStatus(404);
        assertThat(post(SECRETARY, base, Map.of("closesOn", "2029-01-31", "target", "98")))
                .hasStatus(404);
        assertThat(post(SECRETARY, base + "/ending", Map.of("anyway", "x"))).hasStatus(404);
    }

    private void closeAll() {
        for (var unit : new UnitId[] {TL1, TL2, PC1, TX1}) {
            db.sql("insert into study.closure (campaign, unit, closed_by) values (:id, :unit, :by)")
                    .param("id", campaign.value())
                    .param("unit", unit.value())
                    .param("by", OFFICER.account().value())
                    .update();
        }
    }

    private MvcTestResult get(Actor actor, String address) {
        return web.get().uri(address).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String address, Map<String, String> typed) {
        var request = web.post().uri(address).with(World.as(actor)).with(csrf());
        typed.forEach(request::param);
        return request.exchange();
    }
}
