package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.lantoa.kernel.Refused;

class TimetableTest {

    private static final Instant SEVEN = Instant.parse("2023-12-12T00:00:00Z");

    @Test
    void offersSlicesThatFillTheSession() {
        var slots = Timetable.offered(session(0b1011)).slots();

        assertThat(slots).extracting(Timetable.Slot::topic).containsExactly(1, 2, 4);
        assertThat(slots.getFirst().startsAt()).isEqualTo(SEVEN);
        assertThat(slots.getLast().endsAt()).isEqualTo(at(100));
        assertThat(slots.get(0).endsAt()).isEqualTo(slots.get(1).startsAt()).isEqualTo(at(33));
        assertThat(slots.get(1).endsAt()).isEqualTo(slots.get(2).startsAt()).isEqualTo(at(66));
        assertThat(Timetable.of(session(0b1011), slots).slots()).isEqualTo(slots);
    }

    @Test
    void takesTopicsInAnyOrderAndWithBreaks() {
        var day = Timetable.of(session(3), List.of(slot(1, 60, 100), slot(2, 0, 40)));

        assertThat(day.slots()).extracting(Timetable.Slot::topic).containsExactly(2, 1);
    }

    @Test
    void refusesWhatLiesOutsideOverlapsOrIsMissing() {
        refused("study.timetable.outside", slot(1, -1, 40), slot(2, 40, 100));
        refused("study.timetable.outside", slot(1, 0, 40), slot(2, 40, 101));
        refused("study.timetable.overlap", slot(1, 0, 41), slot(2, 40, 100));
        refused("study.timetable.backwards", slot(1, 40, 40), slot(2, 50, 100));
        refused("study.timetable.topics", slot(1, 0, 40));
        refused("study.timetable.topics", slot(1, 0, 40), slot(3, 40, 100));
        refused("study.timetable.topics", slot(1, 0, 40), slot(1, 40, 100));
    }

    private static void refused(String key, Timetable.Slot... slots) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Timetable.of(session(3), List.of(slots)))
                .satisfies(refused -> assertThat(refused.key()).isEqualTo(key));
    }

    private static Timetable.Slot slot(int topic, int from, int until) {
        return new Timetable.Slot(topic, at(from), at(until), null);
    }

    private static Instant at(int minutes) {
        return SEVEN.plusSeconds(60L * minutes);
    }

    private static Session session(long topics) {
        var id = new UUID(0, 1);
        return new Session(
                id, id, "Buổi", Form.BRIDGE, false, false, id, "TL", "Xã", SEVEN, at(100), topics, null, null, null);
    }
}
