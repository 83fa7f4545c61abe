package vn.lantoa.access.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of the trace.
///
/// @param username null for what the system did by itself
public record AuditLine(
        Instant at,
        @Nullable String username,
        String action,
        @Nullable String detail) {}
