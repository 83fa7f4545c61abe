package vn.lantoa.live;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// Tells an open page that what it shows of a conference has changed.
@Controller
class ScreenController {

    private final Conferences conferences;
    private final Screens screens;

    ScreenController(Conferences conferences, Screens screens) {
        this.conferences = conferences;
        this.screens = screens;
    }

    @GetMapping(path = "/live/conferences/{session}/changes/{subject}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> show(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable String subject,
            @RequestParam(defaultValue = "") String version,
            HttpServletRequest request) {
        var followed = screens.subject(subject);
        var runs = followed.onlyForThoseWhoRunIt();
        if (runs) conferences.run(actor.scope(Permission.SCHEDULE), session);
        else conferences.attend(actor, session);
        var browser = request.getSession(false);

        var viewer = new Viewer(
                browser == null ? "" : browser.getId(), actor.account().value(), session.value(), runs);
        return stream(screens.open(viewer, followed, version));
    }

    static ResponseEntity<SseEmitter> stream(SseEmitter emitter) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }
}
