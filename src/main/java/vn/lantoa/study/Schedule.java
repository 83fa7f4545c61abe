package vn.lantoa.study;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// The three days of a campaign.
///
/// @param cutOff day whose rolls make the roster
/// @param closesOn last day
record Schedule(LocalDate cutOff, LocalDate opensOn, LocalDate closesOn) {

    /// @throws Refused if a day is missing or impossible, or the days stand in a wrong order
    static Schedule of(@Nullable LocalDate cutOff, @Nullable LocalDate opensOn, @Nullable LocalDate closesOn) {
        var schedule = new Schedule(
                given("study.field.cut-off", cutOff),
                given("study.field.opens-on", opensOn),
                given("study.field.closes-on", closesOn));
        if (schedule.closesOn.isBefore(schedule.opensOn)) throw Refused.invalid("study.schedule.closes-before-opens");
        if (schedule.cutOff.isAfter(schedule.closesOn)) throw Refused.invalid("study.schedule.cut-off-after-closing");
        return schedule;
    }

    /// What a campaign begun on `today` is offered: cut off and opened today, thirty days long.
    static Schedule offered(LocalDate today) {
        return new Schedule(today, today, today.plusDays(30));
    }

    private static LocalDate given(String field, @Nullable LocalDate day) {
        if (day == null) throw Refused.invalid("study.typed.missing", Typed.label(field));
        return Typed.possible(field, day);
    }
}
