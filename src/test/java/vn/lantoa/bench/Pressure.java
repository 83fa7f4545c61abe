package vn.lantoa.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Posts over kept connections on the loopback, each waiting for its answer before the next; bounded in number and
/// time.
final class Pressure {

    private static final int MOST_FAILED = 500;

    private final AtomicInteger failed = new AtomicInteger();
    private final int port;
    private final String path;
    private final String token;
    private final String accepted;

    Pressure(int port, String path, String token) {
        this(port, path, token, "");
    }

    private Pressure(int port, String path, String token, String accepted) {
        this.port = port;
        this.path = path;
        this.token = token;
        this.accepted = accepted;
    }

    /// The same requests, saying what answers they accept as other programs do: that alone is not plain enough for the
    /// short way in, so that they pass the chain of filters and the search for a route as every other request does.
    Pressure onTheOrdinaryWay() {
        return new Pressure(port, path, token, "Accept: application/json, */*\r\n");
    }

    /// @param bodies the body of each request by its number from 0
    Result run(int connections, int requests, int seconds, IntFunction<String> bodies)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        failed.set(0);
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        var since = System.nanoTime();
        var lines = new ArrayList<Future<long[]>>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var line = 0; line < connections; line++)
                lines.add(threads.submit(() -> drive(next, requests, end, bodies)));
            var all = new ArrayList<long[]>();
            for (var line : lines) all.add(line.get());
            return Result.of(all, failed.get(), System.nanoTime() - since);
        }
    }

    private long[] drive(AtomicInteger next, int requests, long end, IntFunction<String> bodies) throws IOException {
        var times = new long[requests];
        var count = 0;
        try (var line = new Line(port)) {
            for (var number = next.getAndIncrement();
                    number < requests && System.nanoTime() < end;
                    number = next.getAndIncrement()) {
                var request = request(bodies.apply(number));
                var since = System.nanoTime();
                var status = line.exchange(request);
                if (status.startsWith("HTTP/1.1 2")) times[count++] = System.nanoTime() - since;
                else if (failed.incrementAndGet() > MOST_FAILED) throw new IOException(status);
            }
        }
        return Arrays.copyOf(times, count);
    }

    private byte[] request(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n" + accepted
                + "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        var first = head.getBytes(StandardCharsets.US_ASCII);
        var whole = Arrays.copyOf(first, first.length + bytes.length);
        System.arraycopy(bytes, 0, whole, first.length, bytes.length);
        return whole;
    }

    /// @param failed requests that were not answered with success; they are not among the times
    /// @param p50 in milliseconds, like p99
    record Result(int count, int failed, double perSecond, double p50, double p99) {

        static Result of(List<long[]> times, int failed, long nanos) {
            var all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            if (all.length == 0) return new Result(0, failed, 0, 0, 0);
            return new Result(
                    all.length,
                    failed,
                    all.length / (nanos / 1e9),
                    all[all.length / 2] / 1e6,
                    all[(int) (all.length * 0.99)] / 1e6);
        }

        double seconds() {
            return count / perSecond;
        }
    }
}
