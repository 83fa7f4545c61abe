package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Settings;

/// The screen of a hall: the code that members' phones read, new with every span of time. It is made in the
/// browser from the site's secret, so that it goes on when the line breaks; the page is for who keeps the door.
@Controller
class HallScreenController {

    private final Conferences conferences;
    private final DoorKeys keys;
    private final Settings settings;
    private final Prompts prompts;
    private final Clock clock;

    HallScreenController(Conferences conferences, DoorKeys keys, Settings settings, Prompts prompts, Clock clock) {
        this.conferences = conferences;
        this.keys = keys;
        this.settings = settings;
        this.prompts = prompts;
        this.clock = clock;
    }

    @GetMapping("/study/sites/{site}/screen")
    ModelAndView show(Actor actor, @PathVariable SiteId site, HttpServletRequest request) {
        var place = conferences.keep(actor, site);
        var conference = conferences.attend(actor, new SessionId(place.session()));
        return new ModelAndView(
                "study/screens/show",
                Map.of(
                        "site", place,
                        "conference", conference,
                        "opensAt", conference.startsAt().minus(settings.doorsOpen()),
                        "key", Base64.getUrlEncoder().withoutPadding().encodeToString(keys.hall(site.value())),
                        "seconds", settings.codeEvery().toSeconds(),
                        "address",
                                ServletUriComponentsBuilder.fromContextPath(request)
                                        .path("/h/")
                                        .build()
                                        .toUriString(),
                        "now", clock.instant().toEpochMilli()));
    }

    /// What the screen shows beside the code: how many are in, and a presence prompt while one is open.
    @GetMapping("/study/sites/{site}/screen/state")
    ModelAndView state(Actor actor, @PathVariable SiteId site, HttpServletResponse response) {
        var place = conferences.keep(actor, site);
        response.setHeader("Door-Now", clock.instant().toString());
        return new ModelAndView("study/screens/state", Map.of("state", prompts.screen(place, clock.instant())));
    }
}
