package vn.lantoa.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A poll that everybody answers at once: ten thousand ballots of as many phones in twenty seconds, with the screens of
/// the halls open. Measures how long a phone waits, and how long a screen shows fewer ballots than are acknowledged.
final class Votes {

    private static final int BALLOTS = 10_000;
    private static final int SECONDS = 20;
    private static final int SCREENS = 200;

    private final Server server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final ConcurrentLinkedQueue<Double> waits = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> counted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();

    Votes(Server server) {
        this.server = server;
    }

    /// A small poll goes before, as halls try their phones out before they vote: what a process that has just started
    /// still has to compile is not what a conference waits for.
    void measure(Findings findings, Client officer, Client browser, String day) throws Exception {
        var base = "/live/conferences/" + Door.open(officer, "TN", day).session() + "/polls";
        poll(findings, browser, base, BALLOTS / 5, "the trial before it: ", "", "");
        poll(findings, browser, base, BALLOTS, "", "p99 <= 300 ms, 0", "<= 2 s");
    }

    private void poll(
            Findings findings, Client browser, String base, int ballots, String name, String bar, String screenBar)
            throws Exception {
        waits.clear();
        counted.clear();
        var csrf = Client.csrf(browser.page(base + "/new"));
        var poll = browser.submit(
                base,
                csrf,
                "kind",
                "SINGLE",
                "question",
                "Đồng chí đồng ý với dự thảo không?",
                "options",
                "Đồng ý\nKhông đồng ý\nÝ kiến khác");
        poll = poll.replaceFirst("^https?://[^/]+", "");
        browser.submit(poll + "/rounds", csrf);
        var ballot = Client.first(browser.page(poll), "(/live/ballots/[A-Za-z0-9_-]{12})");

        var phone = new Client(server.address());
        var token = Client.csrf(phone.page(ballot));
        var screens = new ArrayList<Screen>();
        for (var number = 0; number < SCREENS; number++) screens.add(new Screen(phone, ballot));
        Thread.sleep(2_000);
        var cpu = new Cpu(server);
        var since = System.nanoTime();
        cast(ballots, ballot, token, phone.cookie("XSRF-TOKEN"), since);
        var seconds = (System.nanoTime() - since) / 1e9;
        var shares = cpu.shares(seconds);
        Thread.sleep(3_000);
        screens.forEach(Screen::close);

        var sorted = waits.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var shown = shown(phone.page(ballot + "/results"));
        findings.add(
                name + "%,d ballots in %.0f s".formatted(ballots, seconds),
                String.format(
                        Locale.ROOT,
                        "p50 %.0f p99 %.0f ms, lost %d, failed %d",
                        sorted[sorted.length / 2],
                        sorted[(int) (sorted.length * 0.99)],
                        counted.size() - shown,
                        failed.get()),
                bar,
                "%d screens open, %s".formatted(SCREENS, shares));
        var times = counted.stream().sorted().toList();
        var behind = screens.stream().mapToLong(screen -> screen.behind(times)).max();
        findings.add("   a screen behind the ballots, at most", behind.orElse(0) + " ms", screenBar);
    }

    private void cast(int ballots, String ballot, String token, String cookie, long since) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < ballots; number++) {
                var wait = number * (SECONDS * 1_000L) / BALLOTS - (System.nanoTime() - since) / 1_000_000;
                if (wait > 0) Thread.sleep(wait);
                var voter = "phone-%d-%012d".formatted(ballots, number);
                var body = "choice=" + (1 + number % 3) + "&_csrf=" + Client.encoded(token);
                threads.execute(() -> send(ballot, body, cookie + "; lantoa-ballot=" + voter));
            }
        }
    }

    private void send(String ballot, String body, String cookies) {
        try {
            var since = System.nanoTime();
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(server.address() + ballot))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Cookie", cookies)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.discarding());
            var now = System.nanoTime();
            if (answer.statusCode() != 302) failed.incrementAndGet();
            else {
                waits.add((now - since) / 1e6);
                counted.add(now);
                follow(answer.headers().firstValue("Location").orElseThrow(), cookies);
            }
        } catch (IOException | InterruptedException lost) {
            failed.incrementAndGet();
        }
    }

    /// As a browser does after its form was taken: the page that thanks.
    private void follow(String location, String cookies) throws IOException, InterruptedException {
        var address = URI.create(server.address()).resolve(location);
        var page = http.send(
                HttpRequest.newBuilder(address).header("Cookie", cookies).build(), BodyHandlers.discarding());
        if (page.statusCode() != 200) failed.incrementAndGet();
    }

    private static int shown(String results) throws IOException {
        return Integer.parseInt(
                Client.first(results, "data-announce>.*</span>([\\d.]+) phiếu").replace(".", ""));
    }

    /// A hall's screen: told of a change it fetches the results, and rests a second.
    private static final class Screen {

        private final List<long[]> seen = Collections.synchronizedList(new ArrayList<>());
        private final Thread thread;

        Screen(Client phone, String ballot) {
            thread = Thread.startVirtualThread(() -> phone.listen(ballot + "/changes", () -> {
                try {
                    var shown = shown(phone.part(ballot + "/results", ""));
                    seen.add(new long[] {System.nanoTime(), shown});
                    Thread.sleep(1_000);
                } catch (IOException | InterruptedException gone) {
                    Thread.currentThread().interrupt();
                }
            }));
        }

        /// In milliseconds, how long it showed fewer than were acknowledged.
        long behind(List<Long> times) {
            var longest = 0L;
            var shown = 0;
            for (var sight : seen) {
                if (shown < times.size()) longest = Math.max(longest, sight[0] - times.get(shown));
                shown = (int) sight[1];
            }
            if (shown < times.size()) longest = Math.max(longest, System.nanoTime() - times.get(shown));
            return longest / 1_000_000;
        }

        void close() {
            thread.interrupt();
        }
    }
}
