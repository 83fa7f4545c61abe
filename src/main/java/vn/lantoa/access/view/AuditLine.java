package vn.lantoa.access.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of the trace.
///
/// @param username null for what the system did by itself
/// @param action as it is kept, `study.closure.create`
/// @param words what the action is called in the reader's language
/// @param place name of the unit where it was done, or null
public record AuditLine(
        Instant at,
        @Nullable String username,
        String action,
        String words,
        @Nullable String place,
        @Nullable String detail) {}
