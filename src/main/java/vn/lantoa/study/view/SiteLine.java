package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A site in the list of a session.
///
/// @param expected people expected here and nowhere else
/// @param present people who came in
/// @param checked lines of the list of equipment that are ticked
public record SiteLine(
        UUID id,
        String unitCode,
        String unitName,
        String name,
        String hall,
        @Nullable Integer capacity,
        @Nullable String operatorName,
        boolean main,
        @Nullable Instant testedAt,
        long expected,
        long present,
        long checked) {

    /// Whether more people are expected than fit.
    public boolean tight() {
        return capacity != null && capacity < expected;
    }
}
