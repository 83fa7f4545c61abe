package vn.lantoa.study;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a roll call says of one member.
///
/// @param outcome null takes back what roll calls said before
/// @param form null: as the roll call as a whole
/// @param reason of an excused absence
record RollCallEntry(
        UUID member,
        @Nullable Outcome outcome,
        @Nullable Form form,
        @Nullable Reason reason) {

    /// The facts that make the roll call say this: voids of what it said before and does not any more, and the new
    /// fact, if it does not stand already. What was recorded at the door of a session is left as it is.
    ///
    /// @param standing facts about the member that stand
    List<Fact> facts(List<Facts.Standing> standing, RollCall.Day day) {
        var facts = new ArrayList<Fact>();
        var said = false;
        for (var fact : standing) {
            if (fact.session() != null) continue;
            if (!said && saysWhat(fact)) said = true;
            else facts.add(Fact.voiding(member, fact.id(), null, day.recordedAt()));
        }
        if (outcome != null && !said) facts.add(fact(outcome, day));
        return facts;
    }

    private boolean saysWhat(Facts.Standing fact) {
        return switch (fact.kind()) {
            case STUDIED -> outcome == Outcome.STUDIED && (form == null || form == fact.form());
            case EXCUSED -> outcome == Outcome.EXCUSED && (reason == null || reason == fact.reason());
            case ABSENT -> outcome == Outcome.ABSENT;
            case IN, OUT, VOID -> false;
        };
    }

    private Fact fact(Outcome outcome, RollCall.Day day) {
        return switch (outcome) {
            case STUDIED ->
                Fact.studied(member, day.topics(), form == null ? day.form() : form, day.makeUp(), day.happenedAt());
            case EXCUSED -> Fact.excused(member, reason == null ? Reason.OTHER : reason, day.happenedAt());
            case ABSENT -> Fact.absent(member, day.happenedAt());
        };
    }
}
