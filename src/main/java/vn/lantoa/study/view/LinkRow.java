package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link that lets somebody keep a door for a day.
public record LinkRow(
        UUID id,
        String holder,
        String issuer,
        Instant issuedAt,
        Instant endsAt,
        @Nullable Instant revokedAt,
        long devices) {}
