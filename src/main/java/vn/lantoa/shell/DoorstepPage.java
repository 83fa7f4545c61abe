package vn.lantoa.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/// Answers what the server itself refuses before the application sees it, such as an address that cannot be read: in
/// both languages, since nobody knows yet who asks, or as a problem where a program asks.
class DoorstepPage extends ErrorReportValve {

    private static final Map<Integer, Integer> KINDS = Map.of(404, 404, 405, 405, 413, 413, 415, 415);

    private final MessageSource words;
    private final JsonMapper json;

    DoorstepPage(MessageSource words, JsonMapper json) {
        this.words = words;
        this.json = json;
        setAsyncSupported(true);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        var key = "shell.trouble." + KINDS.getOrDefault(status, status < 500 ? 400 : 500);
        var address = request.getRequestURI();
        var program = address != null && address.startsWith("/api/");
        var body = program ? problem(status, key) : page(key);
        try {
            response.setContentType(program ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.TEXT_HTML_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            var writer = response.getReporter();
            if (writer == null) return;
            writer.write(body);
            response.finishResponse();
        } catch (IOException gone) {
            container.getLogger().debug("nobody waits for the answer any more", gone);
        }
    }

    private String problem(int status, String key) {
        var known = HttpStatus.resolve(status);
        return json.writeValueAsString(ProblemDetail.forStatusAndDetail(
                known == null ? HttpStatus.BAD_REQUEST : known, say(key, Language.VIETNAMESE)));
    }

    private String page(String key) {
        return """
                <!DOCTYPE html>
                <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>%s</title></head>
                <body><main><h1>%s</h1><p>%s</p><p lang="en">%s</p><p><a href="/">%s</a></p></main></body></html>
                """.formatted(
                        html("shell.name", Language.VIETNAMESE),
                        html("shell.name", Language.VIETNAMESE),
                        html(key, Language.VIETNAMESE),
                        html(key, Locale.ENGLISH),
                        html("shell.trouble.home", Language.VIETNAMESE));
    }

    private String html(String key, Locale locale) {
        return HtmlUtils.htmlEscape(say(key, locale), StandardCharsets.UTF_8.name());
    }

    private String say(String key, Locale locale) {
        return words.getMessage(key, null, locale);
    }
}
