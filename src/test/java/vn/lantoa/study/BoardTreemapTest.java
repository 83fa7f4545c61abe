package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoardTreemapTest {

    @Test
    void givesEachItsShareOfTheSurface() {
        var tiles = BoardTreemap.of(List.of(10L, 30L, 60L), 2);

        assertThat(tiles).hasSize(3);
        for (var tile : tiles)
            assertThat(tile.width() * tile.height())
                    .isCloseTo(List.of(0.1, 0.3, 0.6).get(tile.index()), within(1e-9));
        assertThat(tiles.getFirst().index()).isEqualTo(2);
    }

    @Test
    void leavesOutWhoeverHasNobody() {
        assertThat(BoardTreemap.of(List.of(0L, 5L, 0L), 2)).singleElement().satisfies(tile -> {
            assertThat(tile.index()).isEqualTo(1);
            assertThat(tile.width()).isCloseTo(1, within(1e-9));
            assertThat(tile.height()).isCloseTo(1, within(1e-9));
        });
        assertThat(BoardTreemap.of(List.of(), 2)).isEmpty();
        assertThat(BoardTreemap.of(List.of(0L), 2)).isEmpty();
    }

    @Test
    void keepsThreeHundredTilesOfOneSizeNearlySquare() {
        var tiles = BoardTreemap.of(
                LongStream.range(0, 300).map(unit -> 300).boxed().toList(), 2.4);

        assertThat(tiles)
                .hasSize(300)
                .allSatisfy(
                        tile -> assertThat(tile.width() * 2.4 / tile.height()).isBetween(0.5, 2.0));
    }

    @Property
    void coversTheSurfaceAndNothingTwice(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 30_000) Long> weights) {
        var tiles = BoardTreemap.of(weights, 2.4);

        assertThat(tiles.stream()
                        .mapToDouble(tile -> tile.width() * tile.height())
                        .sum())
                .isCloseTo(1, within(1e-6));
        for (var tile : tiles) {
            assertThat(tile.x() + tile.width()).isLessThan(1 + 1e-6);
            assertThat(tile.y() + tile.height()).isLessThan(1 + 1e-6);
            for (var other : tiles)
                if (!other.equals(tile)) assertThat(overlap(tile, other)).isLessThan(1e-9);
        }
    }

    private static double overlap(vn.lantoa.study.view.TreemapTile one, vn.lantoa.study.view.TreemapTile other) {
        var wide = Math.min(one.x() + one.width(), other.x() + other.width()) - Math.max(one.x(), other.x());
        var high = Math.min(one.y() + one.height(), other.y() + other.height()) - Math.max(one.y(), other.y());
        return Math.max(0, wide) * Math.max(0, high);
    }
}
