package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lantoa.organization.view.LifeEvent;
import vn.lantoa.organization.view.LifeEvent.Decision;
import vn.lantoa.organization.view.LifeEvent.Part;
import vn.lantoa.organization.view.UnitLink;

class LifeTest {

    private static final LocalDate Y2015 = LocalDate.of(2015, 1, 1);
    private static final LocalDate Y2020 = LocalDate.of(2020, 1, 1);
    private static final LocalDate Y2025 = LocalDate.of(2025, 7, 1);
    private static final LocalDate Y2030 = LocalDate.of(2030, 1, 1);

    private static final Decision PLAIN = new Decision("5-QĐ/HU", null);
    private static final Decision ONE = new Decision("1-QĐ/TU", UUID.randomUUID());
    private static final Decision TWO = new Decision("2-QĐ/TU", UUID.randomUUID());

    private static final UnitLink A = link("A");
    private static final UnitLink B = link("B");
    private static final UnitLink C = link("C");

    @Test
    void beginsWithTheFounding() {
        assertThat(Life.of(List.of(state("Xã", Level.GRASSROOTS, A, Y2015, null, PLAIN)), List.of()))
                .containsExactly(new LifeEvent.Founded(Y2015, PLAIN, "Xã", A));
        assertThat(Life.of(List.of(), List.of())).isEmpty();
    }

    @Test
    void tellsNameLevelAndPlaceApartAlsoOnOneDay() {
        var life = Life.of(
                List.of(
                        state("Chi bộ", Level.CELL, A, Y2015, Y2020, Decision.NONE),
                        state("Đảng bộ", Level.GRASSROOTS, B, Y2020, null, ONE)),
                List.of());

        assertThat(life)
                .containsExactly(
                        new LifeEvent.Moved(Y2020, ONE, A, B),
                        new LifeEvent.Relevelled(Y2020, ONE, "CELL", "GRASSROOTS"),
                        new LifeEvent.Renamed(Y2020, ONE, "Chi bộ", "Đảng bộ"),
                        new LifeEvent.Founded(Y2015, Decision.NONE, "Chi bộ", A));
    }

    @Test
    void saysNothingOfAStateThatChangesNothing() {
        assertThat(Life.of(
                        List.of(
                                state("Xã", Level.GRASSROOTS, A, Y2015, Y2020, Decision.NONE),
                                state("Xã", Level.GRASSROOTS, renamed(A), Y2020, null, ONE)),
                        List.of()))
                .containsExactly(new LifeEvent.Founded(Y2015, Decision.NONE, "Xã", A));
    }

    @Test
    void knowsTheTop() {
        assertThat(Life.of(
                        List.of(
                                state("Tỉnh", Level.PROVINCIAL, null, Y2015, Y2020, Decision.NONE),
                                state("Tỉnh", Level.PROVINCIAL, A, Y2020, Y2025, Decision.NONE),
                                state("Tỉnh", Level.PROVINCIAL, null, Y2025, null, Decision.NONE)),
                        List.of()))
                .containsExactly(
                        new LifeEvent.Moved(Y2025, Decision.NONE, A, null),
                        new LifeEvent.Moved(Y2020, Decision.NONE, null, A),
                        new LifeEvent.Founded(Y2015, Decision.NONE, "Tỉnh", null));
    }

    @Test
    void gathersWhatOneDecisionMergedAndTookOver() {
        var life = Life.of(
                List.of(state("Xã mới", Level.GRASSROOTS, A, Y2025, null, ONE)),
                List.of(
                        new Life.Line(false, true, Y2025, ONE, B, 4),
                        new Life.Line(false, true, Y2025, ONE, C, 5),
                        new Life.Line(false, false, Y2025, ONE, A, 3),
                        new Life.Line(false, true, Y2030, TWO, A, 7)));

        assertThat(life)
                .containsExactly(
                        new LifeEvent.MergedFrom(Y2030, TWO, List.of(A)),
                        new LifeEvent.TookOver(Y2025, ONE, List.of(new Part(A, 3))),
                        new LifeEvent.MergedFrom(Y2025, ONE, List.of(B, C)),
                        new LifeEvent.Founded(Y2025, ONE, "Xã mới", A));
    }

    @Test
    void endsInOneHeir() {
        assertThat(Life.of(
                        List.of(ended("Xã", Y2015, Y2025, ONE)), List.of(new Life.Line(true, true, Y2025, ONE, B, 4))))
                .containsExactly(new LifeEvent.MergedInto(Y2025, ONE, B), new LifeEvent.Founded(Y2015, PLAIN, "Xã", A));
    }

    @Test
    void endsInSeveralHeirs() {
        assertThat(Life.of(
                        List.of(ended("Xã", Y2015, Y2025, ONE)),
                        List.of(
                                new Life.Line(true, false, Y2025, ONE, B, 4),
                                new Life.Line(true, false, Y2025, ONE, C, 2))))
                .startsWith(new LifeEvent.Divided(Y2025, ONE, List.of(new Part(B, 4), new Part(C, 2))));
    }

    @Test
    void endsWithoutAnHeir() {
        assertThat(Life.of(List.of(ended("Huyện", Y2015, Y2025, ONE)), List.of()))
                .startsWith(new LifeEvent.Dissolved(Y2025, ONE));
    }

    @Test
    void standsOnAfterGivingAPartAway() {
        var line = new Life.Line(true, false, Y2025, ONE, B, 1);

        assertThat(Life.of(List.of(state("Xã", Level.GRASSROOTS, A, Y2015, null, PLAIN)), List.of(line)))
                .startsWith(new LifeEvent.GaveAway(Y2025, ONE, List.of(new Part(B, 1))));
        assertThat(Life.of(List.of(ended("Xã", Y2015, Y2030, TWO)), List.of(line)))
                .as("and is dissolved later")
                .startsWith(
                        new LifeEvent.Dissolved(Y2030, TWO),
                        new LifeEvent.GaveAway(Y2025, ONE, List.of(new Part(B, 1))));
    }

    @Test
    void followsAChainOfReorganizations() {
        var life = Life.of(
                List.of(state("Xã", Level.GRASSROOTS, A, Y2020, Y2025, ONE), ended("Xã Mới", Y2025, Y2030, TWO)),
                List.of(new Life.Line(false, true, Y2020, ONE, B, 6), new Life.Line(true, true, Y2030, TWO, C, 6)));

        assertThat(life)
                .containsExactly(
                        new LifeEvent.MergedInto(Y2030, TWO, C),
                        new LifeEvent.Renamed(Y2025, PLAIN, "Xã", "Xã Mới"),
                        new LifeEvent.MergedFrom(Y2020, ONE, List.of(B)),
                        new LifeEvent.Founded(Y2020, ONE, "Xã", A));
    }

    @Test
    void tellsApartWhatTwoDecisionsOfOneDayDid() {
        var life = Life.of(
                List.of(ended("Xã", Y2015, Y2025, TWO)),
                List.of(new Life.Line(true, false, Y2025, ONE, B, 1), new Life.Line(true, true, Y2025, TWO, C, 5)));

        assertThat(life)
                .startsWith(
                        new LifeEvent.MergedInto(Y2025, TWO, C),
                        new LifeEvent.GaveAway(Y2025, ONE, List.of(new Part(B, 1))));
    }

    @Test
    void endsByTheLaterOfTwoDecisionsAlsoWhereItsStateNamesTheEarlier() {
        var life =
                Life.of(List.of(ended("Xã", Y2015, Y2025, ONE)), List.of(new Life.Line(true, true, Y2025, TWO, C, 5)));

        assertThat(life)
                .containsExactly(new LifeEvent.MergedInto(Y2025, TWO, C), new LifeEvent.Founded(Y2015, PLAIN, "Xã", A));
    }

    private static Life.State ended(String name, LocalDate from, LocalDate until, Decision ending) {
        return new Life.State(name, Level.GRASSROOTS, A, A, from, until, PLAIN, ending);
    }

    private static Life.State state(
            String name,
            Level level,
            @Nullable UnitLink above,
            LocalDate from,
            @Nullable LocalDate until,
            Decision decision) {
        return new Life.State(name, level, above, above, from, until, decision, Decision.NONE);
    }

    private static UnitLink link(String code) {
        return new UnitLink(UUID.randomUUID(), code, "Đảng bộ " + code, true);
    }

    private static UnitLink renamed(UnitLink link) {
        return new UnitLink(link.id(), link.code(), link.name() + " mới", link.within());
    }
}
