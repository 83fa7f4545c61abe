package vn.lantoa.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A moment of a conference at which the chair said that something begins.
///
/// @param topic number of the campaign's topic, or null
/// @param title what begins; null for a pause
public record Mark(
        UUID id,
        Instant at,
        @Nullable Integer topic,
        @Nullable String title) {

    /// A part of the recording, from one mark to the next.
    public record Part(UUID id, String title, Instant from, Instant until) {}

    /// The parts that `marks` make, in the order of time; pauses are left out.
    ///
    /// @param end of the broadcast
    public static List<Part> parts(List<Mark> marks, Instant end) {
        var parts = new ArrayList<Part>();
        for (var i = 0; i < marks.size(); i++) {
            var mark = marks.get(i);
            var until = i + 1 < marks.size() ? marks.get(i + 1).at() : end;
            if (mark.title() != null && mark.at().isBefore(until))
                parts.add(new Part(mark.id(), mark.title(), mark.at(), until));
        }
        return parts;
    }
}
