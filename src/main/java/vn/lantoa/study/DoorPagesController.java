package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;

/// The door page itself, and the pages by which a device is opened for a site or closed.
@Controller
class DoorPagesController {

    private final DoorDevices devices;
    private final OperatorLinks links;
    private final Conferences conferences;
    private final DoorWords words;
    private final Clock clock;

    DoorPagesController(
            DoorDevices devices, OperatorLinks links, Conferences conferences, DoorWords words, Clock clock) {
        this.devices = devices;
        this.links = links;
        this.conferences = conferences;
        this.words = words;
        this.clock = clock;
    }

    /// One page for all doors; which door it is, the device knows.
    @GetMapping("/doors")
    ModelAndView index() {
        return new ModelAndView("study/doors/index", Map.of("words", words.json()));
    }

    /// Makes this browser a device at the door.
    @GetMapping("/study/sites/{site}/door")
    ModelAndView begin(Actor actor, @PathVariable SiteId site) {
        var place = conferences.keep(actor, site);
        return new ModelAndView(
                "study/doors/new",
                Map.of(
                        "action", "/study/sites/" + place.id() + "/doors",
                        "site", place.name(),
                        "session",
                                conferences
                                        .attend(actor, new SessionId(place.session()))
                                        .title()));
    }

    @PostMapping("/study/sites/{site}/doors")
    ResponseEntity<DoorDevices.Opened> open(
            Actor actor,
            @PathVariable SiteId site,
            @RequestParam String name,
            @RequestParam(defaultValue = "false") boolean kiosk) {
        return unseen(devices.open(actor, site, name, kiosk, clock.instant()));
    }

    @GetMapping("/d/{secret}")
    ModelAndView follow(@PathVariable String secret) {
        var link = links.find(secret, clock.instant()).orElse(null);
        if (link == null) return new ModelAndView("study/doors/gone", HttpStatus.NOT_FOUND);
        return new ModelAndView(
                "study/doors/new",
                Map.of("action", "/d/" + secret + "/doors", "site", link.siteName(), "session", link.sessionTitle()));
    }

    @PostMapping("/d/{secret}/doors")
    ResponseEntity<DoorDevices.Opened> open(
            @PathVariable String secret,
            @RequestParam String name,
            @RequestParam(defaultValue = "false") boolean kiosk) {
        var now = clock.instant();
        var link = links.find(secret, now).orElseThrow(NotFound::new);
        return unseen(devices.open(link, name, kiosk, now));
    }

    /// The devices and links of a site.
    @GetMapping("/study/sites/{site}/doors")
    ModelAndView list(Actor actor, @PathVariable SiteId site) {
        return page(actor, site, null);
    }

    /// The address of a new link is on this answer and nowhere else.
    @PostMapping("/study/sites/{site}/links")
    ModelAndView issue(
            Actor actor,
            @PathVariable SiteId site,
            @RequestParam(defaultValue = "") String holder,
            HttpServletRequest request) {
        String secret;
        try {
            secret = links.issue(actor, site, holder, clock.instant());
        } catch (Refused refused) {
            return refused(actor, site, refused);
        }
        var address = ServletUriComponentsBuilder.fromContextPath(request)
                .path("/d/" + secret)
                .build()
                .toUriString();
        return page(actor, site, address);
    }

    @PostMapping("/study/links/{link}/revocation")
    String revoke(Actor actor, @PathVariable String link, RedirectAttributes redirect) {
        var site = links.revoke(actor, Ids.of(link), clock.instant());
        redirect.addFlashAttribute("notice", Notice.of("study.link.revoked"));
        return "redirect:/study/sites/" + site.value() + "/doors";
    }

    @PostMapping("/study/doors/{door}/closure")
    String close(Actor actor, @PathVariable String door, RedirectAttributes redirect) {
        var site = devices.close(actor, Ids.of(door), clock.instant());
        redirect.addFlashAttribute("notice", Notice.of("study.doors.closed"));
        return "redirect:/study/sites/" + site.value() + "/doors";
    }

    /// Sets the PIN of a kiosk, also of one that was opened without; it reaches the kiosk when that is on line.
    @PostMapping("/study/doors/{door}/pin")
    Object lock(
            Actor actor,
            @PathVariable String door,
            @RequestParam(defaultValue = "") String pin,
            RedirectAttributes redirect) {
        var id = Ids.of(door);
        try {
            var site = devices.setPin(actor, id, pin, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("study.doors.pin.done"));
            return "redirect:/study/sites/" + site.value() + "/doors";
        } catch (Refused refused) {
            return refused(actor, devices.site(actor, id), refused);
        }
    }

    private ModelAndView refused(Actor actor, SiteId site, Refused refused) {
        var answer = page(actor, site, null);
        answer.addObject("refused", refused);
        answer.setStatus(HttpStatusCode.valueOf(refused.status()));
        return answer;
    }

    private ModelAndView page(Actor actor, SiteId site, @Nullable String address) {
        var place = conferences.keep(actor, site);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("site", place);
        model.put(
                "session",
                conferences.attend(actor, new SessionId(place.session())).title());
        model.put("devices", devices.of(site.value()));
        model.put("links", links.of(site.value()));
        model.put("mayIssue", actor.may(Permission.SCHEDULE));
        model.put("address", address);
        model.put("refused", null);
        return new ModelAndView("study/doors/list", model);
    }

    private static ResponseEntity<DoorDevices.Opened> unseen(DoorDevices.Opened opened) {
        return ResponseEntity.status(201).cacheControl(CacheControl.noStore()).body(opened);
    }
}
