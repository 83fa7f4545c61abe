import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// Uses the application on this machine, which has just been filled with the worked example, as people do on a busy
/// morning, so that the JVM can write down what it had to compile: doors, ballots, boards, the pages of a cell. Bounded
/// in number and, on a slow machine, in time.
///
/// @param arguments the port
void main(String[] arguments) throws Exception {
    var address = "http://127.0.0.1:" + arguments[0];
    var officer = new Person(address).signIn("canbo");
    var program = new Person(address).program("canbo");
    var session = session(program);
    var site = first(session, "\"sites\":\\[\\{\"id\":\"([^\"]+)\"");
    var id = first(session, "^\\{\"id\":\"([^\"]+)\"");
    var numbers = Pattern.compile("(?m)^\"?([^,\"]+)")
            .matcher(program.get("/api/v1/exports/members.csv"))
            .results()
            .skip(1)
            .map(found -> found.group(1))
            .limit(3_000)
            .toList();

    pages(officer, address);
    checkIns(program, id, site, numbers);
    door(officer, site);
    ballots(officer, address, id);
}

/// Nothing begins after this.
final Instant end = Instant.now().plusSeconds(45);

/// What people open most, each so often that it is worth compiling.
void pages(Person officer, String address) throws Exception {
    var board = first(officer.get("/example/simulator"), "(/study/campaigns/[0-9a-f-]{36})");
    var secretary = new Person(address).signIn("bithu-xom");
    var sheet = first(secretary.get("/study/due"), "(/study/campaigns/[^\"]*/roll-calls/[^\"?]*)");
    var member = new Person(address).signIn("dangvien");
    repeat(20, () -> officer.get("/") + officer.get(board) + officer.get(board + "?basis=bridged"));
    repeat(20, () -> secretary.get(sheet) + secretary.get("/study/due"));
    repeat(20, () -> member.get("/study/mine") + member.get("/library/documents?q=nghi+quyet"));
    repeat(10, () -> officer.get("/organization/units") + officer.get("/organization/find?q=tan+linh"));
}

void checkIns(Person program, String session, String site, List<String> numbers) throws Exception {
    var path = "/api/v1/sessions/" + session + "/check-ins";
    inParallel(1_000, number -> program.post(path, "application/json", "[" + checkIn(site, numbers.get(number)) + "]"));
    for (var from = 1_000; from < numbers.size(); from += 500) {
        var batch = numbers.subList(from, from + 500).stream().map(number -> checkIn(site, number)).toList();
        program.post(path, "application/json", "[" + String.join(",", batch) + "]");
    }
}

String checkIn(String site, String number) {
    return "{\"memberNo\":\"%s\",\"site\":\"%s\",\"kind\":\"in\",\"nonce\":\"t%s\"}".formatted(number, site, number);
}

void door(Person officer, String site) throws Exception {
    var csrf = csrf(officer.get("/study/sites/" + site + "/door"));
    var opened = officer.post(
            "/study/sites/" + site + "/doors", "application/x-www-form-urlencoded", "name=M&_csrf=" + encoded(csrf));
    var door = "/doors/" + first(opened, "\"door\":\"([^\"]+)\"");
    officer.authorization = "Door " + first(opened, "\"token\":\"([^\"]+)\"");
    var people = Pattern.compile("\"([0-9a-f-]{36})\"")
            .matcher(officer.get(door + "/snapshot"))
            .results()
            .map(found -> found.group(1))
            .distinct()
            .limit(600)
            .toList();
    inParallel(people.size(), number -> officer.post(door + "/scans", "application/json", """
            {"scans":[{"nonce":"d%d","kind":"in","way":"search","member":"%s","at":"%s","offset":0,"offline":false}]}
            """.formatted(number, people.get(number), Instant.now())));
    officer.authorization = "";
}

void ballots(Person officer, String address, String session) throws Exception {
    var base = "/live/conferences/" + session + "/polls";
    var csrf = encoded(csrf(officer.get(base + "/new")));
    var form = "application/x-www-form-urlencoded";
    var options = encoded("Có\nKhông");
    officer.post(base, form, "kind=SINGLE&question=Q&options=" + options + "&_csrf=" + csrf);
    var poll = first(officer.get(base), "(/live/conferences/[^\"]*/polls/[0-9a-f-]{36})");
    officer.post(poll + "/rounds", form, "_csrf=" + csrf);
    var ballot = first(officer.get(poll), "(/live/ballots/[A-Za-z0-9_-]{12})");
    var phone = new Person(address);
    var token = encoded(csrf(phone.get(ballot)));
    inParallel(600, number -> {
        phone.voter.set("lantoa-ballot=phone-%017d".formatted(number));
        return phone.post(ballot, form, "choice=1&_csrf=" + token)
                + phone.get(ballot + "?said=counted")
                + phone.get(ballot + "/results");
    });
}

/// A conference of the whole province today.
String session(Person program) throws Exception {
    var today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    var campaign = "/api/v1/campaigns/"
            + first(program.post("/api/v1/campaigns", "application/json", """
                    {"title":"T","unit":"TN","cutOff":"%1$s","opensOn":"%1$s","closesOn":"%2$s",
                     "documents":["59-NQ/TW"],"topics":[{"title":"T"}],
                     "rule":{"forms":["BRIDGE"],"topicsRequired":1.0,"essay":"NONE"}}
                    """.formatted(today, today.plusDays(9))), "\"id\":\"([^\"]+)\"");
    program.post(campaign + "/opening", "application/json", "{}");
    var from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
    return program.post(campaign + "/sessions", "application/json", """
            {"title":"T","form":"BRIDGE","host":"TN","startsAt":"%s","endsAt":"%s","topics":[1],
             "sites":[{"unit":"TN","name":"T","capacity":200000,"main":true}]}
            """.formatted(from, from.plusSeconds(7_200)));
}

interface Numbered {
    Object run(int number) throws Exception;
}

void inParallel(int times, Numbered work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
        var all = java.util.stream.IntStream.range(0, times)
                .mapToObj(number -> threads.submit(() -> Instant.now().isBefore(end) ? work.run(number) : ""))
                .toList();
        for (var one : all) one.get();
    }
}

void repeat(int times, Callable<?> work) throws Exception {
    for (var number = 0; number < times && Instant.now().isBefore(end); number++) work.call();
}

static String csrf(String page) throws IOException {
    return first(page, "name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
}

static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
}

static String first(String text, String pattern) throws IOException {
    var found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) throw new IOException("nothing like " + pattern);
    return found.group(1);
}

/// Who has a browser or a program.
static final class Person {

    private static final String PASSWORD = "thainguyen2023";

    final ThreadLocal<String> voter = ThreadLocal.withInitial(() -> "");
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String address;
    volatile String authorization = "";

    Person(String address) {
        this.address = address;
    }

    Person signIn(String username) throws IOException, InterruptedException {
        var csrf = encoded(csrf(get("/sign-in")));
        post(
                "/sign-in",
                "application/x-www-form-urlencoded",
                "username=%s&password=%s&_csrf=%s".formatted(username, PASSWORD, csrf));
        return this;
    }

    Person program(String username) throws IOException, InterruptedException {
        var answer = post("/api/v1/tokens", "application/json", """
                {"username":"%s","password":"%s","label":"train"}""".formatted(username, PASSWORD));
        authorization = "Bearer " + first(answer, "\"token\":\"([^\"]+)\"");
        return this;
    }

    String get(String path) throws IOException, InterruptedException {
        return answer(path, request(path).build());
    }

    String post(String path, String type, String body) throws IOException, InterruptedException {
        return answer(path, request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
        if (!voter.get().isEmpty()) request.header("Cookie", voter.get());
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private String answer(String path, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 400) throw new IOException(path + " answered " + answer.statusCode());
        return answer.body();
    }
}
