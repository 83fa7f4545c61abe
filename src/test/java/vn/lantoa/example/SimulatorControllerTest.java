package vn.lantoa.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Role;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.CampaignId;
import vn.lantoa.study.Form;
import vn.lantoa.study.Outcome;
import vn.lantoa.study.Recording;

@AppTest
class SimulatorControllerTest implements World {

    private static final CampaignId CAMPAIGN = new CampaignId(World.id("8e00", 900));

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Simulations simulations;

    @Autowired
    Recording recording;

    @Test
    void switchesTheSimulatorForOfficers() {
        open();

        assertThat(web.get().uri("/example/simulator").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("Tắt mô phỏng");
        assertThat(web.post()
                        .uri("/example/simulator")
                        .param("on", "false")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(simulations.state().orElseThrow().working()).isFalse();
    }

    @Test
    void isNowhereForOthersAndWithoutTheExample() {
        assertThat(web.get().uri("/example/simulator").with(World.as(OFFICER))).hasStatus(404);

        open();

        assertThat(web.get().uri("/example/simulator").with(World.as(SECRETARY)))
                .hasStatus(404);
        assertThat(web.post()
                        .uri("/example/simulator")
                        .param("on", "false")
                        .with(World.as(MEMBER))
                        .with(csrf()))
                .hasStatus(404);
        assertThat(simulations.state().orElseThrow().working()).isTrue();
    }

    @Test
    void recordsTheNextPeopleOfACellAsItsSecretary() {
        open();
        var before = simulations.state().orElseThrow().unrecorded();

        var turn = simulations.turn(CAMPAIGN, 0.99, Zone.day(World.NINE)).orElseThrow();
        var recorded = recording.record(OFFICER, CAMPAIGN, TL1, Outcome.STUDIED, Form.CELL_MEETING, 2, World.NINE);

        assertThat(turn.username()).isEqualTo("bithu-thu");
        assertThat(recorded).isEqualTo(2);
        assertThat(simulations.state().orElseThrow().unrecorded()).isEqualTo(before - 2);
    }

    /// A running campaign of the world's province, as the example's would be.
    private void open() {
        db.sql("""
                insert into study.campaign (id, title, unit, cut_off, opens_on, closes_on, created_by, opened_at, topics,
                                            topics_needed)
                values (:id, 'Đợt thử', :unit, :day, :day, :day, :by, now(), 1, 1)
                """)
                .param("id", CAMPAIGN.value())
                .param("unit", TN.value())
                .param("day", World.DAY)
                .param("by", OFFICER.account().value())
                .update();
        db.sql("create table study.roster_trial partition of study.roster for values in ('" + CAMPAIGN.value() + "')")
                .update();
        db.sql("create table study.fact_trial partition of study.fact for values in ('" + CAMPAIGN.value() + "')")
                .update();
        db.sql("""
                insert into study.campaign_unit (campaign, unit, parent, code, name, level, depth, position, last)
                select :id, t.unit, t.parent, t.code, t.name, t.level, t.depth, t.position, t.last
                from   study.tree_on(:unit, :day) t
                """)
                .param("id", CAMPAIGN.value())
                .param("unit", TN.value())
                .param("day", World.DAY)
                .update();
        db.sql("""
                insert into study.roster (campaign, member, unit, position, member_no, full_name, sort_key, standing,
                                          exempt, key_cadre)
                select :id, r.member, r.unit, u.position, r.member_no, r.full_name, r.sort_key, r.standing, r.exempt,
                       r.key_cadre
                from   study.rolls_on(:day) r
                join   study.campaign_unit u on u.campaign = :id and u.unit = r.unit
                """).param("id", CAMPAIGN.value()).param("day", World.DAY).update();
        db.sql("""
                insert into study.tally (campaign, position, unit, total, exempt)
                select u.campaign, u.position, u.unit, count(r.member), count(r.exempt)
                from   study.campaign_unit u
                left   join study.roster r on r.campaign = u.campaign and r.position = u.position
                where  u.campaign = :id
                group  by u.campaign, u.position, u.unit
                """).param("id", CAMPAIGN.value()).update();
        db.sql("insert into access.setting (name, value) values ('example.simulator', 'on'), ('example.campaign', :id)")
                .param("id", CAMPAIGN.value().toString())
                .update();
        db.sql("""
                insert into access.account (id, username, full_name) values (:id, 'bithu-thu', 'Bí thư thử')
                """).param("id", World.id("8a00", 900)).update();
        db.sql("""
                insert into access.access_grant (id, account, role, unit, from_on)
                select gen_random_uuid(), :id, :role, u.id, '2020-01-01'
                from   organization.unit u
                where  u.level = 'UPPER_GRASSROOTS'
                """)
                .param("id", World.id("8a00", 900))
                .param("role", Role.SECRETARY.name())
                .update();
    }
}
