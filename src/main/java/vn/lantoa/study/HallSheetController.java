package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Settings;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Days;

/// Prints for a hall, by who keeps its door; what bears names is noted in the trace.
@Controller
class HallSheetController {

    private static final int LAST = 1_000_000;

    private final HallSheets sheets;
    private final Turnout turnout;
    private final Conferences conferences;
    private final Settings settings;
    private final Audit audit;
    private final Clock clock;

    HallSheetController(
            HallSheets sheets, Turnout turnout, Conferences conferences, Settings settings, Audit audit, Clock clock) {
        this.sheets = sheets;
        this.turnout = turnout;
        this.conferences = conferences;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /// What can be printed, for all or unit by unit.
    @GetMapping("/study/sites/{site}/prints")
    ModelAndView index(Actor actor, @PathVariable SiteId site) {
        var place = conferences.keep(actor, site);
        var parts = turnout.parts(place);
        return new ModelAndView(
                "study/prints/index",
                Map.of(
                        "site",
                        place,
                        "conference",
                        conferences.attend(actor, new SessionId(place.session())),
                        "parts",
                        parts,
                        "people",
                        parts.stream().mapToInt(Turnout.Part::people).sum(),
                        "most",
                        HallSheets.MOST));
    }

    @GetMapping("/study/sites/{site}/roll.pdf")
    ResponseEntity<StreamingResponseBody> roll(
            Actor actor,
            @PathVariable SiteId site,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(required = false) @Nullable Integer from) {
        var place = conferences.keep(actor, site);
        var conference = conferences.attend(actor, new SessionId(place.session()));
        var first = first(from);
        var people = sheets.people(place, unit, first);
        note(actor, conference, place, "roll", people.size());
        return pdf(
                "danh-sach-ky.pdf",
                out -> sheets.roll(conference, place, people, first == null ? 0 : first, mark(actor), out));
    }

    @GetMapping("/study/sites/{site}/badges.pdf")
    ResponseEntity<StreamingResponseBody> badges(
            Actor actor,
            @PathVariable SiteId site,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(required = false) @Nullable Integer from) {
        var place = conferences.keep(actor, site);
        var conference = conferences.attend(actor, new SessionId(place.session()));
        var people = sheets.people(place, unit, first(from));
        note(actor, conference, place, "badges", people.size());
        return pdf("the-dai-bieu.pdf", out -> sheets.badges(conference, people, mark(actor), out));
    }

    @GetMapping("/study/sites/{site}/poster.pdf")
    ResponseEntity<StreamingResponseBody> poster(Actor actor, @PathVariable SiteId site, HttpServletRequest request) {
        var place = conferences.keep(actor, site);
        var conference = conferences.attend(actor, new SessionId(place.session()));
        var address = ServletUriComponentsBuilder.fromContextPath(request)
                .path("/study/mine/code")
                .build()
                .toUriString();
        var opens = conference.startsAt().minus(settings.doorsOpen());
        return pdf("ap-phich.pdf", out -> sheets.poster(conference, place, opens, address, out));
    }

    /// Names left the house: seen by the members among those who looked at their records.
    private void note(Actor actor, Conference conference, ConferenceSite place, String what, int people) {
        audit.note(actor, "study.names.export", conference.campaign(), place.unit(), what + ", " + people);
    }

    private String mark(Actor actor) {
        return actor.name() + ", " + Days.printed(Zone.today(clock));
    }

    private static @Nullable Integer first(@Nullable Integer from) {
        return from == null ? null : Math.clamp(from, 0, LAST);
    }

    private static ResponseEntity<StreamingResponseBody> pdf(String name, StreamingResponseBody body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline; filename=\"" + name + "\"")
                .cacheControl(CacheControl.noStore())
                .body(body);
    }
}
