package vn.lantoa.bench;

import java.io.IOException;
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

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String address;
    String token = "";

    Client(String address) {
        this.address = address;
    }

    /// Signs in on the page.
    Client signIn(String username, String password) throws IOException, InterruptedException {
        var csrf = first(page("/sign-in"), "name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
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

    /// Listens to a stream of events until the thread is interrupted or the stream ends.
    void listen(String path) {
        try {
            http.send(request(path).build(), BodyHandlers.ofLines()).body().forEach(line -> {});
        } catch (IOException | InterruptedException | java.io.UncheckedIOException over) {
            Thread.currentThread().interrupt();
        }
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The first group of the first match in `text`.
    static String first(String text, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) throw new IOException("nothing like " + pattern);
        return found.group(1);
    }
}
