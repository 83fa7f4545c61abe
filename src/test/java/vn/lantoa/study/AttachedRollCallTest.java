package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Grant;
import vn.lantoa.access.Role;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.Figure;

/// BINH of the first cell takes part in the second for a while: the second is reminded and calls the roll, the first is
/// told and counts.
@AppTest
class AttachedRollCallTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Figures figures;

    private final Actor host = new Actor(
            OTHER_CELL_SECRETARY.account(),
            OTHER_CELL_SECRETARY.username(),
            OTHER_CELL_SECRETARY.name(),
            OTHER_CELL_SECRETARY.member(),
            List.of(new Grant(Ids.next(), Role.CELL_SECRETARY, TL2)));
    private final LocalDate today = Zone.day(Instant.now());
    private CampaignId campaign;

    @BeforeEach
    void openACampaign() {
        campaign = Trial.draft(db, OFFICER, TN, 2, "1");
        opening.open(OFFICER, campaign, NINE);
        db.sql("update access.access_grant set unit = :unit where account = :account")
                .param("unit", TL2.value())
                .param("account", host.account().value())
                .update();
    }

    @Test
    void showsWhoTakesPartBesideTheCellsOwnWhileItLasts() {
        assertThat(page(host, TL2)).bodyText().doesNotContain("Dương Thị Bình");
        attach(today, today.plusDays(1));

        assertThat(page(host, TL2))
                .hasStatusOk()
                .bodyText()
                .contains("Sinh hoạt tạm thời tại chi bộ", "Dương Thị Bình", "thuộc Chi bộ xóm 1")
                .contains("<b data-count=\"unrecorded\">2</b>");
        assertThat(page(CELL_SECRETARY, TL1)).bodyText().contains("sinh hoạt tạm thời tại Chi bộ xóm 2");

        db.sql("update organization.temporary_attachment set from_on = :from, until_on = :until")
                .param("from", today.minusDays(2))
                .param("until", today)
                .update();
        assertThat(page(host, TL2)).bodyText().doesNotContain("Dương Thị Bình");
    }

    @Test
    void countsAtHomeWhatTheHostRecordsAndSaysWhoDid() {
        attach(today, today.plusDays(1));
        assertThat(send(host, TL2, choice(""), "STUDIED")).hasStatus3xxRedirection();

        assertThat(figure(TL1).studied()).isEqualTo(1);
        assertThat(figure(TL2).studied()).isZero();
        assertThat(page(CELL_SECRETARY, TL1)).bodyText().contains("Phạm Văn Nam ghi");
        assertThat(record(CELL_SECRETARY)).hasStatusOk().bodyText().contains("Chi bộ xóm 2");

        assertThat(send(host, TL2, choice("STUDIED"), "DUTY")).hasStatus3xxRedirection();
        assertThat(figure(TL1).excused()).isEqualTo(1);
        assertThat(record(host)).hasStatusOk().bodyText().contains("Dương Thị Bình", "sinh hoạt tạm thời tại");
    }

    @Test
    void takesNothingFromTheHostWithoutAnAttachmentAndNothingOfOthers() {
        assertThat(send(host, TL2, choice(""), "STUDIED")).hasStatus3xxRedirection();
        assertThat(send(host, TL1, choice(""), "STUDIED")).hasStatus(404);
        assertThat(record(host)).hasStatus(404);
        attach(today, today.plusDays(1));
        assertThat(send(host, TL2, "o." + AN.value() + ".", "STUDIED")).hasStatus3xxRedirection();
        assertThat(send(host, TL1, choice(""), "STUDIED")).hasStatus(404);
        revoke();
        assertThat(send(host, TL2, choice(""), "STUDIED")).hasStatus3xxRedirection();

        assertThat(figure(TL1).studied()).isZero();
    }

    @Test
    void refusesADayBeforeTheAttachmentAndAHomeThatHasClosed() {
        attach(today, today.plusDays(1));
        assertThat(send(
                        host,
                        TL2,
                        choice(""),
                        "STUDIED",
                        "on",
                        today.minusDays(1).toString()))
                .hasStatus(422)
                .bodyText()
                .contains("bắt đầu sinh hoạt tạm thời");
        close(TL1);
        assertThat(send(host, TL2, choice(""), "STUDIED")).hasStatus(409);
        assertThat(page(host, TL2)).bodyText().contains("Dương Thị Bình").doesNotContain("o." + BINH.value());
    }

    @Test
    void pressesAllForTheCellsOwnOnly() {
        attach(today, today.plusDays(1));
        send(host, TL2, "all", "1");

        assertThat(figure(TL2).studied()).isEqualTo(2);
        assertThat(figure(TL1).studied()).isZero();
    }

    @Test
    void recordsForProgramsOfTheHost() {
        attach(today, today.plusDays(1));
        assertThat(web.put()
                        .uri("/api/v1/campaigns/{id}/roll-calls/TL2", campaign.value())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"entries":[{"memberNo":"19.000002","outcome":"studied"},
                                            {"memberNo":"19.000001","outcome":"studied"}]}""")
                        .with(World.program(host)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                        [{"memberNo":"19.000002","outcome":"recorded"},{"memberNo":"19.000001","outcome":"not-on-roster"}]""");
        assertThat(figure(TL1).studied()).isEqualTo(1);
    }

    @Test
    void tellsTheMemberBothCells() {
        db.sql("update study.campaign set closes_on = :day where id = :id")
                .param("day", today)
                .param("id", campaign.value())
                .update();
        attach(today, today.plusDays(1));

        assertThat(web.get().uri("/study/mine").with(World.as(MEMBER)))
                .bodyText()
                .contains("Chi bộ xóm 1", "Sinh hoạt tạm thời", "Chi bộ xóm 2");
    }

    @Test
    void remindsTheHostUntilTheyAreRecorded() {
        assertThat(due(host)).doesNotContain("sinh hoạt tạm thời");
        attach(today, today.plusDays(1));
        assertThat(due(host))
                .contains(
                        "2 trên 3 người chưa ghi nhận", "1 người sinh hoạt tạm thời tại đây chưa ghi nhận", path(TL2));
        assertThat(due(CELL_SECRETARY)).doesNotContain("sinh hoạt tạm thời");

        send(host, TL2, "all", "1");
        assertThat(due(host))
                .contains("mọi người đã được ghi nhận", "1 người sinh hoạt tạm thời tại đây chưa ghi nhận")
                .contains("Điểm danh</a>")
                .doesNotContain("Xem lại và khép");

        send(host, TL2, choice(""), "STUDIED");
        assertThat(due(host)).contains("Xem lại và khép số liệu").doesNotContain("sinh hoạt tạm thời");
    }

    @Test
    void remindsTheHostWhoseOwnFigureIsClosedAndNotOfAHomeThatHasClosed() {
        attach(today, today.plusDays(1));
        send(host, TL2, "all", "1");
        close(TL2);
        assertThat(due(host))
                .contains("Điểm danh: Đợt thử", "1 người sinh hoạt tạm thời tại đây chưa ghi nhận", path(TL2))
                .doesNotContain("mọi người đã được ghi nhận", "trên 0 người");

        close(TL1);
        assertThat(due(host)).contains("Không còn việc nào").doesNotContain("Đợt thử");
    }

    @Test
    void remindsTheHostOfNobodyWhoIsExemptOrNoLongerAttached() {
        send(host, TL2, "all", "1");
        close(TL2);
        attach(today.minusDays(2), today);
        assertThat(due(host)).contains("Không còn việc nào");

        db.sql("update organization.temporary_attachment set until_on = :until")
                .param("until", today.plusDays(1))
                .update();
        assertThat(due(host)).contains("1 người sinh hoạt tạm thời");
        db.sql("update study.roster set exempt = 'AGE' where campaign = :c and member = :m")
                .param("c", campaign.value())
                .param("m", BINH.value())
                .update();
        assertThat(due(host)).contains("Không còn việc nào");
        db.sql("update study.roster set exempt = null where campaign = :c and member = :m")
                .param("c", campaign.value())
                .param("m", BINH.value())
                .update();
        revoke();
        assertThat(due(host)).contains("Không còn việc nào");
    }

    @Test
    void tellsTheCommitteeAboveTheHostUntilTheyAreRecorded() {
        assertThat(due(OTHER_SECRETARY)).doesNotContain("sinh hoạt tạm thời");
        attach(TX1, today, today.plusDays(1));

        assertThat(due(OTHER_SECRETARY))
                .contains("1 người sinh hoạt tạm thời tại các đơn vị bên dưới chưa ghi nhận")
                .contains("/study/campaigns/" + campaign.value() + "/late?unit=" + TX.value());
        assertThat(late(OTHER_SECRETARY, TX))
                .contains("3 / 3", "1 người sinh hoạt tạm thời chưa ghi nhận: Dương Thị Bình<")
                .contains("do chi bộ nơi họ đang sinh hoạt điểm danh");
        assertThat(late(OFFICER, VN)).contains("Dương Thị Bình (Chi bộ Làng Đèn)");
        assertThat(late(SECRETARY, TL)).doesNotContain("sinh hoạt điểm danh");
        assertThat(board(OTHER_SECRETARY, TX)).contains("1 người sinh hoạt tạm thời chưa ghi nhận");
        assertThat(board(SECRETARY, TL)).doesNotContain("1 người sinh hoạt tạm thời");

        send(OTHER_SECRETARY, TX1, "all", "1");
        close(TX1);
        close(TX);
        assertThat(due(OTHER_SECRETARY)).contains("1 người sinh hoạt tạm thời tại các đơn vị bên dưới chưa ghi nhận");
        assertThat(late(OTHER_SECRETARY, TX)).contains("0 / 1", "0 / 3", "Dương Thị Bình");
        assertThat(board(OTHER_SECRETARY, TX)).contains("1 người sinh hoạt tạm thời chưa ghi nhận");

        send(OTHER_SECRETARY, TX1, choice(""), "STUDIED");
        assertThat(figure(TL1).studied()).isEqualTo(1);
        assertThat(due(OTHER_SECRETARY)).doesNotContain("sinh hoạt tạm thời");
        assertThat(late(OTHER_SECRETARY, TX)).contains("Mọi đơn vị đã khép số liệu");
        assertThat(board(OTHER_SECRETARY, TX)).doesNotContain("sinh hoạt tạm thời chưa ghi nhận");
    }

    @Test
    void notesThatACommitteeRemindedAHostOfItsGuests() {
        attach(TX1, today, today.plusDays(1));
        send(OTHER_SECRETARY, TX1, "all", "1");
        close(TX1);

        assertThat(web.post()
                        .uri("/study/campaigns/{id}/late?unit={unit}", campaign.value(), TX.value())
                        .param("of", TX1.value().toString())
                        .with(World.as(OTHER_SECRETARY))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(db.sql("select count(*) from study.reminder where unit = :unit")
                        .param("unit", TX1.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void saysInTheListOfUnrecordedNamesWhereTheyTakePart() {
        attach(TX1, today, today.plusDays(1));
        assertThat(web.get()
                        .uri("/study/campaigns/{id}/names?unit={unit}&outcome=unrecorded", campaign.value(), TL.value())
                        .with(World.as(SECRETARY)))
                .bodyText()
                .contains("sinh hoạt tạm thời tại Chi bộ Làng Đèn");
        assertThat(web.get()
                        .uri(
                                "/study/campaigns/{id}/names.csv?unit={unit}&outcome=unrecorded",
                                campaign.value(),
                                TL.value())
                        .with(World.as(SECRETARY)))
                .bodyText()
                .contains("Sinh hoạt tạm thời tại", "Chi bộ Làng Đèn");
        assertThat(web.get()
                        .uri("/study/campaigns/{id}/late.csv?unit={unit}", campaign.value(), VN.value())
                        .with(World.as(OFFICER)))
                .bodyText()
                .contains("Dương Thị Bình (Chi bộ Làng Đèn)");
    }

    private String late(Actor actor, UnitId unit) {
        return text("/study/campaigns/" + campaign.value() + "/late?unit=" + unit.value(), actor);
    }

    private String board(Actor actor, UnitId unit) {
        return text("/study/campaigns/" + campaign.value() + "?unit=" + unit.value(), actor);
    }

    private String text(String address, Actor actor) {
        var answer = web.get().uri(address).with(World.as(actor)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private void attach(LocalDate from, LocalDate until) {
        attach(TL2, from, until);
    }

    private void attach(UnitId unit, LocalDate from, LocalDate until) {
        db.sql("""
                insert into organization.temporary_attachment (id, member, unit, from_on, until_on, recorded_by)
                values (:id, :member, :unit, :from, :until, :by)
                """)
                .param("id", Ids.next())
                .param("member", BINH.value())
                .param("unit", unit.value())
                .param("from", from)
                .param("until", until)
                .param("by", SECRETARY.account().value())
                .update();
    }

    private void close(UnitId unit) {
        db.sql("insert into study.closure (campaign, unit, closed_at, closed_by) values (:c, :u, now(), :a)")
                .param("c", campaign.value())
                .param("u", unit.value())
                .param("a", CELL_SECRETARY.account().value())
                .update();
    }

    private void revoke() {
        db.sql("update organization.temporary_attachment set revoked_at = now()")
                .update();
    }

    private String due(Actor actor) {
        return text("/study/due", actor);
    }

    private static String choice(String was) {
        return "o." + BINH.value() + "." + was;
    }

    private MvcTestResult page(Actor actor, UnitId unit) {
        return web.get().uri(path(unit)).with(World.as(actor)).exchange();
    }

    private MvcTestResult record(Actor actor) {
        return web.get()
                .uri("/study/campaigns/{id}/records/{member}", campaign.value(), BINH.value())
                .with(World.as(actor))
                .exchange();
    }

    private MvcTestResult send(Actor actor, UnitId unit, String... fields) {
        var request = web.post().uri(path(unit)).with(World.as(actor)).with(csrf());
        for (var number = 0; number < fields.length; number += 2)
            request = request.param(fields[number], fields[number + 1]);
        return request.exchange();
    }

    private String path(UnitId unit) {
        return "/study/campaigns/" + campaign.value() + "/roll-calls/" + unit.value();
    }

    private Figure figure(UnitId unit) {
        return figures.of(Scope.everything(), campaign, unit);
    }
}
