package vn.lantoa.study;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.access.Bearers;

/// The short way in for the rush at the doors: a check-in with a token in force and JSON for a body goes straight to
/// [CheckInController], ahead of the chain of filters and the search for a route that every other request passes.
/// Whatever is not that plain goes the long way and is answered there. What a caller sees is the same either way:
/// answers, problems, headers.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CheckInGate extends OncePerRequestFilter {

    private static final String BEFORE = "/api/v1/sessions/";
    private static final String AFTER = "/check-ins";
    private static final int ID = 36;

    /// As the chain for programs in `access` writes them.
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-XSS-Protection",
            "0",
            HttpHeaders.CACHE_CONTROL,
            "no-cache, no-store, max-age=0, must-revalidate",
            HttpHeaders.PRAGMA,
            "no-cache",
            HttpHeaders.EXPIRES,
            "0",
            "X-Frame-Options",
            "DENY");

    private final Bearers bearers;
    private final CheckInController controller;
    private final JsonMapper json;
    private final ObjectProvider<HandlerExceptionResolver> troubles;
    private final LocaleResolver languages;
    private final MeterRegistry meters;

    CheckInGate(
            Bearers bearers,
            CheckInController controller,
            JsonMapper json,
            ObjectProvider<HandlerExceptionResolver> troubles,
            @Lazy LocaleResolver languages,
            MeterRegistry meters) {
        this.bearers = bearers;
        this.controller = controller;
        this.json = json;
        this.troubles = troubles;
        this.languages = languages;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = session(request);
        if (session == null || !readsAndWritesJson(request) || !passes(session, request, response))
            chain.doFilter(request, response);
    }

    /// Answers, whether with outcomes or with a problem, unless there is no token in force.
    private boolean passes(SessionId session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var since = System.nanoTime();
        try {
            var actor = bearers.of(request).orElse(null);
            if (actor == null) return false;
            HEADERS.forEach(response::setHeader);
            answer(response, controller.create(actor, session, request.getInputStream()));
        } catch (RuntimeException trouble) {
            request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, languages);
            if (troubles.orderedStream()
                    .noneMatch(each -> each.resolveException(request, response, null, trouble) != null)) throw trouble;
        }
        measure(response.getStatus(), System.nanoTime() - since);
        return true;
    }

    private void answer(HttpServletResponse response, List<CheckInController.Answer> answers) throws IOException {
        var bytes = json.writeValueAsBytes(answers);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /// The session that `request` checks people into, or null where it is another request or a malformed one.
    private static @Nullable SessionId session(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.length() != BEFORE.length() + ID + AFTER.length()
                || !path.startsWith(BEFORE)
                || !path.endsWith(AFTER)
                || !request.getMethod().equals("POST")) return null;
        try {
            var text = path.substring(BEFORE.length(), BEFORE.length() + ID);
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? new SessionId(id) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static boolean readsAndWritesJson(HttpServletRequest request) {
        var sent = request.getContentType();
        var wanted = request.getHeader(HttpHeaders.ACCEPT);
        return sent != null
                && (sent.equals(MediaType.APPLICATION_JSON_VALUE) || sent.startsWith("application/json;"))
                && (wanted == null || wanted.equals(MediaType.ALL_VALUE) || wanted.equals(sent));
    }

    /// Under the name that other requests are measured by.
    private void measure(int status, long nanos) {
        var series = HttpStatus.Series.resolve(status);
        meters.timer(
                        "http.server.requests",
                        "error",
                        "none",
                        "exception",
                        "none",
                        "method",
                        "POST",
                        "outcome",
                        series == null ? "UNKNOWN" : outcome(series),
                        "status",
                        Integer.toString(status),
                        "uri",
                        "/api/v1/sessions/{session}/check-ins")
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String outcome(HttpStatus.Series series) {
        return switch (series) {
            case INFORMATIONAL -> "INFORMATIONAL";
            case SUCCESSFUL -> "SUCCESS";
            case REDIRECTION -> "REDIRECTION";
            case CLIENT_ERROR -> "CLIENT_ERROR";
            case SERVER_ERROR -> "SERVER_ERROR";
        };
    }
}
