package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Rate;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.Recorder.Recorded;
import vn.lantoa.study.view.Figure;

@AppTest
class RecorderTest implements World {

    private static final long BOTH = 0b11;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    @Autowired
    Figures figures;

    private CampaignId campaign;

    @BeforeEach
    void openACampaignOfTwoTopics() {
        campaign = Trial.draft(db, OFFICER, TN, 2, "1");
        opening.open(OFFICER, campaign, NINE);
    }

    @Test
    void freezesTheTreeInPreOrderAndTheRollsOfTheCutOffDate() {
        assertThat(db.sql("select code || ' ' || position || '-' || last from study.campaign_unit"
                                + " where campaign = :id order by position")
                        .param("id", campaign.value())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "TN 0-9", "DT 1-6", "PC 2-3", "PC1 3-3", "TL 4-6", "TL1 5-5", "TL2 6-6", "VN 7-9", "TX 8-9",
                        "TX1 9-9");

        var whole = figure(TN);
        assertThat(whole.total()).isEqualTo(12);
        assertThat(whole.full()).isEqualTo(11);
        assertThat(whole.probationary()).isEqualTo(1);
        assertThat(whole.exempt()).isEqualTo(2);
        assertThat(whole.unrecorded()).isEqualTo(10);
        assertThat(whole.rates().gross()).isEqualTo(new Rate(0, 12));
        assertThat(whole.rates().duty()).isEqualTo(new Rate(0, 10));
        assertThat(whole.rates().accounted()).isEqualTo(new Rate(2, 12));
    }

    /// An index that begins with the campaign begins with nothing inside the partition of one, and a plan made while
    /// the partition is empty may take it: each check-in of the first morning then reads all that came before.
    @Test
    void seeksFactsByNoIndexThatBeginsWithTheirCampaign() {
        assertThat(db.sql("""
                select c.relname, a.attname
                from   pg_index i
                join   pg_class c on c.oid = i.indexrelid
                join   pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                where  i.indrelid = ('study.fact_' || :suffix)::regclass
                """)
                        .param("suffix", Opening.suffix(campaign))
                        .query((row, number) -> row.getString("attname"))
                        .list())
                .contains("nonce", "member", "voids")
                .doesNotContain("campaign");
    }

    @Test
    void opensOnceAndOnlyForWhoRunsCampaignsThere() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> opening.open(OFFICER, campaign, NINE))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(409));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> opening.open(OTHER_OFFICER, campaign, NINE));
    }

    @Test
    void refusesToOpenWithoutADocument() {
        var bare = Trial.draft(db, OFFICER, TN, 1, "1");
        db.sql("delete from study.campaign_document where campaign = :id")
                .param("id", bare.value())
                .update();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> opening.open(OFFICER, bare, NINE))
                .satisfies(refused -> assertThat(refused.key()).isEqualTo("study.opening.no-document"));
    }

    @Test
    void countsWhoeverAttendedAllTopicsAsStudiedWhateverElseWasRecorded() {
        record(
                CELL_SECRETARY,
                Fact.absent(AN.value(), NINE),
                studied(AN, BOTH),
                Fact.excused(AN.value(), Reason.ILL, NINE));

        var cell = figure(TL1);
        assertThat(cell.studied()).isEqualTo(1);
        assertThat(cell.by(Form.CELL_MEETING)).isEqualTo(1);
        assertThat(cell.excused()).isZero();
        assertThat(cell.absent()).isZero();
        assertThat(figure(TN).studied()).isEqualTo(1);
    }

    @Test
    void addsUpTopicsOfSeveralRecords() {
        record(CELL_SECRETARY, studied(AN, 0b01));
        assertThat(figure(TL1).studied()).isZero();

        record(CELL_SECRETARY, studied(AN, 0b10));
        assertThat(figure(TL1).studied()).isEqualTo(1);
    }

    @Test
    void countsAnExemptMemberNeitherAsExcusedNorAsAbsent() {
        record(CELL_SECRETARY, Fact.absent(CHUNG.value(), NINE));
        assertThat(figure(TL1).absent()).isZero();
        assertThat(figure(TL1).exemptNotStudied()).isEqualTo(1);

        record(CELL_SECRETARY, studied(CHUNG, BOTH));
        assertThat(figure(TL1).studiedExempt()).isEqualTo(1);
        assertThat(figure(TL1).studiedOnDuty()).isZero();
        assertThat(figure(TL1).exemptNotStudied()).isZero();
    }

    @Test
    void makesAsIfAVoidedFactHadNeverBeen() {
        var before = figure(TL1);
        record(CELL_SECRETARY, Fact.excused(AN.value(), Reason.DUTY, NINE));
        var excused = figure(TL1);
        record(CELL_SECRETARY, studied(AN, BOTH).named("one"));

        record(CELL_SECRETARY, Fact.voiding(AN.value(), id("one"), "nhầm người", NINE));
        assertThat(figure(TL1)).isEqualTo(excused);

        var excuse = db.sql("select id from study.fact where campaign = :id and kind = 'EXCUSED'")
                .param("id", campaign.value())
                .query(Long.class)
                .single();
        record(CELL_SECRETARY, Fact.voiding(AN.value(), excuse, "nhầm", NINE));
        assertThat(figure(TL1)).isEqualTo(before);
    }

    @Test
    void tellsARepeatedFactFromANonceUsedForAnother() {
        var fact = studied(AN, BOTH).named("một");

        assertThat(record(CELL_SECRETARY, fact)).containsExactly(Recorded.RECORDED);
        assertThat(record(CELL_SECRETARY, fact, fact)).containsExactly(Recorded.ALREADY, Recorded.ALREADY);
        assertThat(record(CELL_SECRETARY, studied(BINH, BOTH).named("một"))).containsExactly(Recorded.CONFLICT);
        assertThat(record(
                        CELL_SECRETARY,
                        studied(BINH, BOTH).named("hai"),
                        studied(DUNG, BOTH).named("hai")))
                .containsExactly(Recorded.CONFLICT, Recorded.CONFLICT);
        assertThat(figure(TL1).studied()).isEqualTo(1);
    }

    @Test
    void recordsNobodyOutsideTheRecordersReach() {
        assertThat(record(CELL_SECRETARY, studied(HA, BOTH), studied(AN, BOTH)))
                .containsExactly(Recorded.NOT_ON_ROSTER, Recorded.RECORDED);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> record(READER, studied(AN, BOTH)));
    }

    @Test
    void refusesTheFuture() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> record(CELL_SECRETARY, Fact.absent(AN.value(), NINE.plusSeconds(121))));
    }

    @Test
    void addsUpSoThatEveryUnitIsTheSumOfItsChildren() {
        record(OFFICER, studied(AN, BOTH), studied(HANH, BOTH), Fact.absent(NAM.value(), NINE), studied(LAN, BOTH));

        for (var unit : List.of(TN, DT, TL, PC, VN, TX)) {
            var whole = figure(unit);
            assertThat(Figure.sum(whole, figures.children(Scope.everything(), campaign, unit)))
                    .isEqualTo(whole);
        }
    }

    private List<Recorded> record(Actor actor, Fact... facts) {
        return recorder.record(actor, campaign, List.of(facts), NINE);
    }

    private Figure figure(UnitId unit) {
        return figures.of(Scope.everything(), campaign, unit);
    }

    private long id(String nonce) {
        return db.sql("select id from study.fact where campaign = :id and nonce = :nonce")
                .param("id", campaign.value())
                .param("nonce", nonce)
                .query(Long.class)
                .single();
    }

    private static Fact studied(MemberId member, long topics) {
        return Fact.studied(member.value(), topics, Form.CELL_MEETING, false, NINE);
    }
}
