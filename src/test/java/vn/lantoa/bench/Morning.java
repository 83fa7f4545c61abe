package vn.lantoa.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One morning of a province: 600 sites, 30,000 people whose doors take half of them in the first
/// third of the time, 5 % read twice, a tenth of the doors off line until late, live boards open. Checks that nobody is
/// lost and nobody counts twice, and measures how long a door waits for its answer.
final class Morning {

    private static final int SITES = 600;
    private static final Pattern PERSON = Pattern.compile("\\[\"([0-9a-f-]{36})\",\\d+,");
    private static final Pattern SITE = Pattern.compile("\"id\":\"([0-9a-f-]{36})\",\"unit\":\"([^\"]+)\"");

    private final Server server;
    private final Client officer;
    private final int people;
    private final Duration length;
    private final Random random = new Random(7);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final ConcurrentLinkedQueue<Wait> waits = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong behind = new AtomicLong();
    private final ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    private final List<Sight> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger looks = new AtomicInteger();
    private String campaign = "";
    private String session = "";

    Morning(Server server, Client officer, int people, Duration length) {
        this.server = server;
        this.officer = officer;
        this.people = people;
        this.length = length;
    }

    void measure(Findings findings, Client browser) throws Exception {
        var doors = open(browser);
        var scans = plan(doors);
        var boards = watch(browser);
        var room = Thread.startVirtualThread(() -> control(browser));
        var cpu = new Cpu(server);
        var since = System.nanoTime();
        run(scans, doors);
        var seconds = (System.nanoTime() - since) / 1e9;
        var shares = cpu.shares(seconds);
        boards.forEach(Thread::interrupt);
        room.interrupt();
        room.join();

        var sorted = waits.stream().mapToDouble(Wait::millis).sorted().toArray();
        var found = studied();
        findings.add(
                "province morning: %,d people, %d sites, in %.0f s".formatted(people, SITES, seconds),
                String.format(
                        Locale.ROOT,
                        "p50 %.0f p99 %.0f ms, lost %d, double %d, failed %d",
                        sorted[sorted.length / 2],
                        sorted[(int) (sorted.length * 0.99)],
                        Math.max(0, people - found),
                        Math.max(0, found - people),
                        failed.get()),
                "p99 <= 150 ms, 0",
                "%.1f times as fast as 15 minutes, %d boards open, %,d looks"
                        .formatted(people / 30_000.0 * 900 / seconds, boards.size(), looks.get()));
        findings.add("   the same in each fifteenth of it", parts(since), "");
        findings.add("   figures behind the doors, at most", behind.get() + " ms", "<= 2 s");
        findings.add(
                "   control room behind the doors, at most", roomBehind() + " ms", "<= 2 s", seen.size() + " looks");
        findings.add("   share of one core, Java + PostgreSQL", shares, "");
    }

    /// What one in a hundred waited at least, in ms, from the beginning to the end.
    private String parts(long begun) {
        var parts = new TreeMap<Long, List<Double>>();
        for (var wait : waits)
            parts.computeIfAbsent((wait.at - begun) * 15 / length.toNanos(), part -> new ArrayList<>())
                    .add(wait.millis);
        return parts.values().stream()
                .map(part -> part.stream().sorted().toList())
                .map(part -> "%.0f".formatted(part.get((int) (part.size() * 0.99))))
                .collect(Collectors.joining(" "));
    }

    /// An off-line queue of a thousand scans arrives at once.
    void queue(Findings findings, Client browser) throws Exception {
        var door = open(browser).stream()
                .max(Comparator.comparingInt(each -> each.people().size()))
                .orElseThrow();
        var lines = new ArrayList<String>();
        for (var number = 0; number < 1_000; number++)
            lines.add(scan(door.people().get(number % door.people().size()), "q" + number, true));
        var best = Double.MAX_VALUE;
        for (var turn = 0; turn < 3; turn++) {
            var body = "{\"scans\":[" + String.join(",", lines).replace("\"q", "\"q" + turn + "-") + "]}";
            var since = System.nanoTime();
            var answer = http.send(post(door, "scans", body), BodyHandlers.ofString());
            if (answer.statusCode() != 200) throw new IOException("a queue was answered " + answer.statusCode());
            best = Math.min(best, (System.nanoTime() - since) / 1e9);
        }
        findings.add("an off-line queue of 1,000 scans merged", String.format(Locale.ROOT, "%.2f s", best), "<= 1 s");
    }

    private List<Door> open(Client browser) throws Exception {
        var units = units();
        var document = "\"documents\":[\"59-NQ/TW\"],\"topics\":[{\"title\":\"Một\"}]";
        var today = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh"));
        campaign = Client.first(
                officer.post("/api/v1/campaigns", "application/json", BodyPublishers.ofString("""
                                {"title":"Đợt để đo","unit":"TN","cutOff":"%s","opensOn":"%s","closesOn":"%s",%s,
                                 "rule":{"forms":["BRIDGE"],"topicsRequired":1.0,"essay":"NONE"}}
                                """.formatted(
                                today, today, today.plusDays(30), document))),
                "\"id\":\"([^\"]+)\"");
        officer.post("/api/v1/campaigns/" + campaign + "/opening", "application/json", BodyPublishers.ofString("{}"));
        var sites = new StringBuilder();
        for (var unit : units)
            sites.append(sites.isEmpty() ? "" : ",")
                    .append("{\"unit\":\"%s\",\"name\":\"Điểm cầu %s\",\"main\":%s}"
                            .formatted(unit, unit, unit.equals("TN")));
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var made = officer.post(
                "/api/v1/campaigns/" + campaign + "/sessions",
                "application/json",
                BodyPublishers.ofString("""
                        {"title":"Hội nghị để đo","form":"BRIDGE","host":"TN","startsAt":"%s","endsAt":"%s","sites":[%s]}
                        """.formatted(now, now.plusSeconds(14_400), sites)));
        session = Client.first(made, "^\\{\"id\":\"([^\"]+)\"");
        var doors = new ArrayList<Door>();
        var found = SITE.matcher(made);
        String csrf = null;
        while (found.find()) {
            if (csrf == null) csrf = Client.csrf(browser.page("/study/sites/" + found.group(1) + "/door"));
            doors.add(door(browser, found.group(1), csrf));
        }
        return doors;
    }

    private Door door(Client browser, String site, String csrf) throws Exception {
        var opened = browser.post(
                "/study/sites/" + site + "/doors",
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString("name=M%C3%A1y&_csrf=" + Client.encoded(csrf)));
        var id = Client.first(opened, "\"door\":\"([^\"]+)\"");
        var token = Client.first(opened, "\"token\":\"([^\"]+)\"");
        var door = new Door(id, token, new ArrayList<>());
        var snapshot = http.send(get(door, "snapshot"), BodyHandlers.ofString()).body();
        var found = PERSON.matcher(snapshot);
        while (found.find()) door.people().add(found.group(1));
        return door;
    }

    /// The province, its committees, and so many of its cells that there are 600 halls.
    private List<String> units() throws Exception {
        var file = Files.createTempFile("lantoa-bench-units", ".csv");
        officer.download("/api/v1/exports/units.csv", file);
        var units = new ArrayList<>(List.of("TN"));
        var cells = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            var parts = line.replace("\"", "").split(",", -1);
            if (parts.length < 3) continue;
            if (parts[1].equals("TN")) units.add(parts[0]);
            else if (parts[2].equals("CELL")) cells.add(parts[0]);
        }
        Files.delete(file);
        Collections.shuffle(cells, random);
        units.addAll(cells.subList(0, SITES - units.size()));
        return units;
    }

    private List<Scan> plan(List<Door> doors) {
        var everybody = new ArrayList<Scan>();
        for (var number = 0; number < doors.size(); number++)
            for (var person : doors.get(number).people()) everybody.add(new Scan(number, person, 0, false));
        Collections.shuffle(everybody, random);
        var scans = new ArrayList<Scan>();
        for (var number = 0; number < people; number++) {
            var drawn = everybody.get(number);
            var part = random.nextDouble();
            var at = (number % 2 == 0 ? part / 3 : 1 / 3.0 + part * 2 / 3) * length.toMillis();
            scans.add(new Scan(drawn.door(), drawn.person(), (long) at, false));
            if (random.nextInt(20) == 0) scans.add(new Scan(drawn.door(), drawn.person(), (long) at + 800, true));
        }
        scans.sort(Comparator.comparingLong(Scan::at));
        return scans;
    }

    private void run(List<Scan> scans, List<Door> doors) throws Exception {
        var kept = new ArrayList<List<String>>();
        while (kept.size() < doors.size()) kept.add(new ArrayList<>());
        var room = new Semaphore(512);
        var begun = System.nanoTime();
        var number = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> compare(begun));
            for (var scan : scans) {
                var line = scan(scan.person(), "n" + number++, scan.door() % 10 == 0);
                if (scan.door() % 10 == 0) {
                    kept.get(scan.door()).add(line);
                    continue;
                }
                var wait = scan.at() - (System.nanoTime() - begun) / 1_000_000;
                if (wait > 0) Thread.sleep(wait);
                room.acquire();
                threads.execute(() -> {
                    send(doors.get(scan.door()), "{\"scans\":[" + line + "]}", true);
                    room.release();
                });
            }
            for (var door = 0; door < doors.size(); door++) {
                var lines = kept.get(door);
                var at = doors.get(door);
                for (var from = 0; from < lines.size(); from += 500) {
                    var body = "{\"scans\":["
                            + String.join(",", lines.subList(from, Math.min(lines.size(), from + 500))) + "]}";
                    send(at, body, false);
                }
            }
        }
    }

    private void send(Door door, String body, boolean measured) {
        try {
            var since = System.nanoTime();
            var answer = http.send(post(door, "scans", body), BodyHandlers.ofString());
            if (answer.statusCode() != 200) failed.incrementAndGet();
            else if (measured) {
                waits.add(new Wait(since, (System.nanoTime() - since) / 1e6));
                if (answer.body().contains("\"recorded\"")) taken.add(System.nanoTime());
            }
        } catch (IOException | InterruptedException lost) {
            failed.incrementAndGet();
        }
    }

    /// How long after an acknowledgement the province's figures have it.
    private void compare(long begun) {
        try {
            follow(begun);
        } catch (IOException | InterruptedException lost) {
            failed.incrementAndGet();
        }
    }

    private void follow(long begun) throws IOException, InterruptedException {
        while (System.nanoTime() - begun < length.toNanos()) {
            Thread.sleep(5_000);
            var acknowledged = waits.size() * 0.93;
            var since = System.nanoTime();
            while (studied() < acknowledged && System.nanoTime() - since < 10_000_000_000L) Thread.sleep(50);
            behind.accumulateAndGet((System.nanoTime() - since) / 1_000_000, Math::max);
        }
    }

    /// Keeps the control room open: told of a change it fetches what changes, and rests a second.
    private void control(Client browser) {
        var base = "/live/conferences/" + session;
        browser.listen(base + "/changes/control", () -> {
            try {
                var part = browser.part(base + "/control/now", "");
                var in = Integer.parseInt(
                        Client.first(part, "id=\"in-now\">([\\d.]+)<").replace(".", ""));
                seen.add(new Sight(System.nanoTime(), in));
                Thread.sleep(1_000);
            } catch (IOException | InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// The longest that somebody was in, acknowledged, and the control room still showed fewer. Only until the first
    /// queue comes, whose people are acknowledged together.
    private long roomBehind() {
        var times = taken.stream().sorted().toList();
        var longest = 0L;
        var shown = 0;
        for (var sight : seen) {
            if (shown < times.size()) longest = Math.max(longest, sight.at() - times.get(shown));
            if (sight.in() > times.size()) break;
            shown = sight.in();
        }
        return longest / 1_000_000;
    }

    private int studied() throws IOException, InterruptedException {
        var figures = officer.page("/api/v1/campaigns/" + campaign + "/participation?unit=TN");
        return Integer.parseInt(Client.first(figures, "\"studied\":(\\d+)"));
    }

    /// As many live boards as one account may have open, for each of the example's accounts, each in a browser of its
    /// own that fetches the figures when it is told that they have changed, as the page does.
    private List<Thread> watch(Client browser) throws Exception {
        var board = browser.page("/study/campaigns/" + campaign);
        var events = attribute(board, "data-stream");
        var figures = attribute(board, "data-fetch");
        var threads = new ArrayList<Thread>();
        for (var account : List.of(
                "canbo",
                "tochuc",
                "nguoixem",
                "kiemtra",
                "bithu-khoicoquan",
                "bithu-tanlinh",
                "bithu-daitu",
                "kiemnhiem")) {
            for (var number = 0; number < 24; number++) {
                var viewer = new Client(server.address());
                try {
                    viewer.signIn(account, "thainguyen2023");
                } catch (IOException unknown) {
                    break;
                }
                threads.add(Thread.startVirtualThread(() -> viewer.listen(events, () -> look(viewer, figures))));
            }
        }
        return threads;
    }

    private void look(Client viewer, String figures) {
        try {
            viewer.look(figures);
            looks.incrementAndGet();
            Thread.sleep(300);
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private static String attribute(String page, String name) throws IOException {
        return Client.first(page, name + "=\"([^\"]+)\"").replace("&amp;", "&");
    }

    private static String scan(String person, String nonce, boolean offline) {
        return "{\"nonce\":\"%s\",\"kind\":\"in\",\"way\":\"search\",\"member\":\"%s\",\"at\":\"%s\",\"offset\":0,\"offline\":%s}"
                .formatted(nonce, person, Instant.now(), offline);
    }

    private HttpRequest get(Door door, String what) {
        return request(door, what).build();
    }

    private HttpRequest post(Door door, String what, String body) {
        return request(door, what)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(Door door, String what) {
        return HttpRequest.newBuilder(URI.create(server.address() + "/doors/" + door.id() + "/" + what))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Door " + door.token());
    }

    private record Door(String id, String token, List<String> people) {}

    private record Wait(long at, double millis) {}

    private record Sight(long at, int in) {}

    private record Scan(int door, String person, long at, boolean again) {}
}
