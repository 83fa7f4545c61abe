package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.study.DoorScan.Kind;
import vn.lantoa.study.DoorScan.Way;

/// What happens at the doors of a conference of the district: a hall of Tân Linh, a hall of Phú Cường, the main hall.
@AppTest
class DoorTest implements World {

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Door door;

    @Autowired
    DoorDevices devices;

    @Autowired
    DoorKeys keys;

    @Autowired
    Figures figures;

    @Autowired
    Voiding voiding;

    @Autowired
    Recount recount;

    @Autowired
    CheckIns checkIns;

    CampaignId campaign;
    SessionId session;
    SiteId main;
    SiteId hall;
    SiteId other;

    @BeforeEach
    void begin() {
        campaign = Trial.draft(db, OFFICER, DT, 2, "1.0");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, DT, Form.BRIDGE, 0b11, false);
        main = Trial.site(db, session, DT);
        hall = Trial.site(db, session, TL);
        other = Trial.site(db, session, PC);
    }

    @Test
    void admitsAnExpectedMemberOnce() {
        assertThat(in(hall, AN, NINE).outcome()).isEqualTo("recorded");

        var again = in(hall, AN, NINE.plusSeconds(600));
        assertThat(again.outcome()).isEqualTo("already");
        assertThat(again.since()).isEqualTo(NINE);
        assertThat(studied()).isEqualTo(1);
        assertThat(facts("IN")).isEqualTo(1);
        assertThat(scans()).isEqualTo(2);
    }

    @Test
    void showsWhoCame() {
        var answer = in(hall, AN, NINE);

        assertThat(answer.name()).isEqualTo("Nguyễn Văn An");
        assertThat(answer.memberNo()).isEqualTo("19.000001");
        assertThat(answer.cell()).isEqualTo("Chi bộ xóm 1");
    }

    @Test
    void pointsToTheSiteThatExpectsTheMemberAndAdmitsHereWhenAsked() {
        var refused = in(hall, LAN, NINE);
        assertThat(refused.outcome()).isEqualTo("other-site");
        assertThat(refused.siteId()).isEqualTo(other.value());
        assertThat(studied()).isZero();

        var scan = DoorScan.of(Kind.IN, Way.SEARCH, nonce(), LAN.value(), NINE).admitted();
        assertThat(take(hall, scan, NINE).outcome()).isEqualTo("recorded");
        assertThat(studied()).isEqualTo(1);
        assertThat(in(other, LAN, NINE.plusSeconds(60)).outcome()).isEqualTo("already");
        assertThat(facts("IN")).isEqualTo(1);
    }

    @Test
    void expectsMembersAtTheNearestSiteOnly() {
        assertThat(in(main, AN, NINE).outcome()).isEqualTo("other-site");
        assertThat(expected(main)).isZero();
        assertThat(expected(hall)).isEqualTo(7);
        assertThat(expected(other)).isEqualTo(2);
    }

    @Test
    void expectsWhoStandsOnAListThereAndNowhereElse() {
        db.sql("update study.site set expects = 'LIST' where id = :id")
                .param("id", main.value())
                .update();
        db.sql("insert into study.expected (site, member) values (:site, :member)")
                .param("site", main.value())
                .param("member", AN.value())
                .update();

        assertThat(in(main, AN, NINE).outcome()).isEqualTo("recorded");
        var elsewhere = in(hall, AN, NINE.plusSeconds(60));
        assertThat(elsewhere.outcome()).isEqualTo("other-site");
        assertThat(elsewhere.since()).isEqualTo(NINE);
        assertThat(elsewhere.siteId()).isEqualTo(main.value());
        assertThat(expected(main)).isEqualTo(1);
        assertThat(expected(hall)).isEqualTo(6);
    }

    @Test
    void admitsEverybodyOfTheRosterAtAnOpenSite() {
        db.sql("update study.site set expects = 'OPEN' where id = :id")
                .param("id", main.value())
                .update();

        assertThat(in(main, LAN, NINE).outcome()).isEqualTo("recorded");
    }

    @Test
    void tellsAMemberOfAnotherCampaignFromNobody() {
        assertThat(in(hall, NAM, NINE).outcome()).isEqualTo("not-on-roster");

        var nobody = code(hall, "19.999999");
        assertThat(nobody.outcome()).isEqualTo("unknown-code");
        assertThat(nobody.name()).isNull();
    }

    @Test
    void readsAPersonalCodeAndRefusesForgedAndReplacedOnes() {
        var good = new PersonalCode(AN.value(), 1).signed(keys.privateKey());
        assertThat(code(hall, good.substring(0, good.length() - 4) + "AAAA").outcome())
                .isEqualTo("unknown-code");
        assertThat(code(hall, good).outcome()).isEqualTo("recorded");
        assertThat(code(hall, "19.000002").outcome()).isEqualTo("recorded");

        db.sql("insert into study.personal_code (member, serial, replaced_by) values (:member, 2, :by)")
                .param("member", HA.value())
                .param("by", OFFICER.account().value())
                .update();
        assertThat(code(hall, new PersonalCode(HA.value(), 1).signed(keys.privateKey()))
                        .outcome())
                .isEqualTo("unknown-code");
        assertThat(code(hall, new PersonalCode(HA.value(), 2).signed(keys.privateKey()))
                        .outcome())
                .isEqualTo("recorded");
    }

    @Test
    void takesBackInOneTap() {
        var nonce = nonce();
        take(hall, DoorScan.of(Kind.IN, Way.SEARCH, nonce, AN.value(), NINE), NINE);
        assertThat(take(hall, DoorScan.undo(nonce(), nonce, NINE), NINE).outcome())
                .isEqualTo("undone");

        assertThat(studied()).isZero();
        assertThat(in(hall, AN, NINE).outcome()).isEqualTo("recorded");
        assertThat(studied()).isEqualTo(1);
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Test
    void leavesWhoWasScannedTwiceInAfterOneIsTakenBack() {
        var first = nonce();
        take(hall, DoorScan.of(Kind.IN, Way.SEARCH, first, AN.value(), NINE), NINE);
        in(other, AN, NINE.plusSeconds(60));
        var admitted = DoorScan.of(Kind.IN, Way.SEARCH, nonce(), AN.value(), NINE.plusSeconds(90))
                .admitted();
        take(other, admitted, NINE.plusSeconds(90));
        take(hall, DoorScan.undo(nonce(), first, NINE), NINE.plusSeconds(120));

        assertThat(studied()).isEqualTo(1);
        assertThat(site("IN")).isEqualTo(other.value());
    }

    @Test
    void takesBackAScanThatComesOnlyAfterwards() {
        var nonce = nonce();
        take(hall, DoorScan.undo(nonce(), nonce, NINE), NINE);
        take(hall, DoorScan.of(Kind.IN, Way.SEARCH, nonce, AN.value(), NINE), NINE);

        assertThat(studied()).isZero();
        assertThat(scans()).isEqualTo(2);
    }

    @Test
    void takesBackACheckInThatAProgramMade() {
        checkIns.record(
                OFFICER,
                session,
                List.of(new CheckIn("19.000001", hall.value(), false, NINE, "program-1", null, false)),
                NINE);
        assertThat(in(hall, AN, NINE.plusSeconds(60)).outcome()).isEqualTo("already");

        take(hall, DoorScan.undo(nonce(), "program-1", NINE), NINE);
        assertThat(facts("IN")).isEqualTo(1);
        assertThat(site("IN")).isEqualTo(hall.value());
    }

    @Test
    void letsOutAndInAgain() {
        assertThat(take(hall, scan(Kind.OUT, AN, NINE.minusSeconds(1)), NINE).outcome())
                .isEqualTo("not-in");
        in(hall, AN, NINE);
        assertThat(take(hall, scan(Kind.OUT, AN, NINE.plusSeconds(100)), NINE.plusSeconds(100))
                        .outcome())
                .isEqualTo("recorded");
        assertThat(facts("OUT")).isEqualTo(1);

        assertThat(in(hall, AN, NINE.plusSeconds(200)).outcome()).isEqualTo("back");
        assertThat(facts("OUT")).isZero();
        assertThat(studied()).isEqualTo(1);
    }

    @Test
    void countsOnlyTheTopicsSomebodyWasThereFor() {
        timetable();
        in(hall, AN, NINE);
        take(hall, scan(Kind.OUT, AN, NINE.plusSeconds(3_700)), NINE.plusSeconds(3_700));
        in(hall, BINH, NINE.plusSeconds(3_000));

        assertThat(topics(AN)).isEqualTo(0b01);
        assertThat(topics(BINH)).isEqualTo(0b10);
        assertThat(studied()).isZero();

        in(hall, AN, NINE.plusSeconds(3_900));
        assertThat(topics(AN)).isEqualTo(0b11);
        assertThat(studied()).isEqualTo(1);
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Test
    void letsAnEarlierScanThatComesLateDecide() {
        timetable();
        in(hall, AN, NINE.plusSeconds(3_000));
        assertThat(studied()).isZero();

        var late = new DoorScan(
                nonce(), Kind.IN, Way.CODE, null, AN.value(), null, null, NINE, NINE.minusSeconds(240), true, false);
        assertThat(take(hall, late, NINE.plusSeconds(4_000)).outcome()).isEqualTo("already");
        assertThat(studied()).isEqualTo(1);
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Test
    void isHarmlessToRepeat() {
        var scan = scan(Kind.IN, AN, NINE);
        take(hall, scan, NINE);
        for (var time = 0; time < 3; time++)
            assertThat(take(hall, scan, NINE.plusSeconds(60)).outcome()).isEqualTo("recorded");

        assertThat(scans()).isEqualTo(1);
        assertThat(facts("IN")).isEqualTo(1);
    }

    @Test
    void keepsBesideWhatBearsTheNonceOfAnother() {
        var scan = scan(Kind.IN, AN, NINE);
        take(hall, scan, NINE);

        var replayed = DoorScan.of(Kind.IN, Way.SEARCH, scan.nonce(), BINH.value(), NINE);
        assertThat(take(hall, replayed, NINE).outcome()).isEqualTo("clash");
        assertThat(take(hall, replayed, NINE).outcome()).isEqualTo("clash");
        assertThat(studied()).isEqualTo(1);
        assertThat(scans()).isEqualTo(2);
    }

    @Test
    void doesNotSayAgainWhatTheCellTookBack() {
        var nonce = nonce();
        take(hall, DoorScan.of(Kind.IN, Way.SEARCH, nonce, AN.value(), NINE), NINE);
        in(hall, AN, NINE.plusSeconds(60));
        voiding.undo(OFFICER, campaign, nonce, "nhầm người", NINE.plusSeconds(120));
        assertThat(studied()).isZero();

        take(hall, scan(Kind.OUT, AN, NINE.plusSeconds(180)), NINE.plusSeconds(180));
        assertThat(studied()).isZero();
        assertThat(in(hall, AN, NINE.plusSeconds(240)).outcome()).isEqualTo("recorded");
        assertThat(studied()).isEqualTo(1);
    }

    @Test
    void recordsNothingOnceTheSessionIsClosedButKeepsIt() {
        db.sql("update study.session set closed_at = :at where id = :id")
                .param("at", Trial.moment(NINE))
                .param("id", session.value())
                .update();

        assertThat(in(hall, AN, NINE).outcome()).isEqualTo("session-closed");
        assertThat(scans()).isEqualTo(1);
        assertThat(studied()).isZero();
    }

    @Test
    void keepsForAPersonWhatADeviceSendsAfterItWasClosed() {
        var opened = devices.open(SITE_OPERATOR, hall, "Máy 1", false, NINE);
        var device = devices.find(opened.door(), opened.token()).orElseThrow();
        assertThat(door.take(device, List.of(scan(Kind.IN, AN, NINE)), NINE)
                        .getFirst()
                        .outcome())
                .isEqualTo("recorded");

        devices.close(SITE_OPERATOR, opened.door(), NINE);
        var closed = devices.find(opened.door(), opened.token()).orElseThrow();
        assertThat(door.take(closed, List.of(scan(Kind.IN, BINH, NINE)), NINE)
                        .getFirst()
                        .outcome())
                .isEqualTo("keeper-gone");
        assertThat(scans()).isEqualTo(2);
        assertThat(studied()).isEqualTo(1);
    }

    @Test
    void keepsForAPersonWhatComesAfterTheKeepersAccountWasClosed() {
        var opened = devices.open(SITE_OPERATOR, hall, "Máy 1", false, NINE);
        var device = devices.find(opened.door(), opened.token()).orElseThrow();
        db.sql("update access.account set disabled_at = :at where id = :id")
                .param("at", Trial.moment(NINE))
                .param("id", SITE_OPERATOR.account().value())
                .update();

        assertThat(door.take(device, List.of(scan(Kind.IN, AN, NINE)), NINE)
                        .getFirst()
                        .outcome())
                .isEqualTo("keeper-gone");
        assertThat(scans()).isEqualTo(1);
    }

    @Test
    void letsEverybodyLeaveAtOnce() {
        var opened = devices.open(SITE_OPERATOR, hall, "Máy 1", false, NINE);
        var device = devices.find(opened.door(), opened.token()).orElseThrow();
        in(hall, AN, NINE);
        in(hall, BINH, NINE);
        in(other, LAN, NINE);

        assertThat(door.leaveAll(device, "all-1", NINE.plusSeconds(7_200))).isEqualTo(2);
        assertThat(door.leaveAll(device, "all-1", NINE.plusSeconds(7_260))).isZero();
        assertThat(facts("OUT")).isEqualTo(2);
    }

    @Test
    void mergesAThousandScansInOneCall() {
        var members = new ArrayList<UUID>();
        for (var member : new MemberId[] {AN, BINH, CHUNG, DUNG, HA, HANH, HIEU}) members.add(member.value());
        var scans = IntStream.range(0, 1_000)
                .mapToObj(number -> DoorScan.of(
                        Kind.IN,
                        Way.CODE,
                        "t-" + number,
                        members.get(number % members.size()),
                        NINE.plusSeconds(number)))
                .toList();

        var answers = door.take(OFFICER, hall, null, scans, NINE.plusSeconds(2_000));
        assertThat(answers.stream().filter(answer -> answer.outcome().equals("recorded")))
                .hasSize(7);
        assertThat(answers.stream().filter(answer -> answer.outcome().equals("already")))
                .hasSize(993);
        assertThat(scans()).isEqualTo(1_000);
        assertThat(facts("IN")).isEqualTo(7);
    }

    @Test
    void opensOnlyForItsKeeper() {
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> door.take(OTHER_SECRETARY, hall, null, List.of(scan(Kind.IN, AN, NINE)), NINE));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> devices.open(READER, hall, "Máy", false, NINE));
        assertThat(devices.find(Ids.next(), "nonsense")).isEmpty();
    }

    @Test
    void believesNoClockThatSaysTomorrowOrLastWeek() {
        assertThat(DoorScan.happened(true, NINE.plusSeconds(60), 0L, NINE)).isEqualTo(NINE);
        assertThat(DoorScan.happened(true, NINE.plusSeconds(60), -120_000L, NINE))
                .isEqualTo(NINE.minusSeconds(60));
        assertThat(DoorScan.happened(true, Instant.EPOCH, 0L, NINE)).isEqualTo(NINE);
        assertThat(DoorScan.happened(false, NINE.minusSeconds(60), 0L, NINE)).isEqualTo(NINE);
        assertThat(DoorScan.happened(true, NINE.minusSeconds(60), null, NINE)).isEqualTo(NINE.minusSeconds(60));
    }

    private DoorAnswer in(SiteId site, MemberId member, Instant at) {
        return take(site, scan(Kind.IN, member, at), at);
    }

    private DoorAnswer code(SiteId site, String code) {
        var scan = new DoorScan(nonce(), Kind.IN, Way.CODE, code, null, null, null, NINE, null, false, false);
        return take(site, scan, NINE);
    }

    private DoorAnswer take(SiteId site, DoorScan scan, Instant now) {
        return door.take(OFFICER, site, null, List.of(scan), now).getFirst();
    }

    private static DoorScan scan(Kind kind, MemberId member, Instant at) {
        return DoorScan.of(kind, Way.SEARCH, nonce(), member.value(), at);
    }

    private static String nonce() {
        return Ids.next().toString();
    }

    private void timetable() {
        for (var topic = 1; topic <= 2; topic++)
            db.sql(
                            "insert into study.session_topic (session, topic, starts_at, ends_at) values (:session, :topic, :from, :until)")
                    .param("session", session.value())
                    .param("topic", topic)
                    .param("from", Trial.moment(NINE.plusSeconds(3_600L * (topic - 1))))
                    .param("until", Trial.moment(NINE.plusSeconds(3_600L * topic)))
                    .update();
        db.sql("update study.session set timetabled = true where id = :id")
                .param("id", session.value())
                .update();
    }

    private long studied() {
        return figures.of(OFFICER.scope(vn.lantoa.access.Permission.READ), campaign, DT)
                .studied();
    }

    private int facts(String kind) {
        return db.sql("""
                select count(*)
                from   study.fact f
                where  f.campaign = :campaign
                and    f.kind = :kind
                and    not exists (select from study.fact v where v.voids = f.id)
                """)
                .param("campaign", campaign.value())
                .param("kind", kind)
                .query(Integer.class)
                .single();
    }

    private @Nullable UUID site(String kind) {
        return db.sql("""
                select f.site
                from   study.fact f
                where  f.campaign = :campaign
                and    f.kind = :kind
                and    not exists (select from study.fact v where v.voids = f.id)
                """)
                .param("campaign", campaign.value())
                .param("kind", kind)
                .query(UUID.class)
                .single();
    }

    private long topics(MemberId member) {
        return db.sql("select r.topics from study.roster r where r.campaign = :campaign and r.member = :member")
                .param("campaign", campaign.value())
                .param("member", member.value())
                .query(Long.class)
                .single();
    }

    private int scans() {
        return db.sql("select count(*) from study.scan s where s.session = :session")
                .param("session", session.value())
                .query(Integer.class)
                .single();
    }

    private int expected(SiteId site) {
        return db.sql("select count(*) from study.expected_at(:site)")
                .param("site", site.value())
                .query(Integer.class)
                .single();
    }
}
