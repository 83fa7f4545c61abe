package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.page.Notice;

/// Sessions for calendar programs.
@Controller
class CalendarController {

    private final CalendarFeeds feeds;
    private final Sessions sessions;
    private final Clock clock;

    CalendarController(CalendarFeeds feeds, Sessions sessions, Clock clock) {
        this.feeds = feeds;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping("/study/sessions/{id}/calendar.ics")
    ResponseEntity<String> file(Actor actor, @PathVariable SessionId id) {
        var session = sessions.require(actor.scope(Permission.READ), id);
        return answer(List.of(feeds.entry(session)), "attachment");
    }

    /// The sessions of whoever made the address; nobody signs in for it.
    @GetMapping("/c/{secret}.ics")
    ResponseEntity<String> feed(@PathVariable String secret) {
        return answer(feeds.entries(feeds.account(secret), clock.instant()), "inline");
    }

    @GetMapping("/study/mine/calendar")
    ModelAndView show(Actor actor) {
        return page(actor, null);
    }

    /// The address is on this answer and nowhere else.
    @PostMapping("/study/mine/calendar")
    ModelAndView make(Actor actor, HttpServletRequest request) {
        var secret = feeds.make(actor);
        return page(
                actor,
                ServletUriComponentsBuilder.fromContextPath(request)
                        .path("/c/" + secret + ".ics")
                        .build()
                        .toUriString());
    }

    @PostMapping("/study/mine/calendar/revocation")
    String revoke(Actor actor, RedirectAttributes redirect) {
        feeds.revoke(actor);
        redirect.addFlashAttribute("notice", Notice.of("study.calendar.revoked"));
        return "redirect:/study/mine/calendar";
    }

    private ModelAndView page(Actor actor, @Nullable String address) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("made", feeds.exists(actor));
        model.put("address", address);
        return new ModelAndView("study/calendars/show", model);
    }

    private static ResponseEntity<String> answer(List<CalendarEntry> entries, String how) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(Calendars.MEDIA_TYPE))
                .header("Content-Disposition", how + "; filename=\"lich-hoc-tap.ics\"")
                .cacheControl(CacheControl.noStore())
                .body(Calendars.of(entries));
    }
}
