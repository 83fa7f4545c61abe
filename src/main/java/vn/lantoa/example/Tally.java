package vn.lantoa.example;

import java.util.List;
import java.util.UUID;

/// Counts of one unit's own roster rows, in the order of the columns.
final class Tally {

    private static final List<String> FORMS =
            List.of("IN_PERSON", "BRIDGE", "ONLINE", "RECORDED", "CELL_MEETING", "THEMATIC", "COMBINED", "HANDBOOK");

    private int total;
    private int probationary;
    private int exempt;
    private int keyCadre;
    private int studied;
    private int studiedExempt;
    private int excused;
    private int absent;
    private int keyCadreStudied;
    private int madeUp;
    private final int[] byForm = new int[FORMS.size()];

    void count(Person one, boolean exempted, Seat seat, Course course) {
        total++;
        if (!one.full()) probationary++;
        if (exempted) exempt++;
        if (one.keyCadre) keyCadre++;
        switch (seat.outcome(course.needed())) {
            case null -> {}
            case "STUDIED" -> studied(one, exempted, seat);
            case "EXCUSED" -> excused += exempted ? 0 : 1;
            default -> absent += exempted ? 0 : 1;
        }
    }

    private void studied(Person one, boolean exempted, Seat seat) {
        studied++;
        if (exempted) studiedExempt++;
        if (one.keyCadre) keyCadreStudied++;
        if (seat.makeUp) madeUp++;
        byForm[FORMS.indexOf(seat.form)]++;
    }

    Object[] row(UUID campaign, int position, UUID unit) {
        return new Object[] {
            campaign,
            position,
            unit,
            total,
            probationary,
            exempt,
            keyCadre,
            studied,
            studiedExempt,
            excused,
            absent,
            keyCadreStudied,
            madeUp,
            byForm[0],
            byForm[1],
            byForm[2],
            byForm[3],
            byForm[4],
            byForm[5],
            byForm[6],
            byForm[7]
        };
    }
}
