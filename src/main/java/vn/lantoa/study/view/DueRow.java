package vn.lantoa.study.view;

import java.time.LocalDate;
import java.util.UUID;

/// What a post owes for one running campaign.
///
/// @param leaf the post's unit has no units below it: its own roll call is due
/// @param open units with own people that have not closed their figure
/// @param makeUps people absent or excused who are called to no open make-up session
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
        long makeUps) {}
