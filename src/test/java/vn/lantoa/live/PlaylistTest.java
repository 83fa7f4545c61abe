package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlaylistTest {

    private static final Instant NINE = Instant.parse("2026-02-07T02:00:00Z");

    @Test
    void offersTheLastTwentySecondsAndCountsWhatIsGone() {
        var text = Playlist.live(run(1, 30, NINE), false);

        assertThat(text)
                .startsWith("#EXTM3U\n")
                .contains(
                        "#EXT-X-TARGETDURATION:2\n", "#EXT-X-MEDIA-SEQUENCE:20\n", "#EXT-X-DISCONTINUITY-SEQUENCE:0\n")
                .contains("#EXT-X-PROGRAM-DATE-TIME:2026-02-07T02:00:40.000Z\n#EXTINF:2.000000,\n1/0/00020.ts\n")
                .doesNotContain("00019.ts", "ENDLIST", "#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void goesOnNumberingOverABreakAndCountsTheBreakWhenItHasGone() {
        var all = new ArrayList<>(run(1, 5, NINE));
        all.addAll(run(2, 8, NINE.plusSeconds(60)));
        assertThat(Playlist.live(all, false))
                .contains("#EXT-X-MEDIA-SEQUENCE:3\n", "#EXT-X-DISCONTINUITY-SEQUENCE:0\n")
                .contains("1/0/00004.ts\n#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2026-02-07T02:01:00.000Z\n");

        all.addAll(run(3, 9, NINE.plusSeconds(120)));
        assertThat(Playlist.live(all, false))
                .contains("#EXT-X-MEDIA-SEQUENCE:12\n", "#EXT-X-DISCONTINUITY-SEQUENCE:1\n");

        // The break stands in front of the first segment that is left: it is not gone yet.
        all.addAll(run(3, 1, NINE.plusSeconds(138)));
        assertThat(Playlist.live(all, false)).contains("#EXT-X-DISCONTINUITY-SEQUENCE:1\n#EXT-X-DISCONTINUITY\n");

        all.addAll(run(3, 1, NINE.plusSeconds(140)));
        assertThat(Playlist.live(all, false))
                .contains("#EXT-X-DISCONTINUITY-SEQUENCE:2\n")
                .doesNotContain("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void saysWhenNothingMoreWillCome() {
        assertThat(Playlist.live(run(1, 3, NINE), true)).endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void promisesNoSegmentLongerThanTheLongest() {
        var odd = List.of(new Segment(1, "1/0/00000.ts", 2.6, NINE), new Segment(1, "1/0/00001.ts", 0.4, NINE));
        assertThat(Playlist.live(odd, false)).contains("#EXT-X-TARGETDURATION:3\n");
    }

    @Test
    void cutsARecordingAtTheSegmentsThatShowAnyOfIt() {
        var text = Playlist.recording(run(1, 30, NINE), NINE.plusSeconds(5), NINE.plusSeconds(10), "../../");

        assertThat(text)
                .contains("#EXT-X-PLAYLIST-TYPE:VOD\n", "\n../../1/0/00002.ts\n", "\n../../1/0/00004.ts\n")
                .doesNotContain("00001.ts", "00005.ts")
                .endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void makesPartsOfMarksAndLeavesPausesOut() {
        var first = mark("Khai mạc", 0);
        var second = mark("Chuyên đề 1", 600);
        var last = mark("Chuyên đề 2", 4_000);
        var parts = Mark.parts(List.of(first, second, mark(null, 3_000), last), NINE.plusSeconds(7_200));

        assertThat(parts)
                .extracting(Mark.Part::title, part -> part.until().getEpochSecond() - NINE.getEpochSecond())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Khai mạc", 600L),
                        org.assertj.core.groups.Tuple.tuple("Chuyên đề 1", 3_000L),
                        org.assertj.core.groups.Tuple.tuple("Chuyên đề 2", 7_200L));
    }

    @Test
    void readsWhatTheProgramWrites() {
        assertThat(Footage.parse("""
                        #EXTM3U
                        #EXT-X-VERSION:6
                        #EXT-X-TARGETDURATION:2
                        #EXT-X-MEDIA-SEQUENCE:0
                        #EXTINF:2.000000,
                        #EXT-X-PROGRAM-DATE-TIME:2026-02-07T09:00:00.250+0700
                        00000.ts
                        #EXTINF:1.960000,
                        #EXT-X-PROGRAM-DATE-TIME:2026-02-07T09:00:02.250+0700
                        00001.ts
                        """, 7, 1))
                .containsExactly(
                        new Segment(7, "7/1/00000.ts", 2, NINE.plusMillis(250)),
                        new Segment(7, "7/1/00001.ts", 1.96, NINE.plusMillis(2_250)));
    }

    @Test
    void tellsTheStreamsStateFromWhatTheDatabaseKnows() {
        assertThat(new Intake(false, false, false, null, null).reception()).isEqualTo(Reception.CLOSED);
        assertThat(new Intake(true, false, false, null, null).reception()).isEqualTo(Reception.WAITING);
        assertThat(new Intake(true, false, true, 1.0, null).reception()).isEqualTo(Reception.ON);
        assertThat(new Intake(true, false, true, 6.0, null).reception()).isEqualTo(Reception.LOST);
        assertThat(new Intake(true, false, false, 1.0, null).reception()).isEqualTo(Reception.LOST);
        assertThat(new Intake(true, false, true, 1.0, "PROGRAM").reception()).isEqualTo(Reception.LOST);
        assertThat(new Intake(true, true, true, 1.0, null).reception()).isEqualTo(Reception.ENDED);
    }

    private static Mark mark(@org.jspecify.annotations.Nullable String title, long second) {
        return new Mark(UUID.randomUUID(), NINE.plusSeconds(second), null, title);
    }

    private static List<Segment> run(int run, int count, Instant from) {
        var segments = new ArrayList<Segment>();
        for (var i = 0; i < count; i++)
            segments.add(new Segment(run, run + "/0/%05d.ts".formatted(i), 2, from.plusSeconds(2L * i)));
        return segments;
    }
}
