package vn.lantoa.access.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the list of accounts.
///
/// @param lastSignedInAt null if never
public record AccountLine(
        UUID id,
        String username,
        String fullName,
        List<String> roles,
        boolean setUp,
        boolean disabled,
        @Nullable Instant lastSignedInAt) {}
