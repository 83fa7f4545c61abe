package vn.lantoa.study.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A topic in the timetable of a session.
///
/// @param from as typed, of Viet Nam (`2023-12-12T07:30`); until likewise
/// @param presenter who presents it, of the session or else of the campaign
/// @param typed the presenter of this session only, as typed
public record SlotLine(
        int topic,
        String title,
        Instant startsAt,
        Instant endsAt,
        String from,
        String until,
        @Nullable String presenter,
        String typed) {}
