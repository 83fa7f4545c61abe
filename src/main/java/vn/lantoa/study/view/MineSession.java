package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session that concerns a member today.
///
/// @param site the hall where the member is expected, or null where none is named
/// @param topics how many topics it presents
/// @param prompt whether a presence prompt is open that the member has not answered
public record MineSession(
        UUID id,
        UUID campaign,
        String title,
        String campaignTitle,
        String form,
        Instant startsAt,
        Instant endsAt,
        @Nullable String site,
        int topics,
        boolean prompt) {

    public boolean on(Instant at) {
        return !startsAt.isAfter(at);
    }
}
