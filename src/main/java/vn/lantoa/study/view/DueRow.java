package vn.lantoa.study.view;

import java.time.LocalDate;
import java.util.UUID;

/// What a post owes for one running campaign.
///
/// @param leaf the post's unit has no units below it: its own roll call is due
/// @param open units with own people that have not closed their figure; 0 if only guests are left to record
/// @param makeUps people absent or excused who are called to no open make-up session
/// @param guests people attached to the unit itself about whom nothing is recorded and who count elsewhere
/// @param guestsBelow the same, attached to units below it
public record DueRow(
        UUID campaign,
        String title,
        UUID unit,
        String unitName,
        boolean leaf,
        LocalDate closesOn,
        long total,
        long unrecorded,
        long open,
        long units,
        long makeUps,
        long guests,
        long guestsBelow) {

    /// Whether the unit's own people are still to be recorded or its figure to be closed.
    public boolean own() {
        return open > 0;
    }

    /// Whether somebody is left to be recorded by the unit's own roll call.
    public boolean toCall() {
        return unrecorded + guests > 0;
    }
}
