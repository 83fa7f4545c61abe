package vn.lantoa.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What was taken in of the streams of this node, as files in the home: `live/<session>/<run>/<rendition>/<n>.ts`, with
/// a playlist of each run and rendition beside them that the program writes and only we read.
@Component
class Footage {

    /// The upper and the lower one.
    static final int RENDITIONS = 2;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    private static final Pattern RUN = Pattern.compile("[0-9]{1,6}");
    private static final Pattern FILE = Pattern.compile("[0-9]{5,7}\\.ts");

    private final Path root;
    private final Map<Path, Read> known = new ConcurrentHashMap<>();

    Footage(@Value("${lantoa.home}") Path home) {
        this.root = home.resolve("live");
    }

    Path root() {
        return root;
    }

    /// Where the notes of running programs lie.
    Path notes() {
        return root.resolve("programs");
    }

    /// The directory of a new run, made.
    Path begin(UUID session) throws IOException {
        var runs = runs(session);
        var run = directory(session).resolve(String.valueOf(runs.isEmpty() ? 1 : runs.getLast() + 1));
        for (var rendition = 0; rendition < RENDITIONS; rendition++)
            Files.createDirectories(run.resolve(String.valueOf(rendition)));
        return run;
    }

    /// All segments of a rendition from the first run on, in order.
    List<Segment> segments(UUID session, int rendition) {
        var all = new ArrayList<Segment>();
        for (var run : runs(session)) all.addAll(read(session, run, rendition));
        return all;
    }

    /// The master playlist of the newest run that got as far as to write one; null before that. It names the renditions
    /// as `0.m3u8` and `1.m3u8`.
    @Nullable
    String master(UUID session) {
        for (var run : runs(session).reversed()) {
            try {
                return Files.readString(directory(session).resolve(run + "/master.m3u8"));
            } catch (IOException none) {
                // A run that wrote nothing has none; the one before speaks for the stream.
            }
        }
        return null;
    }

    /// The file of a segment; null if there is none or the names are not ours.
    @Nullable
    Path file(UUID session, String run, int rendition, String name) {
        if (!RUN.matcher(run).matches() || !FILE.matcher(name).matches()) return null;
        var file = directory(session)
                .resolve(run)
                .resolve(String.valueOf(rendition))
                .resolve(name);
        return Files.isRegularFile(file) ? file : null;
    }

    /// Removes everything of a conference from this node; what is gone already is no failure.
    void remove(UUID session) {
        var directory = directory(session);
        if (!Files.isDirectory(directory)) return;
        known.keySet().removeIf(file -> file.startsWith(directory));
        try (var inside = Files.walk(directory)) {
            for (var file : inside.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private Path directory(UUID session) {
        return root.resolve(session.toString());
    }

    private List<Integer> runs(UUID session) {
        try (var inside = Files.list(directory(session))) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(name -> RUN.matcher(name).matches())
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private List<Segment> read(UUID session, int run, int rendition) {
        var file = directory(session).resolve(run + "/" + rendition + ".m3u8");
        try {
            var stamp = Files.getLastModifiedTime(file).toMillis() ^ (Files.size(file) << 20);
            var before = known.get(file);
            if (before != null && before.stamp() == stamp) return before.segments();
            var segments = parse(Files.readString(file), run, rendition);
            if (known.size() > 200) known.clear();
            known.put(file, new Read(stamp, segments));
            return segments;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    static List<Segment> parse(String text, int run, int rendition) {
        var segments = new ArrayList<Segment>();
        var seconds = 0.0;
        var at = Instant.EPOCH;
        for (var line : text.split("\n", -1)) {
            if (line.startsWith("#EXTINF:")) seconds = Double.parseDouble(line.substring(8, line.indexOf(',')));
            else if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:"))
                at = OffsetDateTime.parse(line.substring(25).strip(), MOMENT).toInstant();
            else if (!line.isBlank() && line.charAt(0) != '#')
                segments.add(new Segment(run, run + "/" + rendition + "/" + line.strip(), seconds, at));
        }
        return List.copyOf(segments);
    }

    private record Read(long stamp, List<Segment> segments) {}
}
