package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.AbsenceRow;

@AppTest
class ConcludingTest implements World {

    private static final Instant TEN = NINE.plusSeconds(3_600);

    @Autowired
    JdbcClient db;

    @Autowired
    MockMvcTester web;

    @Autowired
    Opening opening;

    @Autowired
    CheckIns checkIns;

    @Autowired
    Concluding concluding;

    @Autowired
    Scheduling scheduling;

    @Autowired
    Unaccounted unaccounted;

    private CampaignId campaign;
    private SessionId session;
    private SiteId hall;

    @BeforeEach
    void holdsAConference() {
        campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, TL, Form.IN_PERSON, 1, false);
        hall = Trial.site(db, session, TL);
        db.sql("update study.site set main = true where id = :id")
                .param("id", hall.value())
                .update();
    }

    @Test
    void listsByUnitWhomNothingAccountsFor() {
        come("19.000001");

        assertThat(unaccounted.byUnit(session, 0, 50).rows())
                .extracting(AbsenceRow::code, AbsenceRow::people)
                .as("AN is in, CHUNG and HANH are exempt")
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(code(TL1.value()), 2L),
                        org.assertj.core.api.Assertions.tuple(code(TL2.value()), 2L));
        assertThat(unaccounted.count(session)).isEqualTo(4);

        var second = unaccounted.byUnit(session, 1, 1);
        assertThat(second.rows()).extracting(AbsenceRow::code).containsExactly(code(TL2.value()));
        assertThat(second.people()).isEqualTo(4);
        assertThat(second.units()).isEqualTo(2);
    }

    @Test
    void doesNotCloseWhileSomebodyIsMissing() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> concluding.conclude(SECRETARY, session, null, TEN))
                .satisfies(refused -> assertThat(refused.arguments()).containsExactly(5));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> scheduling.close(SECRETARY, session, TEN));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> concluding.conclude(OTHER_SECRETARY, session, null, TEN));
    }

    @Test
    void callsThemToAMakeUpSessionInTheSameAct() {
        come("19.000001");

        var done = concluding.conclude(SECRETARY, session, plan("TL", TEN.plusSeconds(86_400)), TEN);

        assertThat(done.called()).isEqualTo(4);
        var makeUp = done.makeUp();
        assertThat(makeUp).isNotNull();
        assertThat(invited(makeUp)).containsExactlyInAnyOrder(BINH.value(), DUNG.value(), HA.value(), HIEU.value());
        assertThat(unaccounted.count(session)).isZero();
        assertThat(closedAt()).isTrue();
        assertThat(concluding.conclude(SECRETARY, session, null, TEN).makeUp())
                .as("a second time changes nothing")
                .isNull();
    }

    @Test
    void closesWithoutAListWhereEverybodyIsAccountedFor() {
        for (var number : List.of("19.000001", "19.000002", "19.000004", "19.000005", "19.000007")) come(number);

        assertThat(concluding.conclude(SECRETARY, session, null, TEN)).isEqualTo(new Concluding.Concluded(null, 0));
        assertThat(closedAt()).isTrue();
    }

    @Test
    void askedForKeyCadresItMissesNobodyElse() {
        db.sql("update study.session set for_key_cadres = true where id = :id")
                .param("id", session.value())
                .update();
        db.sql("update study.roster set key_cadre = member = :an where campaign = :campaign")
                .param("an", AN.value())
                .param("campaign", campaign.value())
                .update();

        assertThat(unaccounted.count(session)).isEqualTo(1);
        come("19.000001");
        assertThat(unaccounted.count(session)).isZero();
    }

    @Test
    void keepsTheFormWhenItIsRefused() {
        assertThat(web.get()
                        .uri("/study/sessions/{id}/conclusion", session.value())
                        .with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("Còn 5 người ở 2 đơn vị");
        assertThat(web.post()
                        .uri("/study/sessions/{id}/conclusion", session.value())
                        .with(World.as(SECRETARY))
                        .with(csrf())
                        .param("title", "Buổi đã qua")
                        .param("form", "IN_PERSON")
                        .param("host", code(TL.value()))
                        .param("day", "2023-12-12")
                        .param("startsAt", "13:30")
                        .param("endsAt", "16:00"))
                .hasStatus(422)
                .bodyText()
                .contains("Buổi đã qua", "phải diễn ra sau lúc này");
        assertThat(closedAt()).isFalse();
    }

    private void come(String number) {
        assertThat(checkIns.record(
                        SECRETARY,
                        session,
                        List.of(new CheckIn(number, hall.value(), false, NINE, number, null, false)),
                        NINE))
                .containsExactly(Scan.RECORDED);
    }

    private SessionPlan plan(String host, Instant from) {
        return new SessionPlan(
                "Học bù",
                Form.IN_PERSON,
                true,
                false,
                host.equals("TL") ? code(TL.value()) : host,
                from,
                from.plusSeconds(3_600),
                null,
                null,
                null,
                List.of());
    }

    private String code(UUID unit) {
        return db.sql("select u.code from organization.unit u where u.id = :id")
                .param("id", unit)
                .query(String.class)
                .single();
    }

    private List<UUID> invited(@Nullable SessionId makeUp) {
        if (makeUp == null) return List.of();
        return db.sql("select i.member from study.invitee i where i.session = :id")
                .param("id", makeUp.value())
                .query(UUID.class)
                .list();
    }

    private boolean closedAt() {
        return db.sql("select s.closed_at is not null from study.session s where s.id = :id")
                .param("id", session.value())
                .query(Boolean.class)
                .single();
    }
}
