package vn.lantoa.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;

/// The ballot of a poll that is open to everybody: whoever has the link from the hall's screen may vote, one ballot for
/// each device.
@Controller
class BallotController {

    static final String COOKIE = "lantoa-ballot";

    private static final String DEVICE = "[A-Za-z0-9_-]{22,64}";

    private final Polls polls;
    private final Standings standings;
    private final Voting voting;
    private final Screens screens;
    private final Clock clock;

    BallotController(Polls polls, Standings standings, Voting voting, Screens screens, Clock clock) {
        this.polls = polls;
        this.standings = standings;
        this.voting = voting;
        this.screens = screens;
        this.clock = clock;
    }

    @GetMapping("/live/ballots/{code}")
    ModelAndView show(
            @PathVariable String code,
            @CookieValue(name = COOKIE, defaultValue = "") String device,
            @RequestParam(name = "said", defaultValue = "") String said,
            HttpServletRequest request,
            HttpServletResponse response) {
        var standing = require(code);
        if (!device.matches(DEVICE)) {
            var made = ResponseCookie.from(
                            COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(Salts.next()))
                    .path("/live/ballots")
                    .httpOnly(true)
                    .sameSite("Lax")
                    .secure(request.isSecure())
                    .maxAge(Duration.ofDays(2))
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, made.toString());
        }
        var page = page(standing, null);
        outcome(said).ifPresent(outcome -> {
            page.addObject("notice", PollController.said(outcome));
            page.addObject("voted", outcome == Vote.Outcome.COUNTED || outcome == Vote.Outcome.ALREADY);
        });
        return page;
    }

    @GetMapping("/live/ballots/{code}/results")
    ModelAndView results(@PathVariable String code) {
        var standing = require(code);
        var model = model(standing);
        model.put("shared", standing.shared());
        return new ModelAndView("live/polls/results", model);
    }

    @GetMapping(path = "/live/ballots/{code}/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> changes(@PathVariable String code) {
        var session = require(code).poll().session();
        return ScreenController.stream(screens.open(Viewer.anybody(session), polls, ""));
    }

    @PostMapping("/live/ballots/{code}")
    Object create(
            @PathVariable String code,
            @CookieValue(name = COOKIE, defaultValue = "") String device,
            @RequestParam(name = "choice", defaultValue = "") List<String> choices,
            @RequestParam(defaultValue = "") String name) {
        var standing = require(code);
        try {
            if (!device.matches(DEVICE)) throw Refused.invalid("live.ballot.cookie");
            var outcome = voting.vote(code, device, name, choices, clock.instant());
            return "redirect:/live/ballots/" + code + "?said=" + outcome.name().toLowerCase(Locale.ROOT);
        } catch (Refused refused) {
            var page = page(standing, refused);
            page.addObject("typed", choices);
            page.addObject("name", name);
            return page;
        }
    }

    /// What became of the ballot stands in the address: ten thousand phones get no browser session each.
    private static Optional<Vote.Outcome> outcome(String said) {
        return Arrays.stream(Vote.Outcome.values())
                .filter(outcome -> outcome.name().equalsIgnoreCase(said))
                .findFirst();
    }

    private Standings.Standing require(String code) {
        if (!code.matches("[A-Za-z0-9_-]{12}")) throw new NotFound();
        return standings.coded(code);
    }

    private ModelAndView page(Standings.Standing standing, @Nullable Refused refused) {
        var model = model(standing);
        model.put("refused", refused);
        model.put("voted", false);
        model.put("typed", List.of());
        model.put("name", "");
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView("live/ballots/show", model, status);
    }

    private static Map<String, @Nullable Object> model(Standings.Standing standing) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("poll", standing.poll());
        model.put("results", standing.results());
        model.put("names", standing.names());
        return model;
    }
}
