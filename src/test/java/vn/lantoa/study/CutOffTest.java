package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.Balance;

/// A campaign that was opened before its cut-off day is brought to the rolls of that day once it is over.
@AppTest
class CutOffTest implements World {

    private static final LocalDate CUT_OFF = DAY;
    private static final LocalDate AFTER = CUT_OFF.plusDays(1);

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    CutOff cutOff;

    @Autowired
    Recorder recorder;

    @Autowired
    Adjusting adjusting;

    @Autowired
    Adjustments adjustments;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Recount recount;

    @Autowired
    MockMvcTester web;

    private CampaignId campaign = new CampaignId(World.id("8e00", 97));

    @BeforeEach
    void opensBeforeTheCutOff() {
        campaign = Trial.draft(db, OFFICER, DT, 1, "1");
        opening.open(
                OFFICER,
                campaign,
                CUT_OFF.minusDays(3).atTime(LocalTime.NOON).atZone(Zone.VIETNAM).toInstant());
    }

    @Test
    void takesInWhatChangedUpToTheCutOffDay() {
        moves(BINH, TL2, CUT_OFF);
        leaves(AN, CUT_OFF);
        admits(TL1);
        exempts(DUNG, CUT_OFF.minusDays(1));
        becomesFull(DUNG);
        endsExemption(HANH, CUT_OFF);

        cutOff.takeRolls(AFTER);

        assertThat(kinds())
                .containsExactlyInAnyOrder(
                        "19.000001 REMOVED 2023-12-12",
                        "19.000002 MOVED 2023-12-12",
                        "19.000004 EXEMPTED 2023-12-12",
                        "19.000004 STANDING 2023-12-12",
                        "19.000006 NOT_EXEMPTED 2023-12-12",
                        "19.000099 ADDED 2023-12-12");
        assertThat(counts(TL1)).isEqualTo("3 1 2");
        assertThat(counts(TL2)).isEqualTo("4 0 0");
        assertThat(rolls()).isEqualTo(roster());
        assertThat(settled()).isTrue();
        assertThat(recount.run(List.of(), new java.io.PrintStream(java.io.OutputStream.nullOutputStream())))
                .isZero();
    }

    @Test
    void countsThatAsPartOfTheOpeningFigure() {
        leaves(AN, CUT_OFF);
        admits(TL1);
        cutOff.takeRolls(AFTER);

        adjusting.adjust(
                SECRETARY,
                campaign,
                new AdjustmentPlan(AdjustmentPlan.Kind.REMOVED, "19.000002", "", null, AFTER, "chuyển đi"),
                AFTER);

        assertThat(adjustments.balance(Scope.of(DT), campaign, TL1))
                .isEqualTo(new Balance(4, 2, 1, 0, 0, 0, 1, 0, 0, 0, 3, 2, 1));
    }

    @Test
    void waitsUntilTheDayIsOver() {
        moves(BINH, TL2, CUT_OFF);

        cutOff.takeRolls(CUT_OFF);

        assertThat(kinds()).isEmpty();
        assertThat(settled()).isFalse();
    }

    @Test
    void leavesAloneWhatChangesAfterTheCutOff() {
        moves(BINH, TL2, AFTER);
        leaves(AN, AFTER);

        cutOff.takeRolls(AFTER.plusDays(5));

        assertThat(kinds()).isEmpty();
        assertThat(counts(TL1)).isEqualTo("4 1 1");
        assertThat(settled()).isTrue();
    }

    @Test
    void changesNothingWhenItIsRepeated() {
        moves(BINH, TL2, CUT_OFF);
        admits(TL1);
        cutOff.takeRolls(AFTER);
        var once = kinds();

        db.sql("update study.campaign set rolls_taken_at = null where id = :id")
                .param("id", campaign.value())
                .update();
        cutOff.takeRolls(AFTER);

        assertThat(kinds()).isEqualTo(once).hasSize(2);
    }

    @Test
    void leavesAloneWhomSomebodyAdjusted() {
        moves(BINH, TL2, CUT_OFF);
        adjusting.adjust(
                SECRETARY,
                campaign,
                new AdjustmentPlan(AdjustmentPlan.Kind.MOVED, "19.000002", "TL", null, CUT_OFF, "quyết định 5"),
                CUT_OFF);

        cutOff.takeRolls(AFTER);

        assertThat(counts(TL)).isEqualTo("1 0 0");
        assertThat(kinds()).containsExactly("19.000002 MOVED 2023-12-12");
        assertThat(settled()).isTrue();
    }

    @Test
    void carriesAlongWhatIsRecorded() {
        var at = CUT_OFF.minusDays(1).atStartOfDay(Zone.VIETNAM).toInstant();
        recorder.record(OFFICER, campaign, List.of(Fact.studied(BINH.value(), 1, Form.CELL_MEETING, false, at)), at);
        moves(BINH, TL2, CUT_OFF);

        cutOff.takeRolls(AFTER);

        assertThat(db.sql("select y.studied from study.tally y where y.campaign = :id and y.unit = :unit")
                        .param("id", campaign.value())
                        .param("unit", TL2.value())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void waitsForAFigureThatWasClosed() {
        db.sql("insert into study.closure (campaign, unit, closed_by) values (:id, :unit, :by)")
                .param("id", campaign.value())
                .param("unit", TL2.value())
                .param("by", OFFICER.account().value())
                .update();
        moves(BINH, TL2, CUT_OFF);
        leaves(AN, CUT_OFF);

        cutOff.takeRolls(AFTER);
        assertThat(kinds()).containsExactly("19.000001 REMOVED 2023-12-12");
        assertThat(settled()).isFalse();

        db.sql("update study.closure set reopened_at = now() where campaign = :id")
                .param("id", campaign.value())
                .update();
        cutOff.takeRolls(AFTER);
        assertThat(counts(TL2)).isEqualTo("4 0 1");
        assertThat(settled()).isTrue();
    }

    @Test
    void keepsWhoStandsInAUnitThatCameLaterInTheFrozenTree() {
        var cell = newCell();
        moves(BINH, cell, CUT_OFF);
        admits(cell);

        cutOff.takeRolls(AFTER);

        assertThat(counts(TL1)).isEqualTo("4 1 1");
        assertThat(counts(TL)).isEqualTo("1 1 0");
    }

    @Test
    void saysSoOnTheBoardAndInTheAnswers() {
        var board = "/study/campaigns/" + campaign.value() + "?unit=" + TL.value();
        assertThat(web.get().uri(board).with(World.as(SECRETARY)))
                .bodyText()
                .contains("danh sách tính đến 09/12/2023, chốt 12/12/2023");

        moves(BINH, TL2, CUT_OFF);
        cutOff.takeRolls(AFTER);

        assertThat(web.get().uri(board).with(World.as(SECRETARY)))
                .bodyText()
                .contains("chốt danh sách 12/12/2023")
                .doesNotContain("danh sách tính đến");
        assertThat(web.get()
                        .uri("/study/campaigns/" + campaign.value() + "/adjustments?unit=" + TL.value())
                        .with(World.as(SECRETARY)))
                .bodyText()
                .contains("Hệ thống", "Đưa về danh sách ngày chốt");
    }

    @Test
    void tellsWhoOpensEarlyThatChangesAreStillTakenIn() {
        var early = Trial.draft(db, OFFICER, DT, 1, "1");
        var future = Zone.day(java.time.Instant.now()).plusDays(20);
        db.sql("update study.campaign set cut_off = :day, closes_on = :day where id = :id")
                .param("day", future)
                .param("id", early.value())
                .update();
        var printed = vn.lantoa.paper.Days.printed(future);

        assertThat(web.get().uri("/study/campaigns/" + early.value() + "/draft").with(World.as(OFFICER)))
                .bodyText()
                .contains("Ngày chốt " + printed + " chưa qua");
        assertThat(web.post()
                        .uri("/api/v1/campaigns/" + early.value() + "/opening")
                        .with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.rosterFinal")
                .isEqualTo(false);
        var late = Trial.draft(db, OFFICER, DT, 1, "1");
        assertThat(web.post()
                        .uri("/study/campaigns/" + late.value() + "/opening")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(campaigns.size(late).rosterFinal()).isTrue();
    }

    private UnitId newCell() {
        var id = World.id("8b00", 77);
        db.sql("""
                insert into organization.unit (id, code, name, level, parent, from_on)
                select :id, 'TL3', 'Chi bộ xóm 3', u.level, u.parent, :on
                from   organization.unit u
                where  u.id = :like
                """)
                .param("id", id)
                .param("on", CUT_OFF.minusDays(1))
                .param("like", TL1.value())
                .update();
        db.sql("""
                insert into organization.unit_state (unit, name, level, parent, valid)
                select u.id, u.name, u.level, u.parent, daterange(:on, null)
                from   organization.unit u
                where  u.id = :id
                """).param("id", id).param("on", CUT_OFF.minusDays(1)).update();
        return new UnitId(id);
    }

    private void moves(MemberId member, UnitId to, LocalDate on) {
        db.sql("""
                update organization.membership set valid = daterange(lower(valid), :on)
                where  member = :member and upper_inf(valid)
                """).param("on", on).param("member", member.value()).update();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason)
                values (:member, :unit, daterange(:on, null), 'TRANSFER')
                """)
                .param("member", member.value())
                .param("unit", to.value())
                .param("on", on)
                .update();
        db.sql("update organization.member set unit = :unit where id = :member")
                .param("unit", to.value())
                .param("member", member.value())
                .update();
    }

    private void leaves(MemberId member, LocalDate on) {
        db.sql("update organization.member set left_on = :on, left_reason = 'DEATH' where id = :member")
                .param("on", on)
                .param("member", member.value())
                .update();
    }

    private void admits(UnitId unit) {
        db.sql("""
                insert into organization.member (id, member_no, full_name, sort_key, standing, admitted_on, unit)
                values (:id, '19.000099', 'Người Mới', 'moi nguoi', 'PROBATIONARY', :on, :unit)
                """)
                .param("id", World.id("8c00", 99))
                .param("on", CUT_OFF)
                .param("unit", unit.value())
                .update();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason)
                values (:id, :unit, daterange(:on, null), 'ADMISSION')
                """)
                .param("id", World.id("8c00", 99))
                .param("on", CUT_OFF)
                .param("unit", unit.value())
                .update();
    }

    private void exempts(MemberId member, LocalDate from) {
        db.sql("""
                insert into organization.exemption (id, member, from_on, reason, decided_by)
                values (:id, :member, :from, 'AGE', :by)
                """)
                .param("id", World.id("8d00", 99))
                .param("member", member.value())
                .param("from", from)
                .param("by", TL1.value())
                .update();
    }

    private void endsExemption(MemberId member, LocalDate until) {
        db.sql("update organization.exemption set until_on = :until where member = :member")
                .param("until", until)
                .param("member", member.value())
                .update();
    }

    private void becomesFull(MemberId member) {
        db.sql("update organization.member set standing = 'FULL', official_on = :on where id = :member")
                .param("on", CUT_OFF)
                .param("member", member.value())
                .update();
    }

    private List<String> kinds() {
        return db.sql("""
                select   r.member_no || ' ' || a.kind || ' ' || a.on_day
                from     study.adjustment a
                join     study.roster r on r.campaign = a.campaign and r.member = a.member
                where    a.campaign = :id
                order by 1
                """).param("id", campaign.value()).query(String.class).list();
    }

    private List<String> rolls() {
        return db.sql("""
                select   l.member_no || ' ' || l.unit || ' ' || l.standing || ' ' || coalesce(l.exempt, '')
                from     study.rolls_on(:day) l
                join     study.campaign_unit u on u.campaign = :id and u.unit = l.unit
                order by 1
                """)
                .param("day", CUT_OFF)
                .param("id", campaign.value())
                .query(String.class)
                .list();
    }

    private List<String> roster() {
        return db.sql("""
                select   r.member_no || ' ' || r.unit || ' ' || r.standing || ' ' || coalesce(r.exempt, '')
                from     study.roster r
                where    r.campaign = :id
                and      r.removed_on is null
                order by 1
                """).param("id", campaign.value()).query(String.class).list();
    }

    private boolean settled() {
        return campaigns.size(campaign).rosterFinal();
    }

    /// total, probationary, exempt of the unit's own tally.
    private String counts(UnitId unit) {
        return db.sql("""
                select total || ' ' || probationary || ' ' || exempt
                from   study.tally where campaign = :id and unit = :unit
                """)
                .param("id", campaign.value())
                .param("unit", unit.value())
                .query(String.class)
                .single();
    }
}
