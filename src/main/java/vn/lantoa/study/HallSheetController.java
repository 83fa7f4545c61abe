package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Zone;

/// Prints for a hall, by who keeps its door; what bears names is noted in the trace.
@Controller
class HallSheetController {

    private static final int LAST = 1_000_000;

    private final HallSheets sheets;
    private final Conferences conferences;
    private final Audit audit;
    private final Clock clock;

    HallSheetController(HallSheets sheets, Conferences conferences, Audit audit, Clock clock) {
        this.sheets = sheets;
        this.conferences = conferences;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/study/sites/{site}/roll.pdf")
    ResponseEntity<StreamingResponseBody> roll(
            Actor actor, @PathVariable SiteId site, @RequestParam(defaultValue = "0") int from) {
        var place = conferences.keep(actor, site);
        var conference = conferences.attend(actor, new SessionId(place.session()));
        var first = Math.clamp(from, 0, LAST);
        var people = sheets.people(place, first);
        var mark = actor.name() + ", "
                + Zone.today(clock).format(java.time.format.DateTimeFormatter.ofPattern("dd/MM/yyyy"));
        audit.note(actor, "study.print.roll", site.value(), place.unit(), conference.title());
        return pdf("danh-sach-ky.pdf", out -> sheets.roll(conference, place, people, first, mark, out));
    }

    @GetMapping("/study/sites/{site}/badges.pdf")
    ResponseEntity<StreamingResponseBody> badges(
            Actor actor, @PathVariable SiteId site, @RequestParam(defaultValue = "0") int from) {
        var place = conferences.keep(actor, site);
        var conference = conferences.attend(actor, new SessionId(place.session()));
        var people = sheets.people(place, Math.clamp(from, 0, LAST));
        audit.note(actor, "study.print.badges", site.value(), place.unit(), conference.title());
        return pdf("the-dai-bieu.pdf", out -> sheets.badges(conference, people, out));
    }

    @GetMapping("/study/sites/{site}/poster.pdf")
    ResponseEntity<StreamingResponseBody> poster(Actor actor, @PathVariable SiteId site, HttpServletRequest request) {
        var place = conferences.keep(actor, site);
        var conference = conferences.attend(actor, new SessionId(place.session()));
        var address = ServletUriComponentsBuilder.fromContextPath(request)
                .path("/study/mine/code")
                .build()
                .toUriString();
        return pdf("ap-phich.pdf", out -> sheets.poster(conference, place, address, out));
    }

    private static ResponseEntity<StreamingResponseBody> pdf(String name, StreamingResponseBody body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline; filename=\"" + name + "\"")
                .cacheControl(CacheControl.noStore())
                .body(body);
    }
}
