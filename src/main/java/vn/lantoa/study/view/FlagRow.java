package vn.lantoa.study.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Zone;

/// Something odd in the scans of a conference, for a person to look at; it changes no figure.
///
/// @param kind BURST, TWO_SITES, AFTER_END or CLOCK
/// @param subject names it among its kind
/// @param about who or which device, in words
/// @param scans how many scans it is about
/// @param note what a person said of it, or null while nobody has looked
public record FlagRow(
        String kind,
        String subject,
        String about,
        String site,
        @Nullable String otherSite,
        Instant from,
        Instant until,
        long scans,
        @Nullable String note,
        @Nullable String answeredBy) {

    /// Whether it began and ended within one minute of the clock.
    public boolean brief() {
        return from.truncatedTo(ChronoUnit.MINUTES).equals(until.truncatedTo(ChronoUnit.MINUTES));
    }

    /// Whether it began and ended on one day in Viet Nam.
    public boolean oneDay() {
        return from.atZone(Zone.VIETNAM)
                .toLocalDate()
                .equals(until.atZone(Zone.VIETNAM).toLocalDate());
    }
}
