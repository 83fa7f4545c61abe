package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The session that a page about a part of it belongs to.
public record SessionLine(
        UUID id,
        String title,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant closedAt) {}
