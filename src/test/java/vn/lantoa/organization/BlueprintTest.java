package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lantoa.organization.Fate.Way;
import vn.lantoa.organization.Ground.Known;
import vn.lantoa.organization.Ground.Rest;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;

/// The decision alone, without a database: a province with two districts, three communes and their cells.
class BlueprintTest {

    private static final LocalDate ON = LocalDate.of(2025, 7, 1);
    private static final LocalDate OLD = LocalDate.of(2015, 1, 1);

    private final Map<String, Known> units = new HashMap<>();
    private final Map<String, Rest> rest = new HashMap<>();

    BlueprintTest() {
        unit("TW", Level.CENTRAL, null);
        unit("TN", Level.PROVINCIAL, "TW");
        unit("D1", Level.UPPER_GRASSROOTS, "TN");
        unit("D2", Level.UPPER_GRASSROOTS, "TN");
        unit("A", Level.GRASSROOTS, "D1");
        unit("B", Level.GRASSROOTS, "D1");
        unit("C", Level.GRASSROOTS, "D2");
        rest.put("A", new Rest(2, Level.CELL, List.of("A1", "A2")));
        rest.put("B", new Rest(1, Level.CELL, List.of("B1")));
        rest.put("C", new Rest(1, Level.CELL, List.of("C1")));
    }

    @Test
    void mergesCommunesIntoANewOneAndDissolvesTheirDistrict() {
        var blueprint = draw(
                new Create("N", "TN", Level.UPPER_GRASSROOTS, "Xã mới"),
                new Merge(List.of("A", "B"), "N"),
                new Dissolve("D1"));

        assertThat(blueprint.faults()).isEmpty();
        assertThat(blueprint.choices()).isEmpty();
        assertThat(blueprint.fates())
                .extracting(Fate::code, Fate::way, Fate::heirs)
                .containsExactly(
                        tuple("N", Way.FOUNDED, List.of()),
                        tuple("A", Way.MERGED, List.of("N")),
                        tuple("B", Way.MERGED, List.of("N")),
                        tuple("D1", Way.DISSOLVED, List.of()));
        assertThat(blueprint.links())
                .containsExactlyInAnyOrder(
                        new Blueprint.Link("A", "N", "MERGED"), new Blueprint.Link("B", "N", "MERGED"));
        assertThat(blueprint.above("N")).containsExactly("TN", "TW");
    }

    @Test
    void asksForAnHeirForEveryCellOfADividedCommune() {
        rest.put("A", new Rest(1, Level.CELL, List.of("A2")));
        unit("A1", Level.CELL, "A");
        var blueprint = draw(
                new Create("N", "TN", Level.UPPER_GRASSROOTS, "Xã mới"),
                new Divide("A", List.of(new Heir("N", List.of("A1")), new Heir("B", List.of()))));

        assertThat(blueprint.faults()).isEmpty();
        assertThat(blueprint.choices()).containsExactly(new Blueprint.Choice(2, "A", "A2"));
        assertThat(blueprint.parentAfter("A1")).isEqualTo("N");
    }

    @Test
    void leavesWhatNobodyNamesWithADividedUnitThatStandsOn() {
        unit("A1", Level.CELL, "A");
        var blueprint = draw(new Divide("A", List.of(new Heir("A", List.of()), new Heir("B", List.of("A1")))));

        assertThat(blueprint.faults()).isEmpty();
        assertThat(blueprint.choices()).isEmpty();
        assertThat(blueprint.ends("A")).isFalse();
        assertThat(blueprint.links()).containsExactly(new Blueprint.Link("A", "B", "DIVIDED"));
    }

    @Test
    void leavesNobodyWithoutAUnitAbove() {
        refused("organization.redraw.left", new Dissolve("D1"));
        refused("organization.redraw.left", new Dissolve("A"));
    }

    @Test
    void refusesToPutAUnitBelowItself() {
        refused("organization.redraw.circle", new Move("D1", "A"));
        refused("organization.redraw.heir-below", new Merge(List.of("D1"), "A"));
    }

    @Test
    void letsTheHeirMoveUpBeforeTheUnitAboveItEnds() {
        var blueprint = draw(new Move("A", "TN"), new Merge(List.of("D1"), "A"));

        assertThat(blueprint.faults()).extracting(Fault::key).containsOnly("organization.redraw.level");
        assertThat(draw(new Move("B", "D2"), new Move("A", "D2"), new Dissolve("D1"))
                        .faults())
                .isEmpty();
    }

    @Test
    void decidesOnceAboutAUnit() {
        refused("organization.redraw.in-two", new Merge(List.of("A"), "B"), new Move("A", "D2"));
        refused("organization.redraw.in-two", new Merge(List.of("A"), "B"), new Merge(List.of("A"), "C"));
        refused("organization.redraw.in-two", new Merge(List.of("A"), "B"), new Rename("A", "Khác"));
        refused("organization.redraw.twice", new Rename("A", "Khác"), new Rename("A", "Khác nữa"));
        refused(
                "organization.redraw.part-twice",
                new Divide("A", List.of(new Heir("B", List.of("A1")), new Heir("C", List.of("A1")))));
    }

    @Test
    void receivesOnlyWhereSomethingStandsAfterwards() {
        refused("organization.redraw.heir-unknown", new Merge(List.of("A"), "X"));
        refused("organization.redraw.heir-ends", new Merge(List.of("A"), "B"), new Merge(List.of("B"), "C"));
        refused("organization.redraw.itself", new Merge(List.of("A"), "A"));
        refused("organization.redraw.unknown", new Move("X", "TN"));
        refused("organization.redraw.second-root", new Create("N", "", Level.GRASSROOTS, "Xã mới"));
        refused("organization.redraw.taken", new Create("A", "TN", Level.GRASSROOTS, "Xã mới"));
        refused("organization.redraw.root", new Move("TW", "A"));
    }

    @Test
    void knowsWhatExistedOnThatDay() {
        units.put("B", known("B", Level.GRASSROOTS, "D1", OLD, ON.minusDays(1), 0, null, true));
        refused("organization.redraw.gone", new Merge(List.of("A"), "B"));
        units.put("B", known("B", Level.GRASSROOTS, "D1", ON.plusDays(1), null, 0, null, true));
        refused("organization.redraw.not-yet", new Merge(List.of("A"), "B"));
        units.put("A", known("A", Level.GRASSROOTS, "D1", ON, null, 0, null, true));
        refused("organization.redraw.not-after", new Dissolve("A"));
    }

    @Test
    void refusesWhatIsNotTheActorsAsUnknown() {
        units.put("C", known("C", Level.GRASSROOTS, "D2", OLD, null, 0, null, false));
        refused("organization.redraw.heir-unknown", new Merge(List.of("A"), "C"));
        refused("organization.redraw.unknown", new Dissolve("C"));
    }

    @Test
    void keepsLevelsInOrder() {
        refused("organization.redraw.level", new Move("D1", "C"));
        refused("organization.redraw.level", new Create("N", "A", Level.PROVINCIAL, "Tỉnh mới"));
        rest.put("D1", new Rest(1, Level.GRASSROOTS, List.of("E")));
        refused("organization.redraw.level", new Move("A", "D2"), new Move("B", "D2"), new Merge(List.of("D1"), "C"));
    }

    @Test
    void putsMembersOnlyWhereNoUnitsStand() {
        units.put("A1", known("A1", Level.CELL, "A", OLD, null, 12, OLD, true));
        units.put("B1", known("B1", Level.CELL, "B", OLD, null, 9, OLD, true));

        assertThat(draw(new Merge(List.of("A1"), "B1")).faults()).isEmpty();
        refused("organization.redraw.has-units", new Merge(List.of("A1"), "C"));
        refused("organization.redraw.no-room", new Merge(List.of("A1"), "D2"));
        refused("organization.redraw.members-left", new Dissolve("A1"));
        refused("organization.redraw.level", new Move("B1", "A1"));
        refused(
                "organization.redraw.divides-members",
                new Divide("A1", List.of(new Heir("B1", List.of()), new Heir("C", List.of()))));
        units.put("A1", known("A1", Level.CELL, "A", OLD, null, 12, ON.plusDays(3), true));
        refused("organization.redraw.joined-later", new Merge(List.of("A1"), "B1"));
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(draw(new Move("X", "TN"), new Merge(List.of("Y"), "Z"), new Dissolve("TW"))
                        .faults())
                .extracting(Fault::number, Fault::code)
                .contains(tuple(1, "X"), tuple(2, "Y"), tuple(2, "Z"), tuple(3, "TW"));
        refused("organization.redraw.empty");
    }

    @Test
    void tellsEveryKindInOneReading() {
        unit("E", Level.UPPER_GRASSROOTS, "TN");
        unit("F", Level.GRASSROOTS, "E");
        unit("G", Level.GRASSROOTS, "D2");
        unit("H", Level.GRASSROOTS, "TN");
        unit("H1", Level.CELL, "H");
        unit("I", Level.CELL, "TN");
        unit("C1", Level.CELL, "C");
        unit("L", Level.UPPER_GRASSROOTS, "TN");
        unit("L1", Level.GRASSROOTS, "L");
        units.put("K", known("K", Level.GRASSROOTS, "D1", OLD, null, 0, null, false));
        units.put("GONE", known("GONE", Level.GRASSROOTS, "D1", OLD, ON.minusYears(5), 0, null, true));
        units.put("LATER", known("LATER", Level.GRASSROOTS, "D2", ON.plusDays(1), null, 0, null, true));

        assertThat(draw(
                                new Move("X", "TN"), // 1 unknown, and to an heir that is not created
                                new Merge(List.of("Y"), "Z"),
                                new Merge(List.of("A"), "LATER"), // 3 into one that is created later
                                new Dissolve("GONE"),
                                new Dissolve("K"), // 5 another province's
                                new Move("L", "L1"), // 6 a cycle
                                new Merge(List.of("E"), "F"), // 7 the heir stands below what ends
                                new Dissolve("H"), // 8 leaves a cell
                                new Move("B", "D2"), // 9 and 10: one unit in two operations
                                new Merge(List.of("B"), "G"),
                                new Divide("C", List.of(new Heir("G", List.of("C1")), new Heir("D1", List.of("C1")))),
                                new Move("G", "I")) // 12 a level
                        .faults())
                .extracting(Fault::number, Fault::code, fault -> fault.key().replace("organization.redraw.", ""))
                .containsExactlyInAnyOrder(
                        tuple(1, "X", "unknown"),
                        tuple(2, "Y", "unknown"),
                        tuple(2, "Z", "heir-unknown"),
                        tuple(3, "LATER", "not-yet"),
                        tuple(4, "GONE", "gone"),
                        tuple(5, "K", "unknown"),
                        tuple(6, "L", "circle"),
                        tuple(7, "F", "heir-below"),
                        tuple(8, "H", "left"),
                        tuple(10, "B", "in-two"),
                        tuple(11, "C1", "part-twice"),
                        tuple(12, "G", "level"));
    }

    @Test
    void tellsACycleBesideWhatElseIsWrong() {
        assertThat(keys(new Move("D1", "A"), new Move("X", "TN"), new Dissolve("C")))
                .containsExactlyInAnyOrder("circle", "unknown", "left");
    }

    @Test
    void leavesOutWhatOnlyFollows() {
        // nothing is left below a root that cannot go, and no district stands under what nobody knows
        assertThat(keys(new Dissolve("TW"))).containsExactly("root");
        assertThat(keys(new Move("TW", "A"))).containsExactly("root");
        assertThat(keys(new Move("D1", "X"), new Merge(List.of("C"), "X"))).containsOnly("heir-unknown");
        // a unit of which two things are said is neither left below another nor at a wrong level
        assertThat(draw(new Move("A", "C"), new Merge(List.of("A"), "C"), new Dissolve("D1"))
                        .faults())
                .extracting(Fault::key, fault -> fault.arguments().getLast())
                .containsExactlyInAnyOrder(
                        tuple("organization.redraw.in-two", 2), tuple("organization.redraw.left", "B."));
        // founded and changed at once is one fault
        assertThat(keys(new Create("N", "TN", Level.GRASSROOTS, "Xã mới"), new Move("N", "D1")))
                .containsExactly("in-two");
        // neither is a unit that is founded under the code of another asked for its level
        assertThat(keys(new Create("A", "B", Level.PROVINCIAL, "Tỉnh mới"))).containsExactly("taken");
        // a cycle is told once and not again as a wrong order of levels
        assertThat(keys(new Move("D1", "C"), new Move("C", "A"))).containsExactly("circle");
    }

    @Test
    void tellsTheEndOfOneThatReceivesAndTheLevelsOfOthers() {
        rest.put("D2", new Rest(1, Level.GRASSROOTS, List.of("E")));
        assertThat(keys(new Move("C", "D1"), new Merge(List.of("A"), "B"), new Merge(List.of("B"), "C")))
                .containsExactly("heir-ends");
        assertThat(keys(new Move("C", "D1"), new Merge(List.of("D2"), "B"), new Merge(List.of("A"), "X")))
                .containsExactlyInAnyOrder("level", "heir-unknown");
    }

    @Test
    void judgesTheRestOfWhatCouldNotBeRead() {
        var unread = new Unread(Set.of("", "N"), Set.of("M"), Set.of("C"));
        var faults = Blueprint.of(
                        List.of(
                                new Merge(List.of("A"), "N"), // what founds N was not read
                                new Move("B", ""), // nobody can read where to
                                new Create("M", "A", Level.CELL, "Xã mới"), // at a level that is none
                                new Divide("C", List.of(new Heir("D1", List.of()), new Heir("TN", List.of()))),
                                new Dissolve("D1"),
                                new Dissolve("X")),
                        new Ground(units, withoutNamed()),
                        ON,
                        unread)
                .faults();
        assertThat(faults)
                .extracting(Fault::number, Fault::key)
                .containsExactlyInAnyOrder(
                        tuple(3, "organization.redraw.heir-ends"),
                        tuple(4, "organization.redraw.heir-ends"),
                        tuple(6, "organization.redraw.unknown"));
    }

    private List<String> keys(Operation... operations) {
        return draw(operations).faults().stream()
                .map(fault -> fault.key().replace("organization.redraw.", ""))
                .toList();
    }

    private void refused(String key, Operation... operations) {
        assertThat(draw(operations).faults()).extracting(Fault::key).contains(key);
    }

    private Blueprint draw(Operation... operations) {
        return Blueprint.of(List.of(operations), new Ground(units, withoutNamed()), ON);
    }

    /// What stands below a unit and is known by name counts as named.
    private Map<String, Rest> withoutNamed() {
        var left = new HashMap<String, Rest>();
        rest.forEach((code, below) -> {
            var codes = new ArrayList<>(below.codes());
            codes.removeIf(units::containsKey);
            if (!codes.isEmpty()) left.put(code, new Rest(codes.size(), below.highest(), codes));
        });
        return left;
    }

    private void unit(String code, Level level, @Nullable String parent) {
        units.put(code, known(code, level, parent, OLD, null, 0, null, true));
    }

    private static Known known(
            String code,
            Level level,
            @Nullable String parent,
            LocalDate from,
            @Nullable LocalDate until,
            long members,
            @Nullable LocalDate joined,
            boolean mine) {
        return new Known(
                new UUID(1, code.hashCode()), code, level, code, parent, from, from, until, members, joined, mine);
    }
}
