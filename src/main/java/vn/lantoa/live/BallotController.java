package vn.lantoa.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;

/// The ballot of a poll that is open to everybody: whoever has the link from the hall's screen may vote, one ballot for
/// each device.
@Controller
class BallotController {

    static final String COOKIE = "lantoa-ballot";

    private static final String DEVICE = "[A-Za-z0-9_-]{22,64}";

    private final Polls polls;
    private final Voting voting;
    private final Screens screens;
    private final Clock clock;

    BallotController(Polls polls, Voting voting, Screens screens, Clock clock) {
        this.polls = polls;
        this.voting = voting;
        this.screens = screens;
        this.clock = clock;
    }

    @GetMapping("/live/ballots/{code}")
    ModelAndView show(
            @PathVariable String code,
            @CookieValue(name = COOKIE, defaultValue = "") String device,
            HttpServletRequest request,
            HttpServletResponse response) {
        var poll = require(code);
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
        return page(poll, null);
    }

    @GetMapping("/live/ballots/{code}/results")
    ModelAndView results(@PathVariable String code) {
        return new ModelAndView("live/polls/results", model(require(code)));
    }

    @GetMapping(path = "/live/ballots/{code}/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> changes(@PathVariable String code) {
        var poll = require(code);
        return ScreenController.stream(screens.open(Viewer.anybody(poll.session()), polls, ""));
    }

    @PostMapping("/live/ballots/{code}")
    Object create(
            @PathVariable String code,
            @CookieValue(name = COOKIE, defaultValue = "") String device,
            @RequestParam(name = "choice", defaultValue = "") List<String> choices,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes redirect) {
        var poll = require(code);
        try {
            if (!device.matches(DEVICE)) throw Refused.invalid("live.ballot.cookie");
            var outcome = voting.vote(poll, device, name, choices, clock.instant());
            redirect.addFlashAttribute("notice", PollController.said(outcome));
            return "redirect:/live/ballots/" + code;
        } catch (Refused refused) {
            return page(poll, refused);
        }
    }

    private Poll require(String code) {
        if (!code.matches("[A-Za-z0-9_-]{12}")) throw new NotFound();
        return polls.coded(code).orElseThrow(NotFound::new);
    }

    private ModelAndView page(Poll poll, @Nullable Refused refused) {
        var model = model(poll);
        model.put("refused", refused);
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView("live/ballots/show", model, status);
    }

    private Map<String, @Nullable Object> model(Poll poll) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("poll", poll);
        model.put("results", polls.results(poll));
        model.put("names", poll.nameToAll() ? polls.named(poll) : List.of());
        return model;
    }
}
