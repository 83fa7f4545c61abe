package vn.lantoa.live;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What a player reads to know which segments there are (RFC 8216). Every number follows from all segments ever
/// written, so that any node, and the same node after a restart, says the same.
final class Playlist {

    /// How many segments a running stream offers: 20 seconds, enough for a player that comes back from a short outage.
    static final int WINDOW = 10;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Playlist() {}

    /// Of a stream that runs, or has just ended.
    ///
    /// @param all segments of one rendition from the first, in order
    static String live(List<Segment> all, boolean ended) {
        var first = Math.max(0, all.size() - WINDOW);
        var breaks = 0;
        for (var i = 1; i < first; i++) if (breaks(all, i)) breaks++;
        var text = head(all)
                .append("#EXT-X-MEDIA-SEQUENCE:")
                .append(first)
                .append("\n#EXT-X-DISCONTINUITY-SEQUENCE:")
                .append(breaks)
                .append('\n');
        write(text, all, first, all.size(), "");
        if (ended) text.append("#EXT-X-ENDLIST\n");
        return text.toString();
    }

    /// Of a recording from `from` until `until`.
    ///
    /// @param up from the playlist's address to the stream's, such as `../../`
    static String recording(List<Segment> all, Instant from, Instant until, String up) {
        var cut = cut(all, from, until);
        var text = head(cut).append("#EXT-X-PLAYLIST-TYPE:VOD\n");
        write(text, cut, 0, cut.size(), up);
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    /// The segments that show anything between `from` and `until`.
    static List<Segment> cut(List<Segment> all, Instant from, Instant until) {
        return all.stream()
                .filter(segment -> segment.until().isAfter(from) && segment.at().isBefore(until))
                .toList();
    }

    // The longest ever, since the figure may not change while a stream runs; never under the two seconds aimed at.
    private static StringBuilder head(List<Segment> all) {
        var longest = all.stream()
                .mapToLong(segment -> Math.round(segment.seconds()))
                .max()
                .orElse(2);
        return new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-TARGETDURATION:")
                .append(Math.max(2, longest))
                .append('\n');
    }

    private static void write(StringBuilder text, List<Segment> all, int from, int until, String up) {
        for (var i = from; i < until; i++) {
            var segment = all.get(i);
            if (i > 0 && breaks(all, i)) text.append("#EXT-X-DISCONTINUITY\n");
            text.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(MOMENT.format(segment.at()))
                    .append("\n#EXTINF:")
                    .append(String.format(Locale.ROOT, "%.6f", segment.seconds()))
                    .append(",\n")
                    .append(up)
                    .append(segment.file())
                    .append('\n');
        }
    }

    private static boolean breaks(List<Segment> all, int index) {
        return all.get(index).run() != all.get(index - 1).run();
    }
}
