package vn.lantoa.study;

import java.time.Instant;
import java.util.UUID;

/// A session in a calendar.
///
/// @param place hall and address; empty where nothing is known
/// @param programme topics with their times, a line each, after the meeting it is held within
/// @param revised how often it changed
/// @param cancelled whether it was removed and is told once more
record CalendarEntry(
        UUID id,
        String title,
        Instant startsAt,
        Instant endsAt,
        String place,
        String programme,
        int revised,
        Instant revisedAt,
        boolean cancelled) {}
