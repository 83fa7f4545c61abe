package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Operation.Appointment;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.organization.Redrawing.Decision;
import vn.lantoa.organization.Reorganization.Phase;

@AppTest
class RedrawingTest implements World {

    static final LocalDate ON = LocalDate.of(2025, 7, 1);
    static final Instant AT = Instant.parse("2025-07-01T02:00:00Z");

    /// Everything that an undoing must bring back.
    static final List<String> TABLES = List.of(
            "organization.unit",
            "organization.unit_state",
            "organization.unit_tree",
            "organization.lineage",
            "organization.member",
            "organization.membership",
            "organization.post",
            "organization.exemption",
            "organization.temporary_attachment",
            "access.access_grant");

    @Autowired
    Redrawing redrawing;

    @Autowired
    Reorganizations reorganizations;

    @Autowired
    Units units;

    @Autowired
    JdbcClient db;

    @Test
    void mergesCommunesWithTheirCellsAndDissolvesTheDistrict() {
        apply(
                new Create("M", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ xã mới"),
                new Merge(List.of("TL", "PC"), "M"),
                new Dissolve("DT"));

        var heir = units.require(Scope.of(TN), "M");
        assertThat(units.children(Scope.of(TN), heir.unitId()))
                .extracting(Branch::code)
                .containsExactlyInAnyOrder("TL1", "TL2", "PC1");
        assertThat(units.numbers(heir.unitId(), ON).members()).isEqualTo(9);
        assertThat(units.numbers(TW, ON).members()).isEqualTo(12);
        assertThat(units.require(Scope.of(TN), TL).untilOn()).isEqualTo(ON);
        assertThat(units.require(Scope.of(TN), DT).untilOn()).isEqualTo(ON);
        assertThat(on(ON.minusDays(1))).containsEntry("TL1", "TL").containsEntry("TL", "DT");
        assertThat(on(ON)).containsEntry("TL1", "M").doesNotContainKeys("TL", "PC", "DT");
    }

    @Test
    void letsTheKeepersOfAnHeirAnswerForWhatBecamePartOfIt() {
        apply(
                new Create("M", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ xã mới"),
                new Merge(List.of("TL", "PC"), "M"),
                new Dissolve("DT"));

        var heir = Scope.of(units.require(Scope.of(TN), "M").unitId());
        assertThat(units.covers(heir, TL)).isTrue();
        assertThat(units.covers(heir, TL1)).isTrue();
        assertThat(units.covers(heir, DT)).isFalse();
        assertThat(units.covers(heir, TX1)).isFalse();
        assertThat(units.covers(Scope.of(VN), TL1)).isFalse();
    }

    @Test
    void dividesByCell() {
        apply(
                new Create("M", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ xã mới"),
                new Divide("TL", List.of(new Heir("M", List.of("TL1")), new Heir("PC", List.of("TL2")))));

        assertThat(on(ON)).containsEntry("TL1", "M").containsEntry("TL2", "PC").doesNotContainKey("TL");
        assertThat(units.covers(Scope.of(PC), TL))
                .as("a divided unit has no one heir")
                .isFalse();
    }

    @Test
    void movesMembersOfAMergedCell() {
        apply(new Merge(List.of("TL2"), "TL1"));

        assertThat(db.sql("select count(*) from organization.member m where m.unit = :unit and m.left_on is null")
                        .param("unit", TL1.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(7);
        assertThat(db.sql("""
                select s.reason || ' ' || s.valid::text from organization.membership s
                where  s.member = :member order by s.valid
                """).param("member", HA.value()).query(String.class).list())
                .hasSize(2)
                .last()
                .isEqualTo("REORGANIZATION [2025-07-01,)");
    }

    @Test
    void putsEverythingBackToTheLetter() {
        var before = sums();
        var id = apply(
                new Create("M", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ xã mới"),
                new Merge(List.of("TL"), "M"),
                new Move("PC", "VN"),
                new Rename("PC", "Đảng bộ xã Phú Cường mới"),
                new Merge(List.of("TX1"), "PC1"),
                new Divide("VN", List.of(new Heir("M", List.of()), new Heir("VN", List.of()))),
                new Dissolve("DT"));
        assertThat(sums()).isNotEqualTo(before);

        redrawing.undo(OFFICER, id, AT);

        assertThat(sums()).isEqualTo(before);
        assertThat(reorganizations.require(Scope.of(TN), id).phase()).isEqualTo(Phase.UNDONE);
        refused("organization.redraw.not-applied", () -> redrawing.undo(OFFICER, id, AT));
    }

    @Test
    void takesARefusalWholly() {
        var before = sums();
        var id = draw(ON, new Rename("TL", "Khác"), new Move("DT", "TL1"));

        refused("organization.redraw.circle", () -> redrawing.apply(OFFICER, id, AT));

        assertThat(sums()).isEqualTo(before);
        assertThat(reorganizations.require(Scope.of(TN), id).phase()).isEqualTo(Phase.DRAFT);
    }

    @Test
    void waitsForItsDay() {
        var before = sums();
        var id = draw(ON, new Rename("TL", "Khác"));

        assertThat(redrawing.apply(OFFICER, id, AT.minusSeconds(86_400))).isEqualTo(Phase.DUE);
        assertThat(sums()).isEqualTo(before);
        redrawing.applyDue(OFFICER, id, AT.minusSeconds(86_400));
        assertThat(reorganizations.require(Scope.of(TN), id).phase()).isEqualTo(Phase.DUE);
        redrawing.applyDue(OFFICER, id, AT);

        assertThat(units.require(Scope.of(TN), TL).name()).isEqualTo("Khác");
        refused("organization.redraw.over", () -> redrawing.withdraw(OFFICER, id, AT));
    }

    @Test
    void canBeWithdrawnWhileItWaits() {
        var id = draw(ON, new Rename("TL", "Khác"));
        redrawing.apply(OFFICER, id, AT.minusSeconds(86_400));

        redrawing.withdraw(OFFICER, id, AT.minusSeconds(60));

        redrawing.applyDue(OFFICER, id, AT);
        assertThat(units.require(Scope.of(TN), TL).name()).isNotEqualTo("Khác");
    }

    @Test
    void cannotBeUndoneOnceSomethingRestsOnIt() {
        var first =
                apply(new Create("M", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ xã mới"), new Merge(List.of("TL"), "M"));
        var second = apply(new Rename("M", "Đảng bộ xã khác"));

        assertThat(redrawing.obstacles(OFFICER, first)).extracting(Fault::key).contains("organization.redraw.later");
        refused("organization.redraw.later", () -> redrawing.undo(OFFICER, first, AT));
        redrawing.undo(OFFICER, second, AT);
        redrawing.undo(OFFICER, first, AT);

        assertThat(on(ON)).containsEntry("TL1", "TL").doesNotContainKey("M");
    }

    @Test
    void letsAKeeperOfAnEndedUnitReadOnForAWhile() {
        apply(new Create("M", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ xã mới"), new Merge(List.of("TL"), "M"));

        assertThat(db.sql("""
                select g.reads_from || ' ' || g.until_on
                from   access.access_grant g
                join   access.account a on a.id = g.account
                where  a.username = 'bithu-tanlinh'
                """).query(String.class).single()).isEqualTo("2025-07-01 2025-09-29");
    }

    @Test
    void givesNewUnitsTheirKeepersByTheDecision() {
        var decision = new Decision(
                "1-QĐ/TU",
                null,
                ON,
                List.of(new Create("M", "TN", Level.UPPER_GRASSROOTS, "Mới"), new Merge(List.of("TL"), "M")),
                List.of(new Appointment("bithu-tanlinh", "SECRETARY", "M")));
        var id = redrawing.draw(OFFICER, TN, decision, AT);
        redrawing.apply(OFFICER, id, AT);

        assertThat(db.sql("""
                select u.code
                from   access.access_grant g
                join   access.account a on a.id = g.account
                join   organization.unit u on u.id = g.unit
                where  a.username = 'bithu-tanlinh'
                and    g.reads_from is null
                """).query(String.class).list()).containsExactly("M");
    }

    @Test
    void isOnlyForWhoOrganizesEverythingItTouches() {
        var decision = new Decision("1-QĐ/HU", null, ON, List.of(new Rename("TL", "Khác")), List.of());

        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> redrawing.draw(OTHER_OFFICER, TN, decision, AT));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> redrawing.draw(SECRETARY, TL, decision, AT));
        assertThat(redrawing.preview(OTHER_OFFICER, decision, ON).faults())
                .extracting(Fault::key)
                .containsExactly("organization.redraw.unknown");
    }

    @Test
    void refusesReversedDays() {
        refused(
                "organization.redraw.reversed",
                () -> redrawing.draw(
                        OFFICER,
                        TN,
                        new Decision("1", ON.plusDays(1), ON, List.of(new Rename("TL", "Khác")), List.of()),
                        AT));
    }

    private ReorganizationId apply(Operation... operations) {
        var id = draw(ON, operations);
        assertThat(redrawing.apply(OFFICER, id, AT)).isEqualTo(Phase.APPLIED);
        return id;
    }

    private ReorganizationId draw(LocalDate on, Operation... operations) {
        return redrawing.draw(OFFICER, TN, new Decision("1-QĐ/TU", null, on, List.of(operations), List.of()), AT);
    }

    private Map<String, String> on(LocalDate day) {
        var parents = new TreeMap<String, String>();
        db.sql("""
                select s.code, coalesce(p.code, '') as parent
                from   organization.states_on(:day) s
                left   join organization.unit p on p.id = s.parent
                """).param("day", day).query(row -> {
            parents.put(row.getString(1), row.getString(2));
        });
        return parents;
    }

    /// A sum over every row of every table that a reorganization may write.
    private Map<String, String> sums() {
        return sums(db);
    }

    static Map<String, String> sums(JdbcClient db) {
        var sums = new TreeMap<String, String>();
        for (var table : TABLES)
            sums.put(
                    table,
                    db.sql("select coalesce(md5(string_agg(t::text, '\n' order by t::text)), '') from %s t"
                                    .formatted(table))
                            .query(String.class)
                            .single());
        return sums;
    }

    private static void refused(String key, Runnable deed) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(deed::run)
                .extracting(Refused::key)
                .isEqualTo(key);
    }

    static UnitId id(Units units, String code) {
        return units.require(Scope.of(TN), code).unitId();
    }
}
