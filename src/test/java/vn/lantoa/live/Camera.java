package vn.lantoa.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An encoder as halls have one: a moving test picture with a clock and a tone, pushed by ffmpeg in real time.
public final class Camera implements AutoCloseable {

    private final Process process;

    private Camera(Process process) {
        this.process = process;
    }

    /// @param address `rtmp://…` or `srt://…`
    public static Camera push(String address) throws IOException {
        return push(address, "libx264", true);
    }

    static Camera push(String address, String codec, boolean sound) throws IOException {
        var command = new ArrayList<>(List.of(
                "ffmpeg",
                "-nostdin",
                "-loglevel",
                "error",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=854x480:rate=25"));
        if (sound) command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100"));
        command.addAll(List.of("-c:v", codec, "-pix_fmt", "yuv420p", "-b:v", "600k", "-g", "100"));
        if (codec.equals("libx264")) command.addAll(List.of("-preset", "ultrafast"));
        if (sound) command.addAll(List.of("-c:a", "aac"));
        command.addAll(List.of("-f", address.startsWith("srt") ? "mpegts" : "flv", address));
        return new Camera(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /// Whether it was sent away, or its line was cut, within `seconds`.
    public boolean endsWithin(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    boolean sends() {
        return process.isAlive();
    }

    /// Its plug is pulled.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
