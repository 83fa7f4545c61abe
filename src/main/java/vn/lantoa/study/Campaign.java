package vn.lantoa.study;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;

/// A study campaign (đợt học tập): draft until it opens, closed at its end.
///
/// @param unit whose subtree studies
/// @param cutOff day whose rolls make the roster
/// @param closesOn last day
/// @param topicsRequired share of the topics that counts as having studied, above 0 up to 1
/// @param target the gross rate to reach, in hundredths of a percent
/// @param openedAt null while it is a draft
/// @param rollsTakenAt when the roster was brought to the rolls of the cut-off day; null while that day is not over
public record Campaign(
        UUID id,
        String title,
        UUID unit,
        LocalDate cutOff,
        LocalDate opensOn,
        LocalDate closesOn,
        String essay,
        BigDecimal topicsRequired,
        int target,
        @Nullable String planSymbol,
        @Nullable LocalDate planOn,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant rollsTakenAt) {

    public CampaignId campaignId() {
        return new CampaignId(id);
    }

    public UnitId unitId() {
        return new UnitId(unit);
    }

    /// Whether the tree and the roster are not frozen yet.
    public boolean draft() {
        return openedAt == null;
    }

    /// Whether participation can be recorded now.
    public boolean running() {
        return openedAt != null && closedAt == null;
    }

    /// The day whose rolls the roster still shows, where the campaign was opened before its cut-off day was over; null
    /// once the roster is that of the cut-off day.
    public @Nullable LocalDate rosterAsOf() {
        return running() && openedAt != null && rollsTakenAt == null ? Zone.day(openedAt) : null;
    }

    /// Whether its cut-off day is not over on `today`, so that opening it now would not see all of that day's rolls.
    public boolean early(LocalDate today) {
        return !today.isAfter(cutOff);
    }

    /// The goal as an exact fraction.
    public Rate goal() {
        return new Rate(target, 10_000);
    }
}
