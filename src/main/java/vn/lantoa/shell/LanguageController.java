package vn.lantoa.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lantoa.access.Preferences;
import vn.lantoa.access.Visitors;
import vn.lantoa.page.Back;

/// Switches the language: in the account, and in this browser for the pages before sign-in.
@Controller
class LanguageController {

    private final Preferences preferences;
    private final Visitors visitors;

    LanguageController(Preferences preferences, Visitors visitors) {
        this.preferences = preferences;
        this.visitors = visitors;
    }

    @PostMapping("/language")
    String choose(
            @RequestParam String language,
            @RequestParam @Nullable String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        var chosen = Language.supported(Locale.of(language));
        var visitor = visitors.of(request);
        if (visitor != null) preferences.speak(visitor.actor(), chosen);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(Language.COOKIE, chosen.getLanguage())
                        .path("/")
                        .httpOnly(true)
                        .sameSite("Lax")
                        .maxAge(Duration.ofDays(365))
                        .build()
                        .toString());
        return "redirect:" + Back.to(back);
    }
}
