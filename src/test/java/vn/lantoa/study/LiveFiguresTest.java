package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;

@AppTest
class LiveFiguresTest implements World {

    private static final Instant AT = Instant.parse("2024-01-01T00:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2024, 1, 1);

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    @Autowired
    BoardTree tree;

    @Autowired
    LiveFigures live;

    private CampaignId campaign;

    @BeforeEach
    void recordSomethingInEveryCell() {
        campaign = Shown.campaign(db, opening, recorder);
    }

    @Test
    void noticesAChangeInTheSubtreeAndOnlyThere() {
        var district = version(DT);
        var other = version(VN);

        recorder.record(OFFICER, campaign, List.of(Fact.absent(MINH.value(), NINE)), NINE);

        assertThat(version(DT)).isNotEqualTo(district);
        assertThat(version(VN)).isEqualTo(other);
    }

    @Test
    void noticesAFormThatChangedWhileTheCountsDidNot() {
        var before = version(PC);
        var fact = db.sql("select f.id from study.fact f where f.campaign = :id and f.member = :member")
                .param("id", campaign.value())
                .param("member", LAN.value())
                .query(Long.class)
                .single();

        recorder.record(
                OFFICER,
                campaign,
                List.of(
                        Fact.voiding(LAN.value(), fact, null, NINE),
                        Fact.studied(LAN.value(), 1, Form.HANDBOOK, false, NINE)),
                NINE);

        assertThat(version(PC)).isNotEqualTo(before);
    }

    @Test
    void letsOnlyThoseGoOnWhoseSessionAndRightStand() {
        session("going", AT.plusSeconds(60));
        session("over", AT.minusSeconds(60));
        var going = viewer("going", SECRETARY, TL);
        var over = viewer("over", SECRETARY, TL);
        var signedOut = viewer("gone", SECRETARY, TL);
        var elsewhere = viewer("going", OTHER_SECRETARY, TL);
        var operator = viewer("going", SITE_OPERATOR, TL);

        assertThat(live.allowed(Set.of(going, over, signedOut, elsewhere, operator), AT, TODAY))
                .containsExactly(going);

        db.sql("update access.access_grant set revoked_at = now() where account = :account")
                .param("account", SECRETARY.account().value())
                .update();
        assertThat(live.allowed(Set.of(going), AT, TODAY)).isEmpty();
    }

    @Test
    void subscribesOnlyToWhatMayBeRead() {
        assertThat(subscribe(OTHER_SECRETARY, TL)).isEqualTo(404);
        assertThat(subscribe(MEMBER, TL1)).isEqualTo(404);
        assertThat(subscribe(SECRETARY, TL)).isEqualTo(200);
    }

    private int subscribe(Actor actor, UnitId unit) {
        return web.get()
                .uri("/study/campaigns/{id}/live?unit={unit}", campaign.value(), unit.value())
                .with(World.as(actor))
                .asyncExchange()
                .getResponse()
                .getStatus();
    }

    private String version(UnitId unit) {
        return live.version(campaign, tree.require(Scope.everything(), campaign, unit));
    }

    private LiveFigures.Viewer viewer(String session, Actor actor, UnitId unit) {
        return new LiveFigures.Viewer(session, actor.account().value(), campaign.value(), unit.value());
    }

    private void session(String id, Instant until) {
        db.sql("""
                insert into access.session (primary_id, session_id, creation_time, last_access_time,
                                            max_inactive_interval, expiry_time)
                values (:key, :id, 0, 0, 1800, :until)
                """)
                .param("key", UUID.randomUUID().toString())
                .param("id", id)
                .param("until", until.toEpochMilli())
                .update();
    }
}
