package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of the roll that people sign at a site.
///
/// @param cameAt when the member was let in, at whichever site, or null
public record SignedRow(
        UUID member,
        String memberNo,
        String fullName,
        String cell,
        @Nullable Instant cameAt) {}
