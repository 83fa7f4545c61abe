package vn.lantoa.shell;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import vn.lantoa.access.Visitors;

/// In which language somebody reads: as chosen in the account, else in this browser, else as the browser asks;
/// Vietnamese where nothing else is said. Words come from one bundle per module.
@Configuration(proxyBeanMethods = false)
class Language {

    static final Locale VIETNAMESE = Locale.of("vi");
    static final String COOKIE = "lantoa-language";

    @Bean
    MessageSource messageSource() {
        try {
            var names = Arrays.stream(new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:messages/*_vi.properties"))
                    .map(resource ->
                            "messages/" + String.valueOf(resource.getFilename()).replace("_vi.properties", ""))
                    .sorted()
                    .toArray(String[]::new);
            var words = new ResourceBundleMessageSource();
            words.setBasenames(names);
            words.setDefaultEncoding(StandardCharsets.UTF_8.name());
            words.setDefaultLocale(VIETNAMESE);
            words.setFallbackToSystemLocale(false);
            words.setAlwaysUseMessageFormat(true);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Bean
    LocaleResolver localeResolver(Visitors visitors) {
        return new LocaleResolver() {

            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                if (!request.getRequestURI().startsWith("/api/")) {
                    var visitor = visitors.of(request);
                    if (visitor != null) return visitor.locale();
                }
                return chosen(request);
            }

            @Override
            public void setLocale(
                    HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /// What the browser's cookie says, else its preference.
    static Locale chosen(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) return supported(Locale.of(cookie.getValue()));
            }
        }
        return request.getHeader("Accept-Language") == null ? VIETNAMESE : supported(request.getLocale());
    }

    static Locale supported(Locale wanted) {
        return wanted.getLanguage().equals("en") ? Locale.ENGLISH : VIETNAMESE;
    }
}
