package vn.lantoa.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;
import vn.lantoa.page.Back;
import vn.lantoa.page.Page;

/// Large type and theme: in the account, and in this browser for the pages before sign-in.
@Controller
class LooksController {

    private final Preferences preferences;
    private final Visitors visitors;

    LooksController(Preferences preferences, Visitors visitors) {
        this.preferences = preferences;
        this.visitors = visitors;
    }

    @PostMapping("/access/looks")
    String change(
            @RequestParam @Nullable Boolean largeType,
            @RequestParam @Nullable String theme,
            @RequestParam @Nullable String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        var visitor = visitors.of(request);
        var present = visitor == null ? kept(request) : new Page.Looks(visitor.largeType(), visitor.theme());
        var looks = new Page.Looks(
                largeType == null ? present.largeType() : largeType, theme == null ? present.theme() : theme);
        if (visitor != null) preferences.look(visitor.actor(), looks);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(Page.Looks.COOKIE, looks.written())
                        .path("/")
                        .httpOnly(true)
                        .sameSite("Lax")
                        .maxAge(Duration.ofDays(365))
                        .build()
                        .toString());
        return "redirect:" + Back.to(back);
    }

    private static Page.Looks kept(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, Page.Looks.COOKIE);
        return Page.Looks.read(cookie == null ? null : cookie.getValue());
    }
}
