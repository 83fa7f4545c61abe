package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Level;
import vn.lantoa.study.view.Figure;

/// At which unit of today each cell of a campaign is counted, on the world: TL1 has 4 members, TL2 3, PC1 2, TX1 3.
@AppTest
class BasisTest implements World {

    private static final LocalDate DECIDED = LocalDate.of(2025, 7, 1);
    private static final LocalDate LATER = LocalDate.of(2030, 7, 1);
    private static final List<Basis> TODAY = List.of(Basis.NOW, Basis.BRIDGED);

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
    void recordSomethingInEveryCell() {
        campaign = Shown.campaign(db, opening, recorder);
    }

    @Test
    void countsTheSameWhereNothingChanged() {
        for (var basis : TODAY) {
            for (var unit : List.of(TN, DT, VN, TL, PC, TX, TL1, TL2, PC1, TX1))
                assertThat(counts(of(basis, unit))).isEqualTo(counts(of(Basis.WAS, unit)));
            assertThat(children(basis, TN)).containsExactly("DT 9", "VN 3");
        }
    }

    @Test
    void givesAMergedUnitToItsHeirAndTheUnitsUnderADissolvedOneToWhereTheyStand() {
        var heir = abolishDistricts();

        for (var basis : TODAY) {
            assertThat(children(basis, TN)).containsExactly("M 9", "TX 3");
            assertThat(children(basis, heir)).containsExactly("PC1 2", "TL1 4", "TL2 3");
            assertThat(counts(of(basis, heir))).isEqualTo(counts(of(Basis.WAS, DT)));
            assertThat(counts(of(basis, TX))).isEqualTo(counts(of(Basis.WAS, TX)));
            conserved(basis);
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> of(basis, DT));
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> of(basis, TL));
        }
        assertThat(of(Basis.WAS, DT).total()).isEqualTo(9);
    }

    @Test
    void countsACellThatMovedByItselfThereNowAndWithItsCommitteeWhenBridged() {
        Reshaped.on(db, DECIDED).move(TL2, PC).done();

        assertThat(children(Basis.NOW, DT)).containsExactly("PC 5", "TL 4");
        assertThat(children(Basis.NOW, PC)).containsExactly("PC1 2", "TL2 3");
        assertThat(children(Basis.BRIDGED, DT)).containsExactly("PC 2", "TL 7");
        assertThat(children(Basis.BRIDGED, TL)).containsExactly("TL1 4"); // the other 3 are TL's own
        assertThat(counts(of(Basis.BRIDGED, TL))).isEqualTo(counts(of(Basis.WAS, TL)));
        assertThat(counts(of(Basis.BRIDGED, PC))).isEqualTo(counts(of(Basis.WAS, PC)));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> of(Basis.BRIDGED, TL2));
        for (var basis : TODAY) {
            assertThat(counts(of(basis, VN))).isEqualTo(counts(of(Basis.WAS, VN)));
            conserved(basis);
        }
    }

    @Test
    void dividesByCellAndSplitsWhatWasDeclaredAsAnEstimateOnlyWhenBridged() {
        declare(TL, "MEMBERS", 10);
        declare(TL, "GUESTS", 2);
        declare(PC, "MEMBERS", 1);
        var reshaped = Reshaped.on(db, DECIDED);
        var heir = reshaped.found("D", "GRASSROOTS", DT);
        reshaped.divide(TL, heir, TL1).divide(TL, PC, TL2).end(TL).done();

        assertThat(children(Basis.NOW, DT)).containsExactly("D 4", "PC 5");
        assertThat(of(Basis.NOW, DT).declared()).isEqualTo(11);
        assertThat(of(Basis.NOW, heir).declared()).isZero();
        assertThat(of(Basis.NOW, PC).declared()).isEqualTo(1);

        // 10 in proportion 4 : 3 are 5.71 and 4.28, 2 are 1.14 and 0.86
        assertThat(children(Basis.BRIDGED, DT)).containsExactly("D 4", "PC 5");
        assertThat(of(Basis.BRIDGED, heir).declared()).isEqualTo(6);
        assertThat(of(Basis.BRIDGED, PC).declared()).isEqualTo(5);
        assertThat(of(Basis.BRIDGED, heir).guests()).isEqualTo(1);
        assertThat(of(Basis.BRIDGED, PC).guests()).isEqualTo(1);
        assertThat(of(Basis.BRIDGED, heir).estimate()).isTrue();
        assertThat(of(Basis.BRIDGED, PC).estimate()).isTrue();
        assertThat(of(Basis.BRIDGED, DT).estimate()).isFalse();
        for (var basis : TODAY) conserved(basis);
    }

    @Test
    void givesACellThatLeftAnHeirLaterToTheUnitAboveWhenItsCommitteeWasDivided() {
        var reshaped = Reshaped.on(db, DECIDED);
        var heir = reshaped.found("D", "GRASSROOTS", DT);
        reshaped.divide(TL, heir, TL1).divide(TL, PC, TL2).end(TL).done();
        Reshaped.on(db, LATER).move(TL1, TX).done();

        assertThat(children(Basis.NOW, TN)).containsExactly("DT 5", "VN 7");
        assertThat(children(Basis.BRIDGED, TN)).containsExactly("DT 9", "VN 3");
        assertThat(children(Basis.BRIDGED, DT)).containsExactly("PC 5"); // 4 stay DT's own
        for (var basis : TODAY) conserved(basis);
    }

    @Test
    void keepsAUnitThatEndedWithoutAnHeirAtTheOneAbove() {
        declare(PC1, "MEMBERS", 2);
        Reshaped.on(db, DECIDED).end(PC1).done();

        for (var basis : TODAY) {
            assertThat(of(basis, PC).total()).isEqualTo(2);
            assertThat(of(basis, PC).declared()).isEqualTo(2);
            assertThat(children(basis, PC)).isEmpty();
            conserved(basis);
        }
    }

    @Test
    void followsOneReorganizationAfterAnother() {
        var heir = abolishDistricts();
        var second = Reshaped.on(db, LATER);
        var newest = second.found("Z", "GRASSROOTS", TN);
        second.merge(newest, heir, TX).done();

        for (var basis : TODAY) {
            assertThat(children(basis, TN)).containsExactly("Z 12");
            assertThat(children(basis, newest)).containsExactly("PC1 2", "TL1 4", "TL2 3", "TX1 3");
            conserved(basis);
        }
    }

    @Test
    void keepsWhatLeftTheCampaignsSubtreeAtItsTop() {
        var own = Trial.draft(db, OFFICER, DT, 1, "1");
        opening.open(OFFICER, own, NINE);
        Reshaped.on(db, DECIDED).move(PC, VN).done();

        for (var basis : TODAY) {
            assertThat(figures.of(Scope.everything(), own, basis, DT).total()).isEqualTo(9);
            assertThat(figures.children(Scope.everything(), own, basis, DT))
                    .extracting(figure -> figure.code() + " " + figure.total())
                    .containsExactly("TL 7");
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> figures.of(Scope.everything(), own, basis, VN));
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> figures.of(Scope.everything(), own, basis, TN));
        }
    }

    @Test
    void isAlwaysTheSumOfItsPartsAndItsOwn() {
        declare(TL, "MEMBERS", 10);
        var heir = abolishDistricts();
        Reshaped.on(db, LATER).move(TL2, TX).done();

        for (var basis : TODAY) {
            for (var unit : List.of(TN, heir, TX)) {
                var whole = of(basis, unit);
                var parts = figures.children(Scope.everything(), campaign, basis, unit);
                assertThat(Figure.own(whole, parts).total())
                        .isEqualTo(owned(basis, unit))
                        .isNotNegative();
            }
            conserved(basis);
        }
        assertThat(owned(Basis.BRIDGED, heir)).isEqualTo(3);
        assertThat(owned(Basis.NOW, heir)).isZero();
    }

    @Test
    void changesNoRowOfTheCampaign() {
        var before = fingerprint();
        abolishDistricts();
        for (var basis : TODAY) of(basis, TN);
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void refusesAWordThatNamesNone() {
        assertThat(Basis.of(null)).isEqualTo(Basis.WAS);
        assertThat(Basis.of("bridged")).isEqualTo(Basis.BRIDGED);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Basis.of("BRIDGED"))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(400));
    }

    /// Both districts are dissolved; their communes TL and PC merge into M, TX goes under the province.
    private UnitId abolishDistricts() {
        var reshaped = Reshaped.on(db, DECIDED);
        var heir = reshaped.found("M", "GRASSROOTS", TN);
        reshaped.merge(heir, TL, PC).move(TX, TN).end(DT).end(VN).done();
        return heir;
    }

    private void conserved(Basis basis) {
        assertThat(counts(of(basis, TN))).isEqualTo(counts(of(Basis.WAS, TN)));
    }

    private Figure of(Basis basis, UnitId unit) {
        return figures.of(Scope.everything(), campaign, basis, unit);
    }

    private List<String> children(Basis basis, UnitId unit) {
        return figures.children(Scope.everything(), campaign, basis, unit).stream()
                .map(figure -> figure.code() + " " + figure.total())
                .toList();
    }

    private long owned(Basis basis, UnitId unit) {
        return db.sql("""
                select coalesce(sum(t.total), 0)
                from   study.places(:campaign, :basis) p
                join   study.tally t on t.campaign = :campaign and t.position = p.position
                where  p.unit = :unit
                """)
                .param("campaign", campaign.value())
                .param("basis", basis.name())
                .param("unit", unit.value())
                .query(Long.class)
                .single();
    }

    private void declare(UnitId unit, String kind, int people) {
        db.sql("""
                insert into study.declared (campaign, unit, kind, people, recorded_by)
                values (:campaign, :unit, :kind, :people, :by)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("kind", kind)
                .param("people", people)
                .param("by", OFFICER.account().value())
                .update();
    }

    private String fingerprint() {
        return db.sql("""
                select md5(concat((select string_agg(u::text, '|' order by u.position) from study.campaign_unit u),
                                  (select string_agg(r::text, '|' order by r.member) from study.roster r),
                                  (select string_agg(f::text, '|' order by f.id) from study.fact f)))
                """).query(String.class).single();
    }

    /// Everything counted, without what the trees call the unit and how many stand below it.
    private static Figure counts(Figure figure) {
        var nobody =
                new Figure(World.TW.value(), null, "", "", Level.CELL, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0);
        return Figure.sum(nobody, List.of(figure));
    }
}
