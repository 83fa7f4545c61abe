package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class MineControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    @Autowired
    Clock clock;

    private CampaignId campaign;

    @BeforeEach
    void recordSomethingInEveryCell() {
        campaign = Shown.campaign(db, opening, recorder);
    }

    @Test
    void showsAMemberWhatWasOwedAndWhatIsRecordedByWhom() throws Exception {
        assertThat(text(get(MEMBER, "/study/mine")))
                .contains(
                        "Đợt thử",
                        "Dương Thị Bình",
                        "Phải học 1/1 chuyên đề",
                        "Điểm cầu",
                        "Cán bộ Ban Tuyên giáo ghi nhận")
                .doesNotContain("Nguyễn Văn An");
    }

    @Test
    void showsACorrectionAsOne() throws Exception {
        var fact = db.sql("select f.id from study.fact f where f.campaign = :id and f.member = :member")
                .param("id", campaign.value())
                .param("member", BINH.value())
                .query(Long.class)
                .single();
        recorder.record(OFFICER, campaign, List.of(Fact.voiding(BINH.value(), fact, "nhầm người", NINE)), NINE);

        assertThat(text(get(MEMBER, "/study/mine"))).contains("(đã đính chính)", "nhầm người", "Chưa ghi nhận");
    }

    @Test
    void tellsWhoLooked() throws Exception {
        assertThat(text(get(MEMBER, "/study/mine"))).contains("Chưa có ai khác xem");

        get(SECRETARY, "/study/campaigns/" + campaign.value() + "/members/" + BINH.value());
        get(SECRETARY, "/study/campaigns/" + campaign.value() + "/names?unit=" + TL.value());
        get(OTHER_SECRETARY, "/study/campaigns/" + campaign.value() + "/names?unit=" + TX.value());

        assertThat(text(get(MEMBER, "/study/mine")))
                .contains("Bí thư xã Tân Linh", "đã xem hồ sơ của đồng chí", "đã xem danh sách của Đảng bộ xã Tân Linh")
                .doesNotContain("Tràng Xá");
    }

    @Test
    void saysSoWhereAnAccountBelongsToNoMember() throws Exception {
        assertThat(text(get(OFFICER, "/study/mine"))).contains("không gắn với đảng viên nào");
        assertThat(text(get(OFFICER, "/study/mine/today"))).isBlank();
    }

    @Test
    void tellsTheHomePageWhatIsOnAndWhatIsDone() throws Exception {
        var at = clock.instant();
        var session = Trial.session(db, campaign, TL, Form.BRIDGE, 1, false);
        db.sql("update study.session set starts_at = :from, ends_at = :until where id = :id")
                .param("from", at.minusSeconds(600).atOffset(ZoneOffset.UTC))
                .param("until", at.plusSeconds(3_600).atOffset(ZoneOffset.UTC))
                .param("id", session.value())
                .update();
        Trial.site(db, session, TL);

        assertThat(text(get(MEMBER, "/study/mine/today")))
                .contains("Đợt thử", "xong")
                .doesNotContain("Buổi thử");
        recorder.record(OFFICER, campaign, List.of(Fact.voiding(BINH.value(), fact(), null, NINE)), NINE);
        assertThat(text(get(MEMBER, "/study/mine/today"))).contains("Buổi thử", "Điểm cầu thử", "Đang diễn ra đến");
    }

    @Test
    void showsARecordToWhoeverMaySeeTheName() throws Exception {
        var address = "/study/campaigns/" + campaign.value() + "/members/" + DUNG.value();

        assertThat(text(get(CELL_SECRETARY, address))).contains("Ma Thị Dung", "Vắng không lý do");
        assertThat(text(get(SECRETARY, address))).contains("Ma Thị Dung");
        assertThat(get(OTHER_SECRETARY, address)).hasStatus(404);
        assertThat(get(READER, address)).hasStatus(404);
        assertThat(get(MEMBER, address)).hasStatus(404);
        assertThat(get(OFFICER, "/study/campaigns/" + campaign.value() + "/members/" + TL1.value()))
                .hasStatus(404);
    }

    private long fact() {
        return db.sql("select f.id from study.fact f where f.campaign = :id and f.member = :member")
                .param("id", campaign.value())
                .param("member", BINH.value())
                .query(Long.class)
                .single();
    }

    private MvcTestResult get(Actor actor, String address) {
        return web.get().uri(address).with(World.as(actor)).exchange();
    }

    private static String text(MvcTestResult result) throws Exception {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
