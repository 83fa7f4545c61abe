package vn.lantoa.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Leads whoever signed in with a one-time password to the own account, and nowhere else until it is changed.
@Component
class PasswordFirst implements HandlerInterceptor, WebMvcConfigurer {

    private final Visitors visitors;

    PasswordFirst(Visitors visitors) {
        this.visitors = visitors;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/**")
                .excludePathPatterns(
                        "/access/account/**",
                        "/access/looks",
                        "/access/post",
                        "/language",
                        "/sign-in",
                        "/set-up/**",
                        "/assets/**",
                        "/icons/**",
                        "/api/**",
                        "/actuator/**",
                        "/error",
                        "/sw.js",
                        "/manifest.webmanifest");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        var visitor = visitors.of(request);
        if (visitor == null || !visitor.mustChangePassword()) return true;
        response.sendRedirect("/access/account");
        return false;
    }
}
