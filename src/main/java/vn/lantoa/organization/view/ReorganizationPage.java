package vn.lantoa.organization.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A reorganization as its page shows it.
///
/// @param phase code, `FAILED` if it could not be applied on its day
/// @param failed why it could not
/// @param paper name of the decision's paper, or null
/// @param open whether it can still be changed
/// @param future whether its day is still to come
/// @param deeds who did what to it, the first first
public record ReorganizationPage(
        UUID id,
        String decision,
        @Nullable LocalDate decidedOn,
        LocalDate effectiveOn,
        UUID unit,
        String unitName,
        String phase,
        @Nullable String failed,
        @Nullable String paper,
        boolean open,
        boolean future,
        List<Deed> deeds) {

    public ReorganizationPage {
        deeds = List.copyOf(deeds);
    }

    public String address() {
        return "/organization/reorganizations/" + id;
    }

    /// Somebody did something to it.
    ///
    /// @param key of the deed's words
    public record Deed(String key, String who, Instant at) {}
}
