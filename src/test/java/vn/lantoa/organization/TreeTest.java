package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.view.LifeEvent;
import vn.lantoa.organization.view.UnitLink;

@AppTest
class TreeTest implements World {

    @Autowired
    Tree tree;

    @Autowired
    Units units;

    @Autowired
    Lives lives;

    @Autowired
    JdbcClient db;

    @Test
    void addsACellUnderACommune() {
        var id = tree.create(OFFICER, TL, "TL3", Level.CELL, "Chi bộ xóm 3", DAY, "12-QĐ/ĐU", DAY);

        assertThat(units.path(Scope.of(TL), id)).extracting(Step::code).containsExactly("TW", "TN", "DT", "TL", "TL3");
        assertThat(units.path(Scope.of(TL), id))
                .extracting(Step::within)
                .containsExactly(false, false, false, true, true);
        assertThat(units.children(Scope.of(TN), TL)).extracting(Branch::code).containsExactly("TL1", "TL2", "TL3");
    }

    @Test
    void countsMembersBelowEachChild() {
        assertThat(units.children(Scope.of(TN), DT))
                .extracting(Branch::code, Branch::members, Branch::cells, Branch::units)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("PC", 2L, 1L, 1L),
                        org.assertj.core.groups.Tuple.tuple("TL", 7L, 2L, 2L));
        assertThat(units.numbers(TL, DAY)).isEqualTo(new Numbers(6, 1, 2, 0, 2));
        assertThat(units.numbers(TW, DAY).members()).isEqualTo(12);
    }

    @Test
    void keepsTheOldNameForTheDaysBefore() {
        tree.rename(OFFICER, TL1, "Chi bộ xóm Đồng", DAY, null, DAY);

        assertThat(lives.of(Scope.everything(), TL1))
                .containsExactly(
                        new LifeEvent.Renamed(DAY, LifeEvent.Decision.NONE, "Chi bộ xóm 1", "Chi bộ xóm Đồng"),
                        new LifeEvent.Founded(
                                LocalDate.of(2015, 1, 1),
                                LifeEvent.Decision.NONE,
                                "Chi bộ xóm 1",
                                new UnitLink(TL.value(), "TL", "Đảng bộ xã Tân Linh", true)));
        refused("organization.unit.before", () -> tree.rename(OFFICER, TL1, "Khác", DAY.minusDays(1), null, DAY));
        refused("organization.unit.future", () -> tree.rename(OFFICER, TL1, "Khác", DAY.plusDays(1), null, DAY));
    }

    @Test
    void doesNotDissolveAUnitWhereMembersOrUnitsStand() {
        refused("organization.unit.has-members", () -> tree.dissolve(OFFICER, TL1, DAY, null, DAY));
        refused("organization.unit.has-units", () -> tree.dissolve(OFFICER, TL, DAY, null, DAY));
    }

    @Test
    void leavesADissolvedUnitInSightOfThoseAbove() {
        var id = tree.create(OFFICER, TL, "TL3", Level.CELL, "Chi bộ xóm 3", DAY, null, DAY);
        tree.dissolve(OFFICER, id, DAY.plusDays(1), null, DAY.plusDays(1));

        assertThat(units.require(Scope.of(TL), id).untilOn()).isEqualTo(DAY.plusDays(1));
        assertThat(units.children(Scope.of(TN), TL)).extracting(Branch::code).containsExactly("TL1", "TL2");
        refused(
                "organization.unit.gone",
                () -> tree.rename(OFFICER, id, "Khác", DAY.plusDays(2), null, DAY.plusDays(2)));
    }

    @Test
    void refusesWhatCannotStandThere() {
        refused(
                "organization.unit.level-under",
                () -> tree.create(OFFICER, TL, "X", Level.GRASSROOTS, "X", DAY, null, DAY));
        refused(
                "organization.unit.parent-has-members",
                () -> tree.create(OFFICER, TL1, "X", Level.CELL, "X", DAY, null, DAY),
                true);
        refused("organization.unit.code-taken", () -> tree.create(OFFICER, TL, "TL1", Level.CELL, "X", DAY, null, DAY));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> tree.create(SECRETARY, TL, "X", Level.CELL, "X", DAY, null, DAY));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> tree.create(OTHER_OFFICER, TL, "X", Level.CELL, "X", DAY, null, DAY));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> tree.create(OFFICER, null, "X", Level.CENTRAL, "X", DAY, null, DAY));
    }

    @Test
    void rebuildsTheClosureFromParents() {
        var before = closure();
        db.sql("delete from organization.unit_tree where depth > 1").update();
        db.sql("insert into organization.unit_tree (ancestor, descendant, depth) values (:a, :b, 7)")
                .param("a", TL1.value())
                .param("b", TX1.value())
                .update();

        tree.rebuild();

        assertThat(closure()).isEqualTo(before);
    }

    private java.util.List<String> closure() {
        return db.sql(
                        "select concat(t.ancestor, t.descendant, t.depth) as value from organization.unit_tree t order by 1")
                .query(String.class)
                .list();
    }

    private static void refused(String key, Runnable deed) {
        refused(key, deed, false);
    }

    private static void refused(String key, Runnable deed, boolean orLevel) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(deed::run)
                .matches(refused -> refused.key().equals(key)
                        || (orLevel && refused.key().equals("organization.unit.level-under")));
    }
}
