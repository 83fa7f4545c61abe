package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.Figure;

/// What happens when several people record at the same moment; committed for real and cleaned up afterwards.
@AppTest
@Transactional(propagation = Propagation.NEVER)
class RecordingRaceTest implements World {

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    CheckIns checkIns;

    @Autowired
    RollCall rollCall;

    @Autowired
    Closing closing;

    @Autowired
    Figures figures;

    @Autowired
    Recount recount;

    @Autowired
    Sealing sealing;

    @Autowired
    Concluding concluding;

    @Autowired
    Unaccounted unaccounted;

    private CampaignId campaign;
    private SessionId session;
    private SiteId site;

    @BeforeEach
    void opensADoor() {
        campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, TL, Form.IN_PERSON, 1, false);
        site = Trial.site(db, session, TL);
    }

    @AfterEach
    void cleanUp() {
        Trial.remove(db, campaign);
    }

    @Test
    void recordsOneOfFiftyCheckInsOfAMemberAtOnce() throws Exception {
        var scans = together(
                50,
                number -> () -> checkIns.record(SECRETARY, session, List.of(arrival("19.000001", "n" + number)), NINE)
                        .getFirst());

        assertThat(scans).hasSize(50);
        assertThat(Collections.frequency(scans, Scan.RECORDED)).isEqualTo(1);
        assertThat(Collections.frequency(scans, Scan.ALREADY)).isEqualTo(49);
        assertThat(figure(TL1).studied()).isEqualTo(1);
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Test
    void givesANonceToOneOfTwoMembersOnly() throws Exception {
        var scans = together(20, number -> () -> {
            try {
                return checkIns.record(
                                SECRETARY, session, List.of(arrival("19.00000" + (1 + number % 2), "shared")), NINE)
                        .getFirst()
                        .code();
            } catch (Refused refused) {
                return refused.key();
            }
        });

        assertThat(Collections.frequency(scans, "recorded")).isEqualTo(1);
        assertThat(Collections.frequency(scans, "already")).isEqualTo(9);
        assertThat(Collections.frequency(scans, "study.check-in.nonce")).isEqualTo(10);
        assertThat(figure(TL1).studied()).isEqualTo(1);
    }

    @Test
    void recordsEachMemberOnceWhenTwoRollCallsOfACellMeet() throws Exception {
        var call = new RollCall.Call(List.of(), true, null, false, null);
        together(8, number -> () -> rollCall.record(CELL_SECRETARY, campaign, TL1, call, NINE));

        assertThat(figure(TL1).studied()).isEqualTo(3);
        assertThat(db.sql("select count(*) from study.fact where campaign = :id")
                        .param("id", campaign.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Test
    void takesNothingMoreOnceAClosingHasSaidSo() throws Exception {
        var call = new RollCall.Call(
                List.of(new RollCallEntry(AN.value(), Outcome.ABSENT, null, null)), true, null, false, null);
        rollCall.record(CELL_SECRETARY, campaign, TL1, call, NINE);
        var scans = together(
                20,
                number -> () -> number == 10
                        ? closing.close(CELL_SECRETARY, campaign, TL1, NINE).none() ? Scan.ALREADY : Scan.OTHER_SITE
                        : checkIns.record(SECRETARY, session, List.of(arrival("19.000001", "n" + number)), NINE)
                                .getFirst());

        assertThat(scans).doesNotContain(Scan.OTHER_SITE);
        assertThat(Collections.frequency(scans, Scan.RECORDED)).isLessThanOrEqualTo(1);
        assertThat(checkIns.record(SECRETARY, session, List.of(arrival("19.000003", "late")), NINE))
                .containsExactly(Scan.SESSION_CLOSED);
        assertThat(figure(TL1).studiedExempt()).isZero();
    }

    @Test
    void countsOrCallsEverybodyWhoComesWhileAConferenceCloses() throws Exception {
        db.sql("update study.site set main = true where id = :id")
                .param("id", site.value())
                .update();
        var numbers = List.of("19.000001", "19.000002", "19.000004", "19.000005", "19.000007");
        var later = NINE.plusSeconds(86_400);
        var plan = new SessionPlan(
                "Học bù",
                Form.IN_PERSON,
                true,
                false,
                db.sql("select u.code from organization.unit u where u.id = :id")
                        .param("id", TL.value())
                        .query(String.class)
                        .single(),
                later,
                later.plusSeconds(3_600),
                null,
                null,
                null,
                List.of());
        var scans = together(
                20,
                number -> () -> number == 10
                        ? concluding.conclude(SECRETARY, session, plan, NINE).called() < 6
                                ? Scan.ALREADY
                                : Scan.OTHER_SITE
                        : checkIns.record(
                                        SECRETARY,
                                        session,
                                        List.of(arrival(numbers.get(number % 5), "n" + number)),
                                        NINE)
                                .getFirst());

        assertThat(scans).doesNotContain(Scan.OTHER_SITE);
        var came = Collections.frequency(scans, Scan.RECORDED);
        assertThat(db.sql("select count(*) from study.invitee i join study.session s on s.id = i.session"
                                + " where s.campaign = :campaign")
                        .param("campaign", campaign.value())
                        .query(Integer.class)
                        .single())
                .as("whoever was not let in is called")
                .isEqualTo(5 - came);
        assertThat(figure(TL1).studied() + figure(TL2).studied()).isEqualTo(came);
        assertThat(unaccounted.count(session)).isZero();
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Test
    void sealsWhatHasSettledInBlocksThatShowWhatWasChanged() {
        var call = new RollCall.Call(List.of(), true, null, false, null);
        rollCall.record(CELL_SECRETARY, campaign, TL1, call, NINE);
        assertThat(sealing.seal(campaign)).isEqualTo(3);
        checkIns.record(SECRETARY, session, List.of(arrival("19.000005", "one")), NINE);
        assertThat(sealing.seal(campaign)).isEqualTo(1);
        assertThat(sealing.seal(campaign)).isZero();
        assertThat(sealing.broken(campaign)).isEmpty();

        var facts = "study.fact_" + Opening.suffix(campaign);
        db.sql("alter table " + facts + " disable trigger all").update();
        db.sql("update " + facts + " set member = :other where nonce = 'one'")
                .param("other", HIEU.value())
                .update();
        assertThat(sealing.broken(campaign)).contains(2);
        assertThat(recount.differences(campaign)).isNotEmpty();
    }

    @Test
    void letsNothingBeChangedOrRemoved() {
        checkIns.record(SECRETARY, session, List.of(arrival("19.000005", "one")), NINE);
        for (var statement : List.of("update study.fact set topics = 0", "delete from study.fact")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> db.sql(statement).update())
                    .hasMessageContaining("never changed");
        }
    }

    private CheckIn arrival(String number, String nonce) {
        return new CheckIn(number, site.value(), false, NINE, nonce, null, false);
    }

    private Figure figure(UnitId unit) {
        return figures.of(Scope.everything(), campaign, unit);
    }

    private static <T> List<T> together(int count, java.util.function.IntFunction<Callable<T>> work) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<java.util.concurrent.Future<T>>();
            for (var number = 0; number < count; number++) {
                var task = work.apply(number);
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) results.add(future.get());
            return results;
        }
    }
}
