package vn.lantoa.shell;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.AbstractView;
import vn.lantoa.page.Shared;

/// Finds the template `study/campaigns/show` for the view name `study/campaigns/show` and hands it `page` with the rest
/// of the model. Rendered as a whole before the first byte is sent, so that a failure still becomes a clean error page.
@Component
class JteViews implements ViewResolver, Ordered {

    /// Named as one that is taken, not as one that is not: `gzip;q=0`.
    private static final Pattern GZIP = Pattern.compile("(?i)(^|,)\\s*gzip\\s*(,|$|;\\s*q=(1|0\\.0*[1-9]))");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Pages pages;

    JteViews(Pages pages) {
        this.pages = pages;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        if (name.startsWith("redirect:") || name.startsWith("forward:")) return null;
        var template = name + ".jte";
        return engine.hasTemplate(template) ? new JteView(template) : null;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    private final class JteView extends AbstractView {

        private final String template;

        JteView(String template) {
            this.template = template;
            setContentType("text/html;charset=UTF-8");
        }

        @Override
        protected void renderMergedOutputModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
            if (response.getContentType() == null) response.setContentType(getContentType());
            response.getOutputStream().write(bytes(model, request, response));
        }

        private byte[] bytes(Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) {
            if (!(model.get("shared") instanceof Shared shared) || asDocument(request)) return render(model, request);
            var locale = RequestContextUtils.getLocale(request);
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            if (!takesGzip(request)) return shared.in(locale, () -> render(model, request));
            var bytes = shared.gzipped(locale, () -> render(model, request));
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            return bytes;
        }

        private static boolean takesGzip(HttpServletRequest request) {
            var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
            return accepted != null && GZIP.matcher(accepted).find();
        }

        private byte[] render(Map<String, Object> model, HttpServletRequest request) {
            var parameters = new HashMap<>(model);
            parameters.remove("shared");
            parameters.put("page", pages.page(request, model));
            var output = new StringOutput(16 * 1024);
            engine.render(template, parameters, output);
            if (asDocument(request) && piece(output)) {
                parameters.put("piece", output.toString());
                output = new StringOutput(16 * 1024);
                engine.render("shell/alone.jte", parameters, output);
            }
            return output.toString().getBytes(StandardCharsets.UTF_8);
        }

        /// Whether a browser opens it as a page, as it does with a mere piece of one where no script runs. Asked by a
        /// service worker in its place it does not say "document"; scripts that want a piece say so.
        private static boolean asDocument(HttpServletRequest request) {
            if ("document".equals(request.getHeader("Sec-Fetch-Dest"))) return true;
            var accepted = request.getHeader(HttpHeaders.ACCEPT);
            return request.getHeader("HX-Request") == null && accepted != null && accepted.startsWith("text/html");
        }

        private static boolean piece(StringOutput output) {
            return !output.toString().stripLeading().regionMatches(true, 0, "<!doctype", 0, 9);
        }
    }
}
