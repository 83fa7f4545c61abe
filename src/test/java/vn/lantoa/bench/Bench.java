package vn.lantoa.bench;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Measures what the issue asks of speed and memory, on the packaged application, with the load generator beside
/// it on the same machine. `--quick` asks each thing less often and takes a fifth of the morning. `--starts`,
/// `--pages`, `--check-ins`, `--morning`, `--votes`, `--imports` and `--reorganizations` measure
/// only that. Never part of the tests: a busy machine is slow, not wrong.
final class Bench {

    private static final String PASSWORD = "thainguyen2023";
    private static final int MEMBERS = 135_200;
    private static final int BAR_MEMBERS = 98_400;

    private final Findings findings = new Findings();
    private final Path directory;
    private final boolean quick;

    private final Set<String> only;

    private Bench(Path directory, Set<String> arguments) {
        this.directory = directory;
        this.quick = arguments.contains("--quick");
        this.only = arguments.stream().filter(one -> !one.equals("--quick")).collect(Collectors.toSet());
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Bench(Files.createTempDirectory("lantoa-bench"), Set.of(arguments));
        if (bench.only.equals(Set.of("--reorganizations"))) bench.reorganizations();
        else
            try (var server = new Server(bench.directory.resolve("example"), true)) {
                bench.run(server);
            }
        bench.findings.print();
    }

    private boolean asked(String part) {
        return only.isEmpty() || only.contains(part);
    }

    private void run(Server server) throws Exception {
        findings.add("first start with the example", seconds(server.start()), "<= 25 s");
        if (asked("--starts")) findings.measure("starts", () -> starts(server));
        if (asked("--pages")) {
            findings.measure("pages", () -> pages(server));
            findings.measure("member page", () -> memberPage(server));
            findings.measure("names export", () -> export(server));
        }
        if (asked("--check-ins")) findings.measure("check-ins", () -> checkIns(server));
        if (asked("--morning")) findings.measure("province morning", () -> morning(server));
        if (asked("--votes")) findings.measure("votes", () -> votes(server));
        if (asked("--imports")) findings.measure("imports", () -> imports(server));
        if (asked("--reorganizations")) reorganizations();
    }

    private void starts(Server server) throws Exception {
        server.stop();
        findings.add("later start", seconds(server.start()), "<= 6 s", bare());
        Thread.sleep(5_000);
        findings.add("idle memory of the Java process", megabytes(server.memory("VmRSS")), "<= 400 MB");
    }

    private String bare() throws Exception {
        try (var plain = Server.plain(directory.resolve("plain"))) {
            plain.start();
            plain.stop();
            return "an application that does nothing " + seconds(plain.start());
        }
    }

    private void morning(Server server) throws Exception {
        var officer = new Client(server.address()).program("canbo", PASSWORD);
        var browser = new Client(server.address()).signIn("canbo", PASSWORD);
        new Morning(server, officer, 1_000, Duration.ofSeconds(10)).queue(findings, browser);
        new Morning(server, officer, quick ? 6_000 : 30_000, Duration.ofSeconds(quick ? 180 : 900))
                .measure(findings, browser);
    }

    private void votes(Server server) throws Exception {
        var officer = new Client(server.address()).program("canbo", PASSWORD);
        var browser = new Client(server.address()).signIn("canbo", PASSWORD);
        new Votes(server).measure(findings, officer, browser, today());
    }

    private void reorganizations() {
        findings.measure("reorganization of a province", () -> redraw("province", Redrawn.PROVINCE));
        findings.measure("reorganization of the country", () -> redraw("country", Redrawn.COUNTRY));
    }

    private void pages(Server server) throws Exception {
        var limit = latencies(new Client(server.address()), "/actuator/health/liveness");
        var officer = new Client(server.address()).signIn("canbo", PASSWORD);
        var campaign = running(officer);
        var place = "/study/campaigns/" + sized(officer, BAR_MEMBERS);
        findings.add(
                "province board, 98,400 members, p50 / p95",
                pair(latencies(officer, place)) + processor(server, officer, place),
                "p95 <= 40 ms",
                "liveness " + pair(limit));
        var larger = "/study/campaigns/" + campaign;
        findings.add(
                "province board, 135,200 members, p50 / p95",
                pair(latencies(officer, larger)) + processor(server, officer, larger),
                "");

        for (var basis : List.of("now", "bridged"))
            findings.add(
                    "province board, basis " + basis + ", p50 / p95",
                    pair(latencies(officer, "/study/campaigns/" + campaign + "?basis=" + basis)),
                    "p95 <= 150 ms");

        findings.measure("comparison", () -> {
            var years = "?left=year:2024&right=year:" + today().substring(0, 4) + "&basis=";
            for (var basis : List.of("was", "bridged"))
                findings.add(
                        "comparison of two years, basis " + basis + ", p50 / p95",
                        pair(latencies(officer, "/reporting/comparisons" + years + basis, 60)),
                        "");
        });

        findings.measure("tree of a day", () -> {
            var entry = latencies(officer, "/organization/tree?on=2024-01-01");
            findings.add("tree of a day, the province's page, p50 / p95", pair(entry), "p95 <= 100 ms");
            var whole = latencies(officer, "/organization/exports/units.csv?on=2024-01-01");
            findings.add("tree of a day, whole, as CSV, p50 / p95", pair(whole), "p95 <= 100 ms");
        });

        findings.measure("cell roll-call page", () -> {
            var secretary = new Client(server.address()).signIn("bithu-xom", PASSWORD);
            var sheet = Client.first(secretary.page("/study/due"), "(/study/campaigns/[^\"]*/roll-calls/[^\"?]*)");
            var times = latencies(secretary, sheet);
            findings.add(
                    "cell roll-call page, p50 / p95",
                    pair(times) + processor(server, secretary, sheet),
                    "p95 <= 20 ms");
        });
    }

    /// The campaign that counts so many members. The province of the issue is the one before its merger, which only a
    /// campaign of that time still shows.
    private static String sized(Client officer, int members) throws Exception {
        var printed = Pattern.compile(">\\s*" + String.format(Locale.GERMAN, "%,d", members) + "\\s*<");
        var list = Pattern.compile("/study/campaigns/([0-9a-f-]{36})").matcher(officer.page("/study/campaigns"));
        for (var id : list.results().map(found -> found.group(1)).distinct().toList())
            if (printed.matcher(officer.pageIfAny("/study/campaigns/" + id)).find()) return id;
        throw new IOException("no campaign counts " + members + " members");
    }

    private static String running(Client officer) throws Exception {
        return Client.first(officer.page("/example/simulator"), "/study/campaigns/([0-9a-f-]{36})");
    }

    private double[] latencies(Client client, String path) throws Exception {
        return latencies(client, path, quick ? 60 : 300);
    }

    private static double[] latencies(Client client, String path, int count) throws Exception {
        var times = new double[count];
        for (var warm = 0; warm < times.length; warm++) client.page(path);
        for (var number = 0; number < times.length; number++) {
            var since = System.nanoTime();
            client.page(path);
            times[number] = (System.nanoTime() - since) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }

    /// What a page costs the Java process, which says more than the time until the answer where others use the machine.
    private static String processor(Server server, Client client, String path) throws Exception {
        var before = server.processorMillis();
        for (var number = 0; number < 50; number++) client.page(path);
        return String.format(Locale.ROOT, ", %.1f ms CPU", (server.processorMillis() - before) / 50);
    }

    private void memberPage(Server server) throws Exception {
        var member = new Client(server.address()).signIn("dangvien", PASSWORD);
        var page = member.page("/study/mine");
        var bytes = (long) member.compressed("/study/mine").length;
        var assets = Pattern.compile("(?:href|src)=\"(/(?:assets|icons)/[^\"]+\\.(?:css|js|woff2|svg))[\"#?]")
                .matcher(page);
        for (var path : assets.results().map(found -> found.group(1)).distinct().toList())
            bytes += member.compressed(path).length;
        findings.add("member's page, compressed, first load", bytes / 1024 + " kB", "<= 150 kB");
    }

    private void export(Server server) throws Exception {
        var officer = new Client(server.address()).signIn("canbo", PASSWORD);
        var path = "/study/campaigns/" + running(officer) + "/names.xlsx";
        var before = server.memory("VmRSS");
        var file = directory.resolve("names.xlsx");
        var since = System.nanoTime();
        officer.download(path, file);
        var millis = (System.nanoTime() - since) / 1_000_000;
        var more = Math.max(0, server.memory("VmHWM") - before);
        findings.add(
                "names of the province as XLSX",
                seconds(millis) + ", " + Files.size(file) / 1024 + " kB, +" + megabytes(more),
                "<= 6 s, +64 MB");
    }

    private void checkIns(Server server) throws Exception {
        var officer = new Client(server.address()).program("canbo", PASSWORD);
        var numbers = numbers(officer);
        var door = Door.open(officer, "TN", today());
        var singles = quick ? 12_000 : 60_000;
        var pressure = new Pressure(server.port, "/api/v1/sessions/" + door.session() + "/check-ins", officer.token);
        var ordinary = pressure.onTheOrdinaryWay();
        pressure.run(64, singles / 3, 20, number -> "[]");
        ordinary.run(64, singles / 3, 20, number -> "[]");
        var trivialShort = pressure.run(64, singles, 30, number -> "[]");
        var trivial = ordinary.run(64, singles, 30, number -> "[]");
        var cpu = new Cpu(server);
        var single = pressure.run(64, singles, 60, number -> door.body(numbers.get(number), "s" + number));
        findings.add(
                "single check-ins, 64 connections", rate(single), ">= 6,000/s, 50 ms", cpu.shares(single.seconds()));
        // An ordinary request of the application that does nothing; the other one is what no other route has.
        findings.add("   of a trivial authenticated POST", share(single, trivial), ">= 40 %", rate(trivial));
        findings.add(
                "   of one that takes the short way in as well", share(single, trivialShort), "", rate(trivialShort));

        var rest = numbers.subList(singles, MEMBERS);
        cpu = new Cpu(server);
        var batches = pressure.run(8, rest.size() / 500, 60, number -> door.batch(rest, number * 500, 500));
        findings.add(
                "check-ins in batches of 500",
                String.format(Locale.ROOT, "%,.0f/s, p99 %.0f ms", batches.perSecond() * 500, batches.p99()),
                ">= 25,000/s",
                cpu.shares(batches.seconds()));
    }

    private static String share(Pressure.Result part, Pressure.Result whole) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part.perSecond() / whole.perSecond());
    }

    private static String rate(Pressure.Result result) {
        return String.format(
                Locale.ROOT, "%,.0f/s, p50 %.1f p99 %.1f ms", result.perSecond(), result.p50(), result.p99());
    }

    private static String today() {
        return LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString();
    }

    private List<String> numbers(Client officer) throws Exception {
        var file = directory.resolve("members.csv");
        officer.download("/api/v1/exports/members.csv", file);
        try (var lines = Files.lines(file)) {
            return lines.skip(1)
                    .map(line -> line.replaceFirst("[,;].*", "").replace("\"", ""))
                    .toList();
        }
    }

    /// What the example exports is imported into empty homes, whose limit is the file read without keeping a row.
    private void imports(Server server) throws Exception {
        var officer = new Client(server.address()).program("admin", Server.ADMIN_PASSWORD);
        var units = directory.resolve("units.csv");
        officer.download("/api/v1/exports/units.csv", units);
        for (var format : List.of("csv", "xlsx")) {
            var members = directory.resolve("members." + format);
            officer.download("/api/v1/exports/members." + format, members);
            try (var empty = new Server(directory.resolve("import-" + format), false)) {
                empty.start();
                load(empty, units, members, format);
            }
        }
    }

    private void redraw(String name, Redrawn shape) throws Exception {
        var units = directory.resolve(name + "-units.csv");
        var members = directory.resolve(name + "-members.csv");
        shape.units(units);
        shape.members(members);
        try (var empty = new Server(directory.resolve("redraw-" + name), false)) {
            empty.start();
            var admin = new Client(empty.address()).program("admin", Server.ADMIN_PASSWORD);
            admin.post("/api/v1/imports/units", "text/csv", BodyPublishers.ofFile(units));
            if (shape.members() == 0) {
                shape.measure(findings, admin, "10,035 communes become 3,321", "", "");
                return;
            }
            admin.post("/api/v1/imports/members", "text/csv", BodyPublishers.ofFile(members));
            shape.measure(findings, admin, "280 communes become 92", "<= 3 s", "<= 8 s");
            admin.post("/api/v1/imports/documents", "text/csv", BodyPublishers.ofString("""
                    symbol,type,title,issuer,issued_on
                    59-NQ/TW,NQ,Nghị quyết để đo,BCT,2025-01-24
                    """));
            var door = Door.open(admin, "T0", "2025-06-01");
            var pressure = new Pressure(empty.port, "/api/v1/sessions/" + door.session() + "/check-ins", admin.token);
            shape.meanwhile(findings, admin, pressure, door, quick ? 10_000 : 40_000);
        }
    }

    private void load(Server empty, Path units, Path members, String format) throws Exception {
        var type =
                format.equals("csv") ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        var admin = new Client(empty.address()).program("admin", Server.ADMIN_PASSWORD);
        admin.post("/api/v1/imports/units", "text/csv", BodyPublishers.ofFile(units));
        var dry = rows(admin, "/api/v1/imports/members?dryRun=true", type, members);
        var before = empty.memory("VmRSS");
        var kept = rows(admin, "/api/v1/imports/members", type, members);
        var more = Math.max(0, empty.memory("VmHWM") - before);
        findings.add(
                "member import, " + format.toUpperCase(Locale.ROOT),
                String.format(Locale.ROOT, "%,.0f rows/s, +%s", kept, megabytes(more)),
                format.equals("csv") ? ">= 20,000 rows/s" : ">= 8,000 rows/s",
                String.format(Locale.ROOT, "dry run %,.0f rows/s", dry));
    }

    private static double rows(Client client, String path, String type, Path file)
            throws IOException, InterruptedException {
        var since = System.nanoTime();
        var answer = client.post(path, type, BodyPublishers.ofFile(file));
        var accepted = Integer.parseInt(Client.first(answer, "\"accepted\":(\\d+)"));
        if (accepted != MEMBERS) throw new IOException(accepted + " rows were accepted");
        return accepted / ((System.nanoTime() - since) / 1e9);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }

    private static String megabytes(long kilobytes) {
        return kilobytes / 1024 + " MB";
    }

    private static String pair(double[] sorted) {
        return String.format(
                Locale.ROOT, "%.1f / %.1f ms", sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)]);
    }
}
