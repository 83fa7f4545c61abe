package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.World;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Ids;

/// The real application dies in the middle of a morning, is started again on the same home, and the doors carry on.
@Tag("journey")
class DoorRushTest implements World {

    private static final int PEOPLE = 400;
    private static final int DOORS = 6;
    private static final int EACH = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final JsonMapper json = new JsonMapper();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Process> started = new ArrayList<>();
    private int port;

    @AfterEach
    void end() throws InterruptedException {
        for (var process : started) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
        }
    }

    @Test
    void losesNoAcknowledgedAdmissionWhenItIsKilledInTheMiddleOfARush() throws Exception {
        port = freePort();
        var first = start();
        var rush = settle();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var doors = new ArrayList<java.util.concurrent.Future<?>>();
            for (var door : rush.doors()) doors.add(threads.submit(() -> send(door)));
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (acknowledged.size() < DOORS * EACH / 4 && System.nanoTime() < end) Thread.sleep(2);
            first.destroyForcibly();
            assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
            var before = acknowledged.size();
            assertThat(before).isBetween(DOORS * EACH / 4, DOORS * EACH - 100);

            start();
            for (var door : doors) door.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(refused.get())
                    .as("calls that the dead house did not answer")
                    .isPositive();
        }

        check(rush);
    }

    private void check(Rush rush) throws Exception {
        var db = database();
        var sent = rush.doors().stream()
                .flatMap(door -> door.lines().stream())
                .collect(Collectors.toMap(Line::nonce, line -> line));
        var kept = db.sql("select s.nonce, s.outcome, s.member, s.site, s.happened_at from study.scan s")
                .query(Kept.class)
                .list();
        assertThat(kept.stream().map(Kept::nonce))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(sent.keySet());
        assertThat(acknowledged).hasSameSizeAs(sent);
        assertThat(kept.stream().collect(Collectors.toMap(Kept::nonce, Kept::outcome)))
                .isEqualTo(acknowledged);

        var came = new LinkedHashMap<UUID, Kept>();
        for (var scan : kept)
            came.merge(
                    scan.member(),
                    scan,
                    (one, other) -> one.happenedAt().equals(other.happenedAt())
                            ? one.nonce().compareTo(other.nonce()) < 0 ? one : other
                            : one.happenedAt().isBefore(other.happenedAt()) ? one : other);
        var inside = db.sql("""
                select f.member, f.site
                from   study.fact f
                where  f.kind = 'IN'
                and    not exists (select from study.fact v where v.campaign = f.campaign and v.voids = f.id)
                """).query(Inside.class).list();
        assertThat(inside.stream().map(Inside::member)).as("nobody twice").doesNotHaveDuplicates();
        assertThat(inside.stream().collect(Collectors.toMap(Inside::member, Inside::site)))
                .isEqualTo(came.values().stream().collect(Collectors.toMap(Kept::member, Kept::site)));

        for (var door : List.of(rush.doors().getFirst(), rush.doors().getLast())) {
            var figures = json.readTree(http.send(request(door, "figures").build(), BodyHandlers.ofString())
                    .body());
            assertThat(figures.path("in").asLong())
                    .isEqualTo(came.values().stream()
                            .filter(scan -> scan.site().equals(door.site()))
                            .count());
        }
        assertThat(db.sql("select sum(t.studied) from study.tally t where t.campaign = :campaign")
                        .param("campaign", rush.campaign().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(came.size());
        try (var context = context()) {
            assertThat(context.getBean(Recount.class).differences(rush.campaign()))
                    .isEmpty();
        }
    }

    /// Sends its lines in order as a door page does: in handfuls, again under the same nonces until they are
    /// acknowledged, and as off line once the first try has failed.
    private Void send(Door door) throws InterruptedException {
        var random = new Random(door.id().hashCode());
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var from = 0; from < door.lines().size(); ) {
            var until = Math.min(door.lines().size(), from + 1 + random.nextInt(4));
            var batch = door.lines().subList(from, until);
            var offline = false;
            var at = Instant.now();
            while (!delivered(door, batch, at, offline)) {
                if (System.nanoTime() > end) return fail("the house did not come back");
                refused.incrementAndGet();
                offline = true;
                Thread.sleep(100 + random.nextInt(100));
            }
            if (random.nextInt(10) == 0 && !delivered(door, batch, at, true)) refused.incrementAndGet();
            from = until;
        }
        return null;
    }

    /// Whether the house acknowledged all of `batch`; what it acknowledged before it must tell in the same way.
    private boolean delivered(Door door, List<Line> batch, Instant at, boolean offline) throws InterruptedException {
        var scans = batch.stream()
                .map(line -> """
                        {"nonce":"%s","kind":"in","way":"search","member":"%s","at":"%s","offset":0,"offline":%s,"admit":%s}
                        """.formatted(line.nonce(), line.member(), at, offline, door.away()))
                .collect(Collectors.joining(","));
        try {
            var answer = http.send(
                    request(door, "scans")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"scans\":[" + scans + "]}"))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) return false;
            for (var told : json.readTree(answer.body()).path("answers")) {
                var outcome = told.path("outcome").asString();
                var before = acknowledged.put(told.path("nonce").asString(), outcome);
                assertThat(outcome).isIn("recorded", "already").isEqualTo(before == null ? outcome : before);
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private HttpRequest.Builder request(Door door, String what) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/doors/" + door.id() + "/" + what))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Door " + door.token());
    }

    /// The world with a full cell, and a conference of its commune that has three doors there and three at the
    /// district.
    private Rush settle() throws IOException {
        var db = database();
        var files = new PathMatchingResourcePatternResolver().getResources("classpath:world/*.sql");
        Arrays.sort(files, java.util.Comparator.comparing(file -> String.valueOf(file.getFilename())));
        db.sql("delete from access.access_grant").update();
        db.sql("delete from access.account").update();
        for (var file : files)
            db.sql(file.getContentAsString(StandardCharsets.UTF_8)).update();
        var members = db.sql("""
                insert into organization.member (id, member_no, full_name, sort_key, birth_date, gender, standing, admitted_on,
                                                 official_on, unit)
                select gen_random_uuid(), '77.' || lpad(n::text, 6, '0'), 'Người ' || n, 'nguoi ' || n, '1980-01-01', 'M', 'FULL',
                       '2005-05-19', '2006-05-19', :cell
                from   generate_series(1, :people) n
                returning id
                """)
                .param("cell", TL1.value())
                .param("people", PEOPLE)
                .query(UUID.class)
                .list();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason)
                select m.id, m.unit, daterange(m.admitted_on, null), 'IMPORT'
                from   organization.member m
                where  m.member_no like '77.%'
                """).update();
        CampaignId campaign;
        try (var context = context()) {
            campaign = Trial.draft(db, OFFICER, DT, 1, "1");
            context.getBean(Opening.class).open(OFFICER, campaign, Instant.now());
        }
        var session = Trial.session(db, campaign, DT, Form.BRIDGE, 1, false);
        var doors = new ArrayList<Door>();
        var hall = Trial.site(db, session, TL);
        var main = Trial.site(db, session, DT);
        for (var number = 0; number < DOORS; number++)
            doors.add(door(db, number, number % 2 == 0 ? hall : main, number % 2 == 1, members));
        return new Rush(campaign, doors);
    }

    private Door door(JdbcClient db, int number, SiteId site, boolean away, List<UUID> members) {
        var id = Ids.next();
        var token = DoorDevices.secret();
        db.sql("""
                insert into study.door_device (id, site, token_hash, name, account, opened_at, seen_at)
                values (:id, :site, :hash, 'Máy', :account, now(), now())
                """)
                .param("id", id)
                .param("site", site.value())
                .param("hash", DoorDevices.hash(token))
                .param("account", OFFICER.account().value())
                .update();
        var shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(number));
        var lines = new ArrayList<Line>();
        for (var line = 0; line < EACH; line++) lines.add(new Line("door" + number + "-" + line, shuffled.get(line)));
        return new Door(id, site.value(), token, away, lines);
    }

    private Process start() throws Exception {
        var own = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(part -> !part.endsWith("test-classes") && !part.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx400m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        own,
                        "vn.lantoa.Lantoa")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("LANTOA_"));
        builder.environment()
                .putAll(Map.of(
                        "LANTOA_HOME",
                        directory.resolve("home").toString(),
                        "LANTOA_PORT",
                        Integer.toString(port),
                        "LANTOA_EXAMPLE",
                        "false",
                        "LANTOA_ADMIN_PASSWORD",
                        "một mật khẩu để thử"));
        var process = builder.start();
        started.add(process);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > end) fail("did not start: " + Files.readString(log()));
            Thread.sleep(50);
        }
        return process;
    }

    private Path log() {
        return directory.resolve("log");
    }

    private boolean ready() throws IOException {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200;
        } catch (java.net.SocketException | java.net.SocketTimeoutException notYet) {
            return false;
        }
    }

    private DriverManagerDataSource source() throws IOException {
        var postgres = directory.resolve("home/postgres");
        var note = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
        return new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + note.get(3).strip() + "/lantoa",
                "lantoa",
                Files.readString(postgres.resolve("password")).strip());
    }

    private JdbcClient database() throws IOException {
        return JdbcClient.create(source());
    }

    /// As much of the application as opens a campaign and counts it again, on the database of the process.
    private AnnotationConfigApplicationContext context() throws IOException {
        var source = source();
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(source));
        context.register(Audit.class, Opening.class, Recount.class);
        context.refresh();
        return context;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record Rush(CampaignId campaign, List<Door> doors) {}

    /// @param away it lets in whom another site expects
    private record Door(UUID id, UUID site, String token, boolean away, List<Line> lines) {}

    private record Line(String nonce, UUID member) {}

    private record Kept(String nonce, String outcome, UUID member, UUID site, Instant happenedAt) {}

    private record Inside(UUID member, UUID site) {}
}
