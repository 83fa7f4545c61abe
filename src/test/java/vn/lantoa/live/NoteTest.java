package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lantoa.study.Turnout;

/// What becomes of two who write at once, and of a hall divided into groups.
class NoteTest {

    private static final Note FIRST = note("Nhất trí", 5);

    @Test
    void standsWhenNobodyElseChangedIt() {
        assertThat(FIRST.meets(FIRST.mark(), note("Nhất trí cao", 5))).isEqualTo(Note.Meeting.WRITTEN);
        assertThat(Note.BLANK.meets("", FIRST)).isEqualTo(Note.Meeting.WRITTEN);
        assertThat(FIRST.meets(FIRST.mark(), Note.BLANK)).isEqualTo(Note.Meeting.WRITTEN);
    }

    @Test
    void isKeptBesideWhenSomebodyElseDid() {
        assertThat(note("Của thư ký", 5).meets(FIRST.mark(), note("Của tổ trưởng", 5)))
                .isEqualTo(Note.Meeting.BESIDE);
        assertThat(FIRST.meets("", note("Viết khi còn trống", null))).isEqualTo(Note.Meeting.BESIDE);
    }

    @Test
    void changesNothingForWhoTypedNothingOrTheSame() {
        assertThat(note("Của thư ký", 5).meets(FIRST.mark(), FIRST)).isEqualTo(Note.Meeting.NOTHING);
        assertThat(FIRST.meets("", FIRST)).isEqualTo(Note.Meeting.NOTHING);
        assertThat(FIRST.meets("", Note.BLANK)).isEqualTo(Note.Meeting.NOTHING);
    }

    @Test
    void joinsTwoTextsAndKeepsEveryWord() {
        var both = FIRST.with(new Note("Còn băn khoăn", "Cấp kinh phí", 4, 1, null));

        assertThat(both).isEqualTo(new Note("Nhất trí\nCòn băn khoăn", "Cấp kinh phí", 5, 1, null));
        assertThat(FIRST.with(note("Nhất trí, bổ sung", 5)).opinions()).isEqualTo("Nhất trí, bổ sung");
    }

    @Test
    void dividesAHallByUnitsIntoGroupsOfAboutTheSameSize() {
        for (var sizes : List.of(
                List.of(10, 10, 10, 10),
                List.of(100, 1, 1, 1),
                List.of(1, 1, 1, 100),
                List.of(0, 0, 0),
                List.of(7, 3, 9, 2, 8, 6, 4))) {
            var parts = IntStream.range(0, sizes.size())
                    .mapToObj(place -> new Turnout.Part(new UUID(0, place), "", sizes.get(place)))
                    .toList();
            for (var groups = 2; groups <= parts.size(); groups++) {
                var split = Split.of(parts, groups);
                assertThat(split).as("%s in %s", sizes, groups).hasSize(groups).noneMatch(List::isEmpty);
                assertThat(split.stream().flatMap(List::stream))
                        .containsExactlyElementsOf(
                                parts.stream().map(Turnout.Part::unit).toList());
            }
        }
        assertThat(Split.of(
                                IntStream.range(0, 40)
                                        .mapToObj(place -> new Turnout.Part(new UUID(0, place), "", 10))
                                        .toList(),
                                4)
                        .stream()
                        .map(List::size))
                .containsExactly(10, 10, 10, 10);
    }

    private static Note note(String opinions, @org.jspecify.annotations.Nullable Integer agreed) {
        return new Note(opinions, "", agreed, null, null);
    }
}
