package vn.lantoa.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.SiteNow;
import vn.lantoa.page.Notice;
import vn.lantoa.study.ConferenceSite;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.SiteId;

/// The page of who keeps a site on the day: what to do now.
@Controller
class SitePageController {

    private final Conferences conferences;
    private final ControlRoom room;
    private final ControlRecords records;
    private final Dispatch dispatch;
    private final Clock clock;

    SitePageController(
            Conferences conferences, ControlRoom room, ControlRecords records, Dispatch dispatch, Clock clock) {
        this.conferences = conferences;
        this.room = room;
        this.records = records;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    @GetMapping("/live/sites/{site}")
    ModelAndView show(Actor actor, @PathVariable SiteId site) {
        return page(actor, site, "", null);
    }

    @GetMapping("/live/sites/{site}/now")
    ModelAndView now(Actor actor, @PathVariable SiteId site) {
        var place = conferences.keep(actor, site);
        return new ModelAndView(
                "live/site/now",
                Map.of(
                        "site", here(place),
                        "incidents", records.incidents(place.id()),
                        "messages", records.received(place.id())));
    }

    @PostMapping("/live/sites/{site}/beats")
    ResponseEntity<Void> beat(Actor actor, @PathVariable SiteId site) {
        dispatch.beat(actor, site, clock.instant());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/live/sites/{site}/messages/{message}/receipt")
    String read(Actor actor, @PathVariable SiteId site, @PathVariable UUID message) {
        dispatch.read(actor, site, message, clock.instant());
        return "redirect:/live/sites/" + site.value() + "#messages";
    }

    @PostMapping("/live/sites/{site}/incidents")
    Object tell(
            Actor actor,
            @PathVariable SiteId site,
            @RequestParam(defaultValue = "false") boolean help,
            @RequestParam(defaultValue = "") String what,
            RedirectAttributes redirect) {
        try {
            dispatch.tell(actor, site, help, what, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of(help ? "live.site.called" : "live.incident.noted"));
            return "redirect:/live/sites/" + site.value();
        } catch (Refused refused) {
            return page(actor, site, what, refused);
        }
    }

    @PostMapping("/live/sites/{site}/incidents/{incident}/solution")
    String solve(
            Actor actor,
            @PathVariable SiteId site,
            @PathVariable UUID incident,
            @RequestParam(defaultValue = "") String solution) {
        dispatch.solve(actor, site, incident, solution, clock.instant());
        return "redirect:/live/sites/" + site.value() + "#incidents";
    }

    private ModelAndView page(Actor actor, SiteId site, String what, @Nullable Refused refused) {
        var place = conferences.keep(actor, site);
        var model = new HashMap<String, @Nullable Object>();
        model.put("conference", conferences.attend(actor, new SessionId(place.session())));
        model.put("place", place);
        model.put("site", here(place));
        model.put("incidents", records.incidents(place.id()));
        model.put("messages", records.received(place.id()));
        model.put("what", what);
        model.put("refused", refused);
        model.put("at", clock.instant());
        return new ModelAndView(
                "live/site/show", model, refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }

    private SiteNow here(ConferenceSite place) {
        return room.now(new SessionId(place.session())).sites().stream()
                .filter(site -> site.id().equals(place.id()))
                .findFirst()
                .orElseThrow(NotFound::new);
    }
}
