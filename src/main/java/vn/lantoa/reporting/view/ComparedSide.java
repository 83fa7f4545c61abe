package vn.lantoa.reporting.view;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One side of a comparison: a campaign, or all campaigns that opened in a year or a term.
///
/// @param kind `campaign`, `year` or `term`
/// @param label title of the campaign, the year, or the term with its unit
/// @param congress of a term, or null
/// @param campaigns that count something at the asked unit, by their opening
public record ComparedSide(
        String kind, String label, @Nullable String congress, List<Held> campaigns) {

    public ComparedSide {
        campaigns = List.copyOf(campaigns);
    }

    /// The same with those of `campaigns` that count.
    public ComparedSide with(List<Held> counted) {
        return new ComparedSide(kind, label, congress, counted);
    }

    /// A campaign.
    public record Held(UUID id, String title, UUID unit, LocalDate opensOn, LocalDate cutOff) {}
}
