package vn.lantoa.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server for buckets that keeps them in a directory and checks every signature: S3Proxy, which the build lays
/// down in `target/storage`, in a process of its own, since its web server and ours do not go together on one
/// class path.
final class S3Server {

    static final String KEY = "lantoa";
    static final String SECRET = "a secret of the tests";
    static final String BUCKET = "lantoa";

    private static final int PATIENCE_SECONDS = 120;
    private static @Nullable S3Server shared;

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private S3Server(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /// One for all tests of this process, which ends with it.
    static synchronized S3Server shared() {
        if (shared != null) return shared;
        try {
            var server = new S3Server(Files.createTempDirectory("lantoa-s3"), Child.freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            server.start();
            shared = server;
            return server;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Where it keeps the objects of the bucket, each a file.
    Path objects() {
        return directory.resolve("buckets").resolve(BUCKET);
    }

    int port() {
        return port;
    }

    Bucket bucket() {
        return bucket(port, BUCKET, SECRET);
    }

    static Bucket bucket(int port, String name, String secret) {
        return new Bucket(URI.create("http://127.0.0.1:" + port), name, "", KEY, secret, true);
    }

    void start() throws IOException, InterruptedException {
        Files.createDirectories(objects());
        // Whatever the others of the machine may read it would show to anybody.
        new ProcessBuilder("chmod", "-R", "go=", directory.toString()).start().waitFor();
        var settings = Files.writeString(
                directory.resolve("s3proxy.conf"),
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, KEY, SECRET, directory.resolve("buckets")),
                StandardCharsets.ISO_8859_1);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-DLOG_LEVEL=warn",
                        "-jar",
                        "target/storage/s3proxy.jar",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3proxy.log").toFile())
                .start();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens()) {
            if (System.nanoTime() > end || !process.isAlive())
                throw new IOException(Files.readString(directory.resolve("s3proxy.log")));
            Thread.sleep(50);
        }
    }

    void stop() {
        var running = process;
        if (running == null) return;
        running.destroyForcibly();
        running.onExit().join();
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
