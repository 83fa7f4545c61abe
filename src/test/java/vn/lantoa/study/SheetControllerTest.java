package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.Figure;

@AppTest
class SheetControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Figures figures;

    private CampaignId campaign;

    @BeforeEach
    void openACampaignInWhichTwoBearOneName() {
        db.sql("update organization.member set full_name = 'Nguyễn Văn An' where id = :id")
                .param("id", HIEU.value())
                .update();
        campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
    }

    @Test
    void recordsNumbersAndNamesOfASheetAndAsksWhoIsMeant() {
        var sheet = send(SECRETARY, TL, """
                Số thẻ đảng viên;Họ và tên;Kết quả;Lý do
                19.000005;Trần Thị Hà;đã học;
                ;duong thi binh;vắng có lý do;công tác
                ;Nguyễn Văn An;;
                ;Người Lạ;;
                """);
        assertThat(sheet).hasStatus3xxRedirection();
        var path = sheet.getResponse().getRedirectedUrl();
        assertThat(path).isNotNull();
        assertThat(web.get().uri(path).with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("Khớp 2 dòng, cần hỏi 1 dòng, không tìm thấy 1 dòng", "sinh năm 1970", "sinh năm 1988");
        assertThat(figure(TL).studied()).isZero();

        assertThat(confirm(SECRETARY, path, "row4", HIEU.value().toString())).hasStatus3xxRedirection();
        assertThat(figure(TL).studied()).isEqualTo(2);
        assertThat(figure(TL2).studied()).isEqualTo(2);
        assertThat(figure(TL).excused()).isEqualTo(1);
        var before = figure(TN);
        assertThat(confirm(SECRETARY, path, "row4", HIEU.value().toString())).hasStatus3xxRedirection();
        assertThat(figure(TN)).isEqualTo(before);
    }

    @Test
    void tellsNamesakesApartByBirthOrCell() {
        var path = send(SECRETARY, TL, "full_name,birth,unit_code\nNguyễn Văn An,1988,\nNguyễn Văn An,,TL1\n")
                .getResponse()
                .getRedirectedUrl();
        assertThat(path).isNotNull();
        confirm(SECRETARY, path);
        assertThat(figure(TL1).studied()).isEqualTo(1);
        assertThat(figure(TL2).studied()).isEqualTo(1);
    }

    @Test
    void recordsASheetOfASession() {
        var session = Trial.session(db, campaign, TL, Form.THEMATIC, 1, true);
        var path = send(
                        SECRETARY,
                        TL,
                        "member_no\n19.000001\n",
                        "session",
                        session.value().toString())
                .getResponse()
                .getRedirectedUrl();
        assertThat(path).isNotNull();
        confirm(SECRETARY, path);
        confirm(SECRETARY, path);

        assertThat(figure(TL1).by(Form.THEMATIC)).isEqualTo(1);
        assertThat(figure(TL1).makeUp()).isEqualTo(1);
    }

    @Test
    void takesTheListOfWhoIsUnrecordedBackAsFarAsItWasFilledIn() {
        var file = web.get()
                .uri("/study/campaigns/{id}/names.csv?unit={unit}&outcome=unrecorded", campaign.value(), TL1.value())
                .with(World.as(SECRETARY))
                .exchange();
        assertThat(file).hasStatusOk();
        var names = new String(file.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(send(SECRETARY, TL, names)).hasStatus(422).bodyText().contains("còn để “Chưa ghi nhận”");

        var filled = names.replaceFirst("Chưa ghi nhận", "Đã học");
        assertThat(filled).isNotEqualTo(names);
        var path = send(SECRETARY, TL, filled).getResponse().getRedirectedUrl();
        assertThat(path).isNotNull();
        confirm(SECRETARY, path);

        assertThat(figure(TL1).studied()).isEqualTo(1);
        assertThat(figure(TL).studied()).isEqualTo(1);
    }

    @Test
    void keepsWhatWasChosenBesideARefusedFile() {
        assertThat(send(SECRETARY, TL, "member_no,outcome\n19.000001,asleep\n", "form", "HANDBOOK", "makeUp", "true"))
                .hasStatus(422)
                .bodyText()
                .contains("Dòng 2, Kết quả: Không hiểu kết quả “asleep”")
                .containsPattern("value=\"HANDBOOK\" selected")
                .containsPattern("name=\"makeUp\" value=\"true\" checked");
    }

    @Test
    void showsEveryWrongRowAndKeepsNothing() {
        assertThat(send(SECRETARY, TL, "member_no,outcome,reason\n19.000001,asleep,\n,studied,\n19.000002,,lười\n"))
                .hasStatus(422)
                .bodyText()
                .contains("Dòng 2", "asleep", "Dòng 3", "Dòng 4", "lười");
        assertThat(send(SECRETARY, TL, "tên\nAn\n"))
                .hasStatus(422)
                .bodyText()
                .contains("ghi tên các cột: Số thẻ đảng viên");
        assertThat(send(SECRETARY, TL, "")).hasStatus(422);
        assertThat(db.sql("select count(*) from study.sheet").query(Long.class).single())
                .isZero();
    }

    @Test
    void findsNobodyOutsideTheUnitAndShowsASheetToItsSenderOnly() {
        var path = send(SECRETARY, TL, "member_no\n19.000010\n19.000001\n")
                .getResponse()
                .getRedirectedUrl();
        assertThat(path).isNotNull();
        assertThat(web.get().uri(path).with(World.as(SECRETARY))).bodyText().contains("Khớp 1 dòng", "19.000010");
        for (var actor : new Actor[] {OFFICER, CELL_SECRETARY, OTHER_SECRETARY, READER})
            assertThat(web.get().uri(path).with(World.as(actor))).hasStatus(404);
        assertThat(send(OTHER_SECRETARY, TL, "member_no\n19.000001\n")).hasStatus(404);
        assertThat(confirm(SECRETARY, path, "row2", AN.value().toString())).hasStatus(422);
    }

    @Test
    void namesWhoBearsANumberThatGoesWithAnotherName() {
        var path = send(SECRETARY, TL, """
                member_no,full_name,birth
                19.000001,Dương Thị Bình,
                19.000005,Trần Thị Hà,1957
                19.000010,Phạm Văn Namm,
                19.999999,Người Lạ,
                """).getResponse().getRedirectedUrl();
        assertThat(path).isNotNull();
        assertThat(web.get().uri(path).with(World.as(SECRETARY)))
                .bodyText()
                .contains(
                        "không tìm thấy 4 dòng",
                        "Số thẻ này là của Nguyễn Văn An · Chi bộ xóm 1 · sinh năm 1970.",
                        "Số thẻ này là của Trần Thị Hà · Chi bộ xóm 2 · sinh năm 1975.")
                // the third is a member of another commune, whose name the sender may not learn
                .doesNotContain("Phạm Văn Nam ·")
                .satisfies(
                        page -> assertThat(page.split("Số thẻ này là của", -1)).hasSize(3));

        assertThat(confirm(SECRETARY, path, "row2", AN.value().toString())).hasStatus(422);
        db.sql("update study.roster set removed_on = '2023-12-01' where campaign = :id and member = :member")
                .param("id", campaign.value())
                .param("member", AN.value())
                .update();
        assertThat(web.get().uri(path).with(World.as(SECRETARY))).bodyText().doesNotContain("Nguyễn Văn An ·");
    }

    private MvcTestResult send(Actor actor, UnitId unit, String text, String... fields) {
        var request = web.post()
                .uri("/study/campaigns/{id}/sheets?unit={unit}", campaign.value(), unit.value())
                .multipart()
                .file(new MockMultipartFile("file", "danh-sach.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)))
                .with(World.as(actor))
                .with(csrf());
        for (var field = 0; field < fields.length; field += 2) request.param(fields[field], fields[field + 1]);
        return request.exchange();
    }

    private MvcTestResult confirm(Actor actor, String path, String... fields) {
        var request = web.post().uri(path).with(World.as(actor)).with(csrf());
        for (var field = 0; field < fields.length; field += 2) request.param(fields[field], fields[field + 1]);
        return request.exchange();
    }

    private Figure figure(UnitId unit) {
        return figures.of(Scope.everything(), campaign, unit);
    }
}
