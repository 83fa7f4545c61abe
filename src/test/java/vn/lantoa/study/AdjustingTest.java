package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.Balance;

@AppTest
class AdjustingTest implements World {

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    @Autowired
    Adjusting adjusting;

    @Autowired
    Adjustments adjustments;

    @Autowired
    MockMvcTester web;

    private CampaignId campaign = new CampaignId(World.id("8e00", 98));

    @BeforeEach
    void openACampaign() {
        campaign = Trial.draft(db, OFFICER, DT, 1, "1");
        opening.open(OFFICER, campaign, NINE);
    }

    @Test
    void movesAMemberWithWhatIsRecorded() {
        recorder.record(
                OFFICER, campaign, List.of(Fact.studied(BINH.value(), 1, Form.CELL_MEETING, false, NINE)), NINE);

        adjust(SECRETARY, "MOVED", "19.000002", "TL2");

        assertThat(counts(TL1)).isEqualTo("3 1 1 0");
        assertThat(counts(TL2)).isEqualTo("4 0 1 1");
        assertThat(balance(TL)).isEqualTo(new Balance(7, 1, 2, 0, 0, 0, 0, 0, 0, 0, 7, 1, 2));
        assertThat(balance(TL1)).isEqualTo(new Balance(4, 1, 1, 0, 0, 1, 0, 0, 0, 0, 3, 1, 1));
        assertThat(balance(TL2)).isEqualTo(new Balance(3, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 0, 1));
    }

    @Test
    void takesAMemberOutAndBackIn() {
        adjust(SECRETARY, "REMOVED", "19.000004", "");
        assertThat(counts(TL1)).isEqualTo("3 0 1 0");
        assertThat(balance(TL1)).isEqualTo(new Balance(4, 1, 1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 1));

        adjust(SECRETARY, "ADDED", "19.000004", "TL2");
        assertThat(counts(TL2)).isEqualTo("4 1 1 0");
        assertThat(balance(TL)).isEqualTo(new Balance(7, 1, 2, 1, 0, 0, 1, 0, 0, 0, 7, 1, 2));
    }

    @Test
    void addsSomebodyWhoWasNotOnTheRolls() {
        db.sql("""
                insert into organization.member (id, member_no, full_name, sort_key, standing, admitted_on, unit)
                values (:id, '19.000099', 'Người Mới', 'moi nguoi', 'PROBATIONARY', '2023-12-20', :unit)
                """).param("id", World.id("8c00", 99)).param("unit", TL1.value()).update();

        adjust(CELL_SECRETARY, "ADDED", "19.000099", "TL1");

        assertThat(counts(TL1)).isEqualTo("5 2 1 0");
        assertThat(balance(TL1)).isEqualTo(new Balance(4, 1, 1, 1, 0, 0, 0, 0, 0, 0, 5, 2, 1));
        recorder.record(
                CELL_SECRETARY,
                campaign,
                List.of(Fact.studied(World.id("8c00", 99), 1, Form.CELL_MEETING, false, NINE)),
                NINE);
        assertThat(counts(TL1)).isEqualTo("5 2 1 1");
    }

    @Test
    void exemptsAndStopsExemptingAndChangesStanding() {
        recorder.record(OFFICER, campaign, List.of(Fact.absent(BINH.value(), NINE)), NINE);

        adjust(CELL_SECRETARY, "EXEMPTED", "19.000002", "");
        adjust(CELL_SECRETARY, "NOT_EXEMPTED", "19.000003", "");
        adjust(CELL_SECRETARY, "STANDING", "19.000004", "");

        assertThat(counts(TL1)).isEqualTo("4 0 1 0");
        assertThat(balance(TL1)).isEqualTo(new Balance(4, 1, 1, 0, 0, 0, 0, 1, 1, 1, 4, 0, 1));
        assertThat(db.sql("select absent from study.tally where campaign = :id and unit = :unit")
                        .param("id", campaign.value())
                        .param("unit", TL1.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(adjustments.list(Scope.of(DT), campaign, TL1)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "MOVED, 19.000002, TL1, study.adjustment.there-already",
        "MOVED, 19.000002, PC1, study.adjustment.unit",
        "MOVED, 19.000008, TL1, study.adjustment.member",
        "ADDED, 19.000002, TL1, study.adjustment.on-roster",
        "ADDED, 19.000010, TL1, study.adjustment.member",
        "ADDED, 19.999999, TL1, study.adjustment.member",
        "EXEMPTED, 19.000003, '', study.adjustment.exempt-already",
        "NOT_EXEMPTED, 19.000002, '', study.adjustment.not-exempt",
        "REMOVED, x' or '1'='1, '', study.adjustment.member",
        "MOVED, 19.000002, '', study.typed.missing"
    })
    void refusesWhatDoesNotFit(String kind, String memberNo, String unit, String key) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> adjust(SECRETARY, kind, memberNo, unit))
                .satisfies(refused -> assertThat(refused.key()).isEqualTo(key));
        assertThat(counts(TL1)).isEqualTo("4 1 1 0");
    }

    @Test
    void changesNoClosedFigureAndNoClosedCampaign() {
        db.sql("insert into study.closure (campaign, unit, closed_by) values (:id, :unit, :by)")
                .param("id", campaign.value())
                .param("unit", TL2.value())
                .param("by", OFFICER.account().value())
                .update();
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> adjust(SECRETARY, "MOVED", "19.000002", "TL2"));

        db.sql("update study.campaign set closed_at = now() where id = :id")
                .param("id", campaign.value())
                .update();
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> adjust(SECRETARY, "REMOVED", "19.000002", ""));
    }

    @Test
    void refusesDaysBeforeTheCutOffAndInTheFuture() {
        for (var day : List.of(DAY.minusDays(1), DAY.plusDays(31))) {
            var plan = new AdjustmentPlan(AdjustmentPlan.Kind.REMOVED, "19.000002", "", null, day, "chuyển đi");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> adjusting.adjust(SECRETARY, campaign, plan, DAY.plusDays(30)));
        }
    }

    @Test
    void reachesNobodyOutsideTheSubtree() {
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> adjust(OTHER_SECRETARY, "REMOVED", "19.000002", ""));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> adjust(READER, "REMOVED", "19.000002", ""));
    }

    @Test
    void showsTheBalanceAndKeepsARefusedForm() {
        var address = "/study/campaigns/" + campaign.value() + "/adjustments?unit=" + TL1.value();
        assertThat(web.get().uri(address + "&member=19.000002").with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("Số chốt ngày 12/12/2023", "value=\"19.000002\"");
        assertThat(web.post()
                        .uri(address)
                        .with(World.as(SECRETARY))
                        .with(csrf())
                        .param("kind", "REMOVED")
                        .param("member", "19.777777")
                        .param("on", "2024-01-05")
                        .param("reason", "chuyển đi <b>"))
                .hasStatus(422)
                .bodyText()
                .contains("19.777777", "chuyển đi &lt;b>");
        assertThat(web.post()
                        .uri(address)
                        .with(World.as(SECRETARY))
                        .with(csrf())
                        .param("kind", "REMOVED")
                        .param("member", "19.000002")
                        .param("on", "2024-01-05")
                        .param("reason", "chuyển đi"))
                .hasStatus3xxRedirection();
        assertThat(web.get().uri(address).with(World.as(SECRETARY))).bodyText().contains("đưa ra 1", "Dương Thị Bình");
        for (var stranger : new Actor[] {OTHER_SECRETARY, READER, MEMBER, OTHER_OFFICER})
            assertThat(web.get().uri(address).with(World.as(stranger))).hasStatus(404);
    }

    private void adjust(Actor actor, String kind, String memberNo, String unit) {
        adjusting.adjust(
                actor,
                campaign,
                new AdjustmentPlan(
                        AdjustmentPlan.Kind.named(kind),
                        memberNo,
                        unit,
                        "HEALTH",
                        DAY.plusDays(20),
                        "quyết định 12-QĐ/ĐU"),
                DAY.plusDays(30));
    }

    private Balance balance(UnitId unit) {
        return adjustments.balance(Scope.of(DT), campaign, unit);
    }

    /// total, probationary, exempt, studied of the unit's own tally.
    private String counts(UnitId unit) {
        return db.sql("""
                select total || ' ' || probationary || ' ' || exempt || ' ' || studied
                from   study.tally where campaign = :id and unit = :unit
                """)
                .param("id", campaign.value())
                .param("unit", unit.value())
                .query(String.class)
                .single();
    }
}
