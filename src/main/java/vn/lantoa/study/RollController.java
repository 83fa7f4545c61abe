package vn.lantoa.study;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;

/// Ticks off the signed roll of a site, and keeps pictures of its sheets.
@Controller
class RollController {

    private static final int LAST = 1_000_000;

    private final SignedRoll roll;
    private final Conferences conferences;
    private final Clock clock;

    RollController(SignedRoll roll, Conferences conferences, Clock clock) {
        this.roll = roll;
        this.conferences = conferences;
        this.clock = clock;
    }

    @GetMapping("/study/sites/{site}/roll")
    ModelAndView show(
            Actor actor,
            @PathVariable SiteId site,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int from) {
        return page(actor, site, q, from, List.of(), null);
    }

    @PostMapping("/study/sites/{site}/roll")
    Object tick(
            Actor actor,
            @PathVariable SiteId site,
            @RequestParam(name = "member", defaultValue = "") List<UUID> members,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int from,
            RedirectAttributes redirect) {
        var place = conferences.keep(actor, site);
        try {
            var came = moment(conferences.attend(actor, new SessionId(place.session())), at);
            var answers = roll.tick(actor, site, members, came, clock.instant());
            var good = answers.stream().filter(DoorAnswer::good).count();
            redirect.addFlashAttribute(
                    "notice",
                    Notice.of("study.roll.ticked", String.valueOf(good), String.valueOf(answers.size() - good)));
            redirect.addAttribute("q", q);
            redirect.addAttribute("from", from);
            return "redirect:/study/sites/" + site.value() + "/roll";
        } catch (Refused refused) {
            return page(actor, site, q, from, members, refused);
        }
    }

    @PostMapping("/study/sites/{site}/roll/photos")
    Object keep(
            Actor actor,
            @PathVariable SiteId site,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        conferences.keep(actor, site);
        try {
            if (file == null || file.isEmpty()) throw Refused.invalid("study.roll.no-picture");
            var name = file.getOriginalFilename();
            roll.keep(actor, site, name == null ? "" : name, file.getInputStream(), clock.instant());
        } catch (Refused refused) {
            return page(actor, site, "", 0, List.of(), refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("study.roll.kept"));
        return "redirect:/study/sites/" + site.value() + "/roll";
    }

    @GetMapping("/study/photos/{photo}")
    ResponseEntity<byte[]> photo(Actor actor, @PathVariable String photo) {
        var found = roll.photo(actor, Ids.of(photo));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(found.mediaType()))
                .header("Content-Disposition", "inline")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .cacheControl(CacheControl.noStore())
                .body(found.content());
    }

    private ModelAndView page(
            Actor actor, SiteId site, String words, int from, List<UUID> ticked, @Nullable Refused refused) {
        var place = conferences.keep(actor, site);
        var first = Math.clamp(from, 0, LAST);
        var rows = roll.people(place, words, first);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("site", place);
        model.put("conference", conferences.attend(actor, new SessionId(place.session())));
        model.put("people", rows.subList(0, Math.min(rows.size(), SignedRoll.PAGE)));
        model.put("more", rows.size() > SignedRoll.PAGE);
        model.put("from", first);
        model.put("q", words);
        model.put("ticked", ticked);
        model.put("photos", roll.photos(site.value()));
        model.put("refused", refused);
        return DraftController.answer("study/rolls/show", model, refused);
    }

    /// The time of day typed, on the day of the conference; its beginning where none was.
    private static Instant moment(Conference conference, String at) {
        if (at.isBlank()) return conference.startsAt();
        try {
            return Zone.day(conference.startsAt())
                    .atTime(LocalTime.parse(at.strip()))
                    .atZone(Zone.VIETNAM)
                    .toInstant();
        } catch (DateTimeException malformed) {
            throw Refused.invalid("study.roll.time");
        }
    }
}
