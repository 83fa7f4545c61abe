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
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.AbstractView;

/// Finds the template `study/campaigns/show` for the view name `study/campaigns/show` and hands it `page` with the rest
/// of the model. Rendered as a whole before the first byte is sent, so that a failure still becomes a clean error page.
@Component
class JteViews implements ViewResolver, Ordered {

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
            var parameters = new HashMap<>(model);
            parameters.put("page", pages.page(request, model));
            var output = new StringOutput(16 * 1024);
            engine.render(template, parameters, output);
            if (alone(request, output)) {
                parameters.put("piece", output.toString());
                output = new StringOutput(16 * 1024);
                engine.render("shell/alone.jte", parameters, output);
            }
            if (response.getContentType() == null) response.setContentType(getContentType());
            response.getOutputStream().write(output.toString().getBytes(StandardCharsets.UTF_8));
        }

        /// Whether a browser opens as a page what is only a piece of one, as it does where no script runs.
        private static boolean alone(HttpServletRequest request, StringOutput output) {
            return "document".equals(request.getHeader("Sec-Fetch-Dest"))
                    && !output.toString().stripLeading().regionMatches(true, 0, "<!doctype", 0, 9);
        }
    }
}
