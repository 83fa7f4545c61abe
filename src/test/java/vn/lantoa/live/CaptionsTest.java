package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lantoa.kernel.Refused;

class CaptionsTest {

    @Test
    void readsTimesAndWordsAndLeavesTheRestOut() {
        var read = read("""
                \uFEFFWEBVTT Kind: captions

                STYLE
                ::cue { color: red }

                NOTE chỉ để nhớ

                1
                00:01.000 --> 00:00:04.250 align:start
                <v Bí thư>Kính thưa <b>các đồng chí</b> &amp; khách mời
                dòng hai

                100:00:00.000 --> 100:00:01.000
                a &lt;script&gt; b
                """.replace("\n", "\r\n"));

        assertThat(read.cues())
                .containsExactly(
                        new Captions.Cue(1_000, 4_250, "Kính thưa các đồng chí & khách mời\ndòng hai"),
                        new Captions.Cue(360_000_000, 360_001_000, "a <script> b"));
    }

    @Test
    void writesNothingThatIsReadAsAMark() {
        var written = new Captions(List.of(new Captions.Cue(61_001, 3_600_000, "1 < 2 & <i>3</i>\n--> x"))).body();

        assertThat(written).isEqualTo("""
                WEBVTT

                00:01:01.001 --> 01:00:00.000
                1 &lt; 2 &amp; &lt;i&gt;3&lt;/i&gt;
                --&gt; x
                """);
    }

    @Test
    void readsAgainWhatItWrote() {
        var read = read("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n1 &lt; 2 &amp;amp; <c>ba</c>\n");

        assertThat(Captions.read(read.body().getBytes(StandardCharsets.UTF_8))).isEqualTo(read);
    }

    @Test
    void refusesWhatIsNoFileOfCaptionsAndNamesTheLine() {
        refuses("", "live.caption.no-webvtt");
        refuses("1\n00:00:01,000 --> 00:00:02,000\nSRT\n", "live.caption.no-webvtt");
        refuses("WEBVTTX\n", "live.caption.no-webvtt");
        refuses("WEBVTT\n\n", "live.caption.none");
        refuses("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<b></b>\n", "live.caption.none");
        refuses("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nx\n", "live.caption.timing", 3);
        refuses("WEBVTT\n\n00:00:02.000 --> 00:00:02.000\nx\n", "live.caption.reversed", 3);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Captions.read("WEBVTT\n\ná".getBytes(StandardCharsets.UTF_16)));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Captions.read(new byte[Captions.LARGEST + 1]))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(413));
    }

    private static void refuses(String text, String key, Object... arguments) {
        assertThatExceptionOfType(Refused.class)
                .as(text)
                .isThrownBy(() -> read(text))
                .satisfies(refused -> {
                    assertThat(refused.key()).isEqualTo(key);
                    assertThat(refused.arguments()).isEqualTo(List.of(arguments));
                });
    }

    private static Captions read(String text) {
        return Captions.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
