package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Role;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.organization.view.LifeEvent;
import vn.lantoa.organization.view.UnitLink;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.RowError;
import vn.lantoa.paper.Table;

@AppTest
class UnitImportTest implements World {

    private static final String HEADER = "code,parent_code,level,name,valid_from\n";
    private static final Actor EVERYWHERE = World.actor(2, "canbo", Role.OFFICER, null, null);

    @Autowired
    UnitImport units;

    @Autowired
    Units tree;

    @Autowired
    Lives lives;

    @Autowired
    Layouts layouts;

    @Autowired
    JdbcClient db;

    @Test
    void takesUnitsInAnyOrder() {
        var imported = take(OFFICER, """
                DH1,DH,CELL,Chi bộ xóm Một,2023-01-01
                DH,DT,GRASSROOTS,Đảng bộ xã Đức Lương,2023-01-01
                DH2,DH,CELL,Chi bộ xóm Hai,01/02/2023
                """);

        assertThat(imported.result().clean()).isTrue();
        assertThat(imported.created()).isEqualTo(3);
        assertThat(tree.path(
                        Scope.everything(),
                        tree.require(Scope.everything(), "DH2").unitId()))
                .extracting(Step::code)
                .containsExactly("TW", "TN", "DT", "DH", "DH2");
    }

    @Test
    void changesNothingTheSecondTime() {
        var file = """
                DH,DT,GRASSROOTS,Đảng bộ xã Đức Lương,2023-01-01
                TL1,TL,CELL,Chi bộ xóm Một,2023-06-01
                """;
        assertThat(take(OFFICER, file))
                .extracting(Imported::created, Imported::changed)
                .containsExactly(1, 1);
        var before = states();

        assertThat(take(OFFICER, file))
                .extracting(Imported::created, Imported::changed, Imported::unchanged)
                .containsExactly(0, 0, 2);
        assertThat(states()).isEqualTo(before);
    }

    @Test
    void datesWhatAUnitBecame() {
        take(OFFICER, "TL1,PC,CELL,Chi bộ xóm Một,2023-06-01\n");

        var june = LocalDate.of(2023, 6, 1);
        var below = new UnitLink(TL.value(), "TL", "Đảng bộ xã Tân Linh", true);
        assertThat(lives.of(Scope.everything(), TL1))
                .containsExactly(
                        new LifeEvent.Moved(
                                june,
                                LifeEvent.Decision.NONE,
                                below,
                                new UnitLink(PC.value(), "PC", "Đảng bộ xã Phú Cường", true)),
                        new LifeEvent.Renamed(june, LifeEvent.Decision.NONE, "Chi bộ xóm 1", "Chi bộ xóm Một"),
                        new LifeEvent.Founded(
                                LocalDate.of(2015, 1, 1), LifeEvent.Decision.NONE, "Chi bộ xóm 1", below));
        assertThat(tree.path(Scope.everything(), TL1))
                .extracting(Step::code)
                .containsExactly("TW", "TN", "DT", "PC", "TL1");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceAndAppliesNothing() {
        var before = states();
        var imported = take(OFFICER, """
                A,B,GRASSROOTS,A,2023-01-01
                B,A,SECTIONAL,B,2023-01-01
                C,NOWHERE,CELL,C,2023-01-01
                D,,PROVINCIAL,D,2023-01-01
                E,TL,CELL,E,2023-02-31
                E,TL,CELL,E,2023-01-01
                F,TL,PROVINCIAL,F,2023-01-01
                G,TL,TRIBE,G,2023-01-01
                H,TL,CELL,,2023-01-01
                I,TL1,CELL,I,2023-01-01
                J,TX,CELL,J,2999-01-01
                K,K,CELL,K,2023-01-01
                """);

        assertThat(imported.kept()).isFalse();
        assertThat(imported.result().errors())
                .extracting(RowError::row, RowError::column, RowError::key)
                .containsExactlyInAnyOrder(
                        tuple(2, "parent_code", "organization.import.circle"),
                        tuple(2, "level", "organization.import.level-under"),
                        tuple(3, "parent_code", "organization.import.circle"),
                        tuple(4, "parent_code", "organization.import.parent-unknown"),
                        tuple(5, "parent_code", "organization.import.parent-missing"),
                        tuple(5, "parent_code", "organization.import.second-root"),
                        tuple(6, "valid_from", "paper.row.day"),
                        tuple(7, "code", "organization.import.unit-twice"),
                        tuple(8, "level", "organization.import.level-under"),
                        tuple(9, "level", "organization.import.unknown-level"),
                        tuple(10, "name", "paper.row.required"),
                        tuple(11, "parent_code", "organization.import.holds-members"),
                        tuple(11, "level", "organization.import.level-under"),
                        tuple(12, "valid_from", "organization.import.future"),
                        tuple(13, "parent_code", "organization.import.own-parent"));
        assertThat(states()).isEqualTo(before);
    }

    @Test
    void takesOnlyWhatCanStandAloneWherePartIsEnough() {
        var imported = take(OFFICER, """
                X,NOWHERE,GRASSROOTS,X,2023-01-01
                X1,X,CELL,X1,2023-01-01
                TL3,TL,CELL,Chi bộ xóm 3,2023-01-01
                """, false, true);

        assertThat(imported.kept()).isTrue();
        assertThat(imported)
                .extracting(i -> i.result().accepted(), i -> i.result().rejected(), Imported::created)
                .containsExactly(1, 2, 1);
        assertThat(tree.require(Scope.everything(), "TL3").name()).isEqualTo("Chi bộ xóm 3");
    }

    @Test
    void keepsNothingInADryRun() {
        var imported = take(OFFICER, "TL3,TL,CELL,Chi bộ xóm 3,2023-01-01\n", true, false);

        assertThat(imported.created()).isEqualTo(1);
        assertThat(imported.kept()).isFalse();
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> tree.require(Scope.everything(), "TL3"));
    }

    @Test
    void answersForeignUnitsLikeUnknownOnes() {
        assertThat(take(OTHER_OFFICER, """
                        NEW,TL,CELL,New,2023-01-01
                        TL1,TL,CELL,Chi bộ xóm 1,2015-01-01
                        TX1,TL,CELL,Chi bộ Làng Đèn,2023-01-01
                        """).result().errors())
                .extracting(RowError::row, RowError::key)
                .containsExactly(
                        tuple(2, "organization.import.parent-unknown"),
                        tuple(3, "organization.import.unit-elsewhere"),
                        tuple(4, "organization.import.parent-unknown"));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> take(SECRETARY, "TL3,TL,CELL,X,2023-01-01\n"));
    }

    @Test
    void putsANewRootAboveTheOldOne() {
        var imported = take(EVERYWHERE, """
                VN0,,CENTRAL,Đảng Cộng sản Việt Nam,2023-01-01
                TW,VN0,PROVINCIAL,Đảng bộ Trung ương,2015-01-01
                TN,TW,UPPER_GRASSROOTS,Đảng bộ tỉnh Thái Nguyên,2015-01-01
                DT,TW,UPPER_GRASSROOTS,Đảng bộ huyện Đại Từ,2015-01-01
                VN,TW,UPPER_GRASSROOTS,Đảng bộ huyện Võ Nhai,2015-01-01
                """);
        db.sql("set constraints all immediate").update();

        assertThat(imported.result().errors()).isEmpty();
        assertThat(tree.path(Scope.everything(), TL)).extracting(Step::code).containsExactly("VN0", "TW", "DT", "TL");
    }

    @Test
    void seesThatAMoveUnderOnesOwnBranchIsACircle() {
        assertThat(take(EVERYWHERE, "TN,TL1,UPPER_GRASSROOTS,Đảng bộ tỉnh Thái Nguyên,2023-01-01\n")
                        .result()
                        .errors())
                .extracting(RowError::key)
                .contains("organization.import.circle");
    }

    private java.util.List<String> states() {
        return db.sql("""
                select concat_ws('|', u.code, u.name, u.level, u.parent, u.from_on, s.name, s.parent, s.valid) as value
                from   organization.unit u
                join   organization.unit_state s on s.unit = u.id
                order  by 1
                """).query(String.class).list();
    }

    private Imported take(Actor actor, String rows) {
        return take(actor, rows, false, false);
    }

    private Imported take(Actor actor, String rows, boolean dryRun, boolean partial) {
        var bytes = (HEADER + rows).getBytes(StandardCharsets.UTF_8);
        try (var file = Table.open(new ByteArrayInputStream(bytes), layouts.units(), Limits.usual())) {
            return units.take(actor, file, dryRun, partial, DAY);
        }
    }
}
