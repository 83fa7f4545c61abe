package vn.lantoa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// A person with a browser, or a program with a token.
final class Client {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String address;
    String token = "";

    Client(String address) {
        this.address = address;
    }

    /// Signs in on the page.
    Client signIn(String username, String password) throws IOException, InterruptedException {
        var csrf = csrf(page("/sign-in"));
        var form = "username=" + encoded(username) + "&password=" + encoded(password) + "&_csrf=" + encoded(csrf);
        var answer = http.send(
                request("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("failed"))
            throw new IOException("sign-in of " + username + " answered " + answer.statusCode());
        return this;
    }

    /// Takes a token of the API.
    Client program(String username, String password) throws IOException, InterruptedException {
        var body = "{\"username\":\"%s\",\"password\":\"%s\",\"label\":\"bench\"}".formatted(username, password);
        token = first(
                post("/api/v1/tokens", "application/json", BodyPublishers.ofString(body)), "\"token\":\"([^\"]+)\"");
        return this;
    }

    String page(String path) throws IOException, InterruptedException {
        return checked(path, http.send(request(path).build(), BodyHandlers.ofString()));
    }

    /// The page, or nothing where another one is shown instead.
    String pageIfAny(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path).build(), BodyHandlers.ofString());
        return answer.statusCode() / 100 == 3 ? "" : checked(path, answer);
    }

    /// The answer as it comes over the wire to a browser that takes gzip.
    byte[] compressed(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) throw new IOException(path + " answered " + answer.statusCode());
        return answer.body();
    }

    void download(String path, Path file) throws IOException, InterruptedException {
        var answer = http.send(request(path).build(), BodyHandlers.ofFile(file));
        if (answer.statusCode() != 200) throw new IOException(path + " answered " + answer.statusCode());
    }

    /// Listens to a stream of events until the thread is interrupted or the stream ends, and does `then` at each.
    void listen(String path, Runnable then) {
        try {
            http.send(request(path).build(), BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("data:"))
                    .forEach(line -> then.run());
        } catch (IOException | InterruptedException | UncheckedIOException over) {
            Thread.currentThread().interrupt();
        }
    }

    /// A part of a page as an open page fetches it, told what it shows already; empty where nothing is new.
    String part(String path, String etag) throws IOException, InterruptedException {
        var builder = request(path).header("HX-Request", "true").header("Accept", "text/html");
        if (!etag.isEmpty()) builder.header("If-None-Match", etag);
        var answer = http.send(builder.build(), BodyHandlers.ofString());
        if (answer.statusCode() == 304 || answer.statusCode() == 204) return "";
        return checked(path, answer);
    }

    /// Fetches a part of a page as a browser does, compressed; what a browser makes of it costs another machine.
    void look(String path) throws IOException, InterruptedException {
        var asked = request(path).header("HX-Request", "true").header("Accept-Encoding", "gzip");
        var answer = http.send(asked.build(), BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) throw new IOException(path + " answered " + answer.statusCode());
    }

    /// Sends a form of a page.
    ///
    /// @param csrf of the page
    /// @return where it leads
    String submit(String path, String csrf, String... fields) throws IOException, InterruptedException {
        var form = new StringBuilder("_csrf=" + encoded(csrf));
        for (var field = 0; field < fields.length; field += 2)
            form.append('&').append(fields[field]).append('=').append(encoded(fields[field + 1]));
        var answer = http.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 302) throw new IOException(path + " answered " + answer.statusCode());
        return answer.headers().firstValue("Location").orElse("");
    }

    /// The cookie of that name as it is sent, `name=value`.
    String cookie(String name) throws IOException {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> name + "=" + cookie.getValue())
                .findFirst()
                .orElseThrow(() -> new IOException("no cookie " + name));
    }

    static String csrf(String page) throws IOException {
        return first(page, "name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    }

    String post(String path, String type, BodyPublisher body) throws IOException, InterruptedException {
        return checked(
                path,
                http.send(request(path).header("Content-Type", type).POST(body).build(), BodyHandlers.ofString()));
    }

    private static String checked(String path, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() < 300) return answer.body();
        var body = answer.body();
        throw new IOException(path + " answered " + answer.statusCode() + " "
                + body.substring(0, Math.min(200, body.length())).replace('\n', ' '));
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The first group of the first match in `text`.
    static String first(String text, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) throw new IOException("nothing like " + pattern);
        return found.group(1);
    }
}
