package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.study.view.ArrivalResult;

/// A member's own phone reads the code of the hall: checked at once, before anybody signs in, so that the moment of
/// reading counts; one tap then records it.
@Controller
class ArrivalController {

    private static final String PHONE = "lantoa-phone";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final Arrivals arrivals;
    private final Door door;
    private final Clock clock;

    ArrivalController(Arrivals arrivals, Door door, Clock clock) {
        this.arrivals = arrivals;
        this.door = door;
        this.clock = clock;
    }

    @GetMapping("/h/{code}")
    Object read(
            @PathVariable String code, HttpServletRequest request, jakarta.servlet.http.HttpServletResponse response) {
        var now = clock.instant();
        var read = arrivals.read(code, now).orElse(null);
        if (read == null || read.check() == HallCode.Check.FORGED) return refused(HttpStatus.NOT_FOUND, "forged", read);
        if (read.check() == HallCode.Check.EXPIRED) return refused(HttpStatus.GONE, "expired", read);

        var known = phone(request);
        var phone = known == null ? DoorDevices.secret().substring(0, 22) : known;
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(PHONE, phone)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(REMEMBERED)
                        .build()
                        .toString());
        var claim =
                new Claim(read.hall().site(), now, phone, DoorDevices.secret().substring(0, 22));
        var sealed = claim.sealed(arrivals.key());
        return "redirect:" + (request.getUserPrincipal() == null ? "/h?claim=" : "/study/arrivals/new?claim=") + sealed;
    }

    /// The same moment for whoever is not signed in yet, with the way on for those who cannot.
    @GetMapping("/h")
    Object welcome(@RequestParam(defaultValue = "") String claim, HttpServletRequest request) {
        if (request.getUserPrincipal() != null) return "redirect:/study/arrivals/new?claim=" + onlyLetters(claim);
        var read = claim(claim, request);
        if (read == null) return refused(HttpStatus.UNPROCESSABLE_CONTENT, "forged", null);
        if (read.expired(clock.instant())) return refused(HttpStatus.GONE, "late", null);
        var hall = arrivals.require(read.site());
        var counts = arrivals.counts(hall, read.at()).orElse(null);
        if (counts == null) return anotherDay(hall);
        var model = model(hall, read.at());
        model.put("claim", claim);
        model.put("counts", counts);
        model.put("until", read.at().plus(Claim.GOOD_FOR));
        return new ModelAndView("study/arrivals/welcome", model);
    }

    @GetMapping("/study/arrivals/new")
    ModelAndView begin(Actor actor, @RequestParam(defaultValue = "") String claim, HttpServletRequest request) {
        var read = claim(claim, request);
        if (read == null) return refused(HttpStatus.UNPROCESSABLE_CONTENT, "forged", null);
        if (read.expired(clock.instant())) return refused(HttpStatus.GONE, "late", null);
        var hall = arrivals.require(read.site());
        var at = arrivals.counts(hall, read.at()).orElse(null);
        if (at == null) return anotherDay(hall);
        var model = model(hall, at);
        model.put("claim", claim);
        model.put("member", actor.member() != null);
        model.put("early", at.isAfter(read.at()));
        return new ModelAndView("study/arrivals/new", model);
    }

    /// @param admit in here although another site expects the member
    /// @param leave out from the moment of reading, where the member is in
    @PostMapping("/study/arrivals")
    ModelAndView create(
            Actor actor,
            @RequestParam(defaultValue = "") String claim,
            @RequestParam(defaultValue = "false") boolean admit,
            @RequestParam(defaultValue = "false") boolean leave,
            HttpServletRequest request) {
        var now = clock.instant();
        var read = claim(claim, request);
        if (read == null) return refused(HttpStatus.UNPROCESSABLE_CONTENT, "forged", null);
        if (read.expired(now)) return refused(HttpStatus.GONE, "late", null);
        var member = actor.member();
        if (member == null) return refused(HttpStatus.UNPROCESSABLE_CONTENT, "nobody", null);

        var hall = arrivals.require(read.site());
        var at = arrivals.counts(hall, read.at()).orElse(null);
        if (at == null) return anotherDay(hall);
        var nonce = (leave ? "phone out " : admit ? "phone here " : "phone ") + read.nonce();
        var kind = leave ? DoorScan.Kind.OUT : DoorScan.Kind.IN;
        var scan = DoorScan.of(kind, DoorScan.Way.PHONE, nonce, member.value(), at);
        var answer = door.arrive(actor, new SiteId(hall.site()), read.witness(), admit ? scan.admitted() : scan, now);
        var model = model(hall, at);
        model.put("claim", claim);
        model.put(
                "answer",
                new ArrivalResult(
                        answer.outcome(), answer.good(), answer.name(), answer.cell(), answer.since(), answer.site()));
        model.put("early", at.isAfter(now));
        model.put("left", leave);
        model.put("mayLeave", !leave && answer.outcome().equals("already") && !now.isBefore(hall.startsAt()));
        return new ModelAndView("study/arrivals/show", model, answer.good() ? HttpStatus.OK : HttpStatus.CONFLICT);
    }

    private @Nullable Claim claim(String text, HttpServletRequest request) {
        var phone = phone(request);
        return phone == null ? null : Claim.read(text, phone, arrivals.key()).orElse(null);
    }

    private static @Nullable String phone(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) return null;
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(PHONE))
                .map(jakarta.servlet.http.Cookie::getValue)
                .filter(value -> value.matches("[A-Za-z0-9_-]{22}"))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, @Nullable Object> model(Arrivals.Hall hall, Instant at) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("site", hall.name());
        model.put("title", hall.title());
        model.put("at", at);
        return model;
    }

    private ModelAndView anotherDay(Arrivals.Hall hall) {
        var model = model(hall, arrivals.opensAt(hall));
        return new ModelAndView("study/arrivals/another-day", model, HttpStatus.CONFLICT);
    }

    /// What a claim may be made of, so that nothing else is sent on.
    private static String onlyLetters(String claim) {
        return claim.replaceAll("[^A-Za-z0-9._-]", "");
    }

    private static ModelAndView refused(HttpStatus status, String why, Arrivals.@Nullable Read read) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("why", why);
        model.put("site", read == null ? null : read.hall().name());
        return new ModelAndView("study/arrivals/refused", model, status);
    }
}
