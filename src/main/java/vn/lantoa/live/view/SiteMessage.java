package vn.lantoa.live.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as the site to which it went sees it.
public record SiteMessage(
        UUID id,
        String text,
        String sentBy,
        Instant sentAt,
        @Nullable Instant readAt,
        @Nullable String readBy) {}
