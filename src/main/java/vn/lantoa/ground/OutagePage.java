package vn.lantoa.ground;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// The answer while an outage lasts: 503, when to try again, and a page that needs neither database nor session nor
/// style sheet. Callers of the API get a problem document.
@Component
class OutagePage {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Logger LOGGER = LoggerFactory.getLogger(OutagePage.class);

    private final String page;
    private final String policy;
    private final ResourceBundle vietnamese;
    private final ResourceBundle english;
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - TRY_AGAIN.toNanos());

    OutagePage() throws IOException {
        try (var resource = Objects.requireNonNull(OutagePage.class.getResourceAsStream("/ground/outage.html"))) {
            page = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
        var style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        policy = "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; base-uri 'none'; form-action 'none'";
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        vietnamese = ResourceBundle.getBundle("messages/ground", Locale.of("vi"), control);
        english = ResourceBundle.getBundle("messages/ground", Locale.of("en"), control);
    }

    /// Answers unless part of another answer has left already; then the connection breaks, which a browser notices.
    ///
    /// @return false if nothing could be answered any more
    boolean answer(Outage outage, Throwable cause, HttpServletRequest request, HttpServletResponse response) {
        say(outage, cause);
        if (response.isCommitted()) return false;
        try {
            response.reset();
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader("Retry-After", Long.toString((outage == Outage.BUSY ? SOON : TRY_AGAIN).toSeconds()));
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            var api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
            var body = (api ? problem(outage, request) : html(outage)).getBytes(StandardCharsets.UTF_8);
            if (!api) response.setHeader("Content-Security-Policy", policy);
            response.setContentType(api ? "application/problem+json" : "text/html;charset=UTF-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.flushBuffer();
            return true;
        } catch (IOException gone) {
            return true;
        }
    }

    private String html(Outage outage) {
        var key = key(outage);
        return page.replace("{title.vi}", vietnamese.getString(key + ".title"))
                .replace("{detail.vi}", vietnamese.getString(key + ".detail"))
                .replace("{kept.vi}", vietnamese.getString("ground.outage.kept"))
                .replace("{retry.vi}", vietnamese.getString("ground.outage.retry"))
                .replace("{title.en}", english.getString(key + ".title"))
                .replace("{detail.en}", english.getString(key + ".detail"))
                .replace("{kept.en}", english.getString("ground.outage.kept"));
    }

    private String problem(Outage outage, HttpServletRequest request) {
        // Without a header the locale of a request is that of this machine.
        var asked = request.getHeader("Accept-Language") != null;
        var words = asked && request.getLocale().getLanguage().equals("en") ? english : vietnamese;
        return """
                {"type":"about:blank","title":"%s","status":503,"detail":"%s"}
                """.formatted(words.getString(key(outage) + ".title"), words.getString(key(outage) + ".detail"));
    }

    private void say(Outage outage, Throwable cause) {
        var now = System.nanoTime();
        var before = saidAt.get();
        if (now - before < TRY_AGAIN.toNanos() || !saidAt.compareAndSet(before, now)) return;
        LOGGER.warn("Requests are answered with 503: {}: {}", outage, cause.getMessage());
    }

    private static String key(Outage outage) {
        return switch (outage) {
            case DISK_FULL -> "ground.disk-full";
            case DATABASE_AWAY -> "ground.database-away";
            case FILES_AWAY -> "ground.files-away";
            case BUSY -> "ground.busy";
        };
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }
}
