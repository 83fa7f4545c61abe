package vn.lantoa.live;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One run of the program that makes segments of two renditions out of tags. It reads from us and writes files; it has
/// no address of its own, and ends by itself when this process does.
final class Transcoder implements AutoCloseable {

    private final Program program;
    private final OutputStream in;
    private final Path run;

    private Transcoder(Program program, Path run) {
        this.program = program;
        this.in = new BufferedOutputStream(program.process().getOutputStream(), 1 << 16);
        this.run = run;
    }

    /// @param run directory of the segments
    /// @param sound whether there is any; a run is made for picture and sound or for picture alone
    static Transcoder start(Path notes, Path run, boolean sound) throws IOException {
        var transcoder = new Transcoder(Program.start(notes, arguments(run, sound)), run);
        transcoder.in.write(Tag.FILE_HEAD);
        return transcoder;
    }

    // Both renditions are made anew, so that segments have two seconds and both begin at the same pictures whatever the
    // encoder sends; for 720p at 30 pictures a second that takes a third of one core.
    private static List<String> arguments(Path run, boolean sound) {
        var arguments = new ArrayList<>(List.of(
                "-probesize",
                "1M",
                "-analyzeduration",
                "1M",
                "-f",
                "flv",
                "-i",
                "pipe:0",
                "-filter_complex",
                "[0:v:0]split=2[a][b];[a]scale=-2:'min(720,ih)'[u];[b]scale=-2:'min(360,ih)'[l]",
                "-map",
                "[u]",
                "-map",
                "[l]"));
        if (sound) arguments.addAll(List.of("-map", "0:a:0", "-map", "0:a:0"));
        arguments.addAll(List.of(
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-pix_fmt",
                "yuv420p",
                "-x264-params",
                "rc-lookahead=10:scenecut=0:keyint=600",
                "-force_key_frames",
                "expr:gte(t,n_forced*2)",
                "-b:v:0",
                "2000k",
                "-maxrate:v:0",
                "2400k",
                "-bufsize:v:0",
                "2400k",
                "-b:v:1",
                "500k",
                "-maxrate:v:1",
                "600k",
                "-bufsize:v:1",
                "600k"));
        if (sound) arguments.addAll(List.of("-c:a", "aac", "-ac", "2", "-ar", "48000", "-b:a", "96k"));
        arguments.addAll(List.of(
                "-f",
                "hls",
                "-hls_time",
                "2",
                "-hls_list_size",
                "0",
                "-hls_segment_type",
                "mpegts",
                "-hls_flags",
                "program_date_time+independent_segments+temp_file",
                "-hls_segment_filename",
                run + "/%v/%05d.ts",
                "-master_pl_name",
                "master.m3u8",
                "-var_stream_map",
                sound ? "v:0,a:0 v:1,a:1" : "v:0 v:1",
                run + "/%v.m3u8"));
        return arguments;
    }

    /// @throws IOException if the program has ended
    void take(Tag tag) throws IOException {
        tag.write(in);
        in.flush();
    }

    boolean alive() {
        return program.alive();
    }

    String lastWords() {
        return program.lastWords();
    }

    /// When the last segment was finished, in milliseconds since 1970; 0 before the first.
    long lastSegmentMillis() {
        try {
            return Files.getLastModifiedTime(run.resolve("0.m3u8")).toMillis();
        } catch (IOException none) {
            return 0;
        }
    }

    void kill() {
        program.process().destroyForcibly();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException broken) {
            // It has ended.
        }
        program.close();
    }
}
