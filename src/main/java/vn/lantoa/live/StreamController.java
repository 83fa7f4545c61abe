package vn.lantoa.live;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.study.SessionId;

/// What players fetch. Nobody signs in here: the path in the address is the right, so that a delivery network or a
/// proxy at a site can keep what it passed on once. Playlists and the state are fresh for a second; a segment never
/// changes.
@Controller
class StreamController {

    private static final MediaType PLAYLIST = MediaType.parseMediaType("application/vnd.apple.mpegurl");
    private static final MediaType SEGMENT = MediaType.parseMediaType("video/mp2t");
    private static final CacheControl BRIEFLY =
            CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();
    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Broadcasts broadcasts;
    private final Recordings recordings;
    private final Footage footage;
    private final Clock clock;
    private final Map<String, Known<Broadcast>> known = new ConcurrentHashMap<>();
    private final Map<UUID, Known<Intake>> intakes = new ConcurrentHashMap<>();

    StreamController(Broadcasts broadcasts, Recordings recordings, Footage footage, Clock clock) {
        this.broadcasts = broadcasts;
        this.recordings = recordings;
        this.footage = footage;
        this.clock = clock;
    }

    /// How the stream does, in one word of [Reception], and whether there is anything to play.
    @GetMapping("/live/hls/{path}/state")
    ResponseEntity<State> state(@PathVariable String path) {
        var broadcast = served(path);
        var intake = fresh(intakes, broadcast.session(), session -> broadcasts.intake(new SessionId(session)));
        return ResponseEntity.ok()
                .cacheControl(BRIEFLY)
                .header("Access-Control-Allow-Origin", "*")
                .body(new State(intake.reception(), footage.master(broadcast.session()) != null));
    }

    @GetMapping("/live/hls/{path}/master.m3u8")
    ResponseEntity<String> master(@PathVariable String path) {
        var master = footage.master(served(path).session());
        if (master == null) throw new NotFound();
        return playlist(master);
    }

    @GetMapping("/live/hls/{path}/{rendition:[01]}.m3u8")
    ResponseEntity<String> rendition(@PathVariable String path, @PathVariable int rendition) {
        var broadcast = served(path);
        var segments = some(footage.segments(broadcast.session(), rendition));
        return playlist(Playlist.live(segments, broadcast.endedAt() != null));
    }

    @GetMapping("/live/hls/{path}/{run}/{rendition:[01]}/{file}")
    ResponseEntity<Resource> segment(
            @PathVariable String path,
            @PathVariable String run,
            @PathVariable int rendition,
            @PathVariable String file) {
        Path found = footage.file(served(path).session(), run, rendition, file);
        if (found == null) throw new NotFound();
        return ResponseEntity.ok()
                .cacheControl(FOREVER)
                .contentType(SEGMENT)
                .header("Access-Control-Allow-Origin", "*")
                .body(new FileSystemResource(found));
    }

    @GetMapping("/live/hls/{path}/parts/{mark}/master.m3u8")
    ResponseEntity<String> part(@PathVariable String path, @PathVariable String mark) {
        part(recorded(path), Ids.of(mark));
        return master(path);
    }

    @GetMapping("/live/hls/{path}/parts/{mark}/{rendition:[01]}.m3u8")
    ResponseEntity<String> partRendition(
            @PathVariable String path, @PathVariable String mark, @PathVariable int rendition) {
        var broadcast = recorded(path);
        var part = part(broadcast, Ids.of(mark));
        var segments = footage.segments(broadcast.session(), rendition);
        some(Playlist.cut(segments, part.from(), part.until()));
        return playlist(Playlist.recording(segments, part.from(), part.until(), "../../"));
    }

    private static List<Segment> some(List<Segment> segments) {
        if (segments.isEmpty()) throw new NotFound();
        return segments;
    }

    private Mark.Part part(Broadcast broadcast, UUID mark) {
        var end = broadcast.endedAt();
        if (end == null) throw new NotFound();
        return Mark.parts(recordings.marks(new SessionId(broadcast.session())), end).stream()
                .filter(part -> part.id().equals(mark))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /// @throws NotFound unless the recording is offered
    private Broadcast recorded(String path) {
        var broadcast = served(path);
        if (broadcast.publishedAt() == null) throw new NotFound();
        return broadcast;
    }

    /// @throws NotFound if no stream of that path may be fetched now
    private Broadcast served(String path) {
        var broadcast = fresh(known, path, key -> broadcasts.behind(key).orElseThrow(NotFound::new));
        if (broadcast.kind() != BroadcastKind.INGEST || !broadcast.served(clock.instant())) throw new NotFound();
        return broadcast;
    }

    private static ResponseEntity<String> playlist(String text) {
        return ResponseEntity.ok()
                .cacheControl(BRIEFLY)
                .contentType(PLAYLIST)
                .header("Access-Control-Allow-Origin", "*")
                .body(text);
    }

    // Hundreds of sites ask for the same within a second; the database is asked once.
    private static <K, V> V fresh(Map<K, Known<V>> kept, K key, Function<K, V> load) {
        var now = System.nanoTime();
        @Nullable Known<V> before = kept.get(key);
        if (before != null && now - before.at() < FRESH_NANOS) return before.value();
        var value = load.apply(key);
        if (kept.size() > 1_000) kept.clear();
        kept.put(key, new Known<>(value, now));
        return value;
    }

    record State(Reception reception, boolean playable) {}

    private record Known<V>(V value, long at) {}
}
