package vn.lantoa.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.ContentPolicy;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// Watching a conference, and what those who run it do with its broadcast.
@Controller
class BroadcastController {

    private final Conferences conferences;
    private final Participants participants;
    private final Broadcasts broadcasts;
    private final Recordings recordings;
    private final Broadcasting broadcasting;
    private final BigBlueButton server;
    private final Ports ports;
    private final Clock clock;

    BroadcastController(
            Conferences conferences,
            Participants participants,
            Broadcasts broadcasts,
            Recordings recordings,
            Broadcasting broadcasting,
            BigBlueButton server,
            Ports ports,
            Clock clock) {
        this.conferences = conferences;
        this.participants = participants;
        this.broadcasts = broadcasts;
        this.recordings = recordings;
        this.broadcasting = broadcasting;
        this.server = server;
        this.ports = ports;
        this.clock = clock;
    }

    @GetMapping("/live/conferences/{session}/broadcast")
    ModelAndView show(Actor actor, @PathVariable SessionId session, HttpServletResponse response) {
        var participant = participants.attend(actor, session);
        var broadcast = broadcasts.of(session).orElse(null);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("participant", participant);
        model.put("broadcast", broadcast);
        model.put(
                "reception",
                broadcast == null
                        ? Reception.CLOSED
                        : broadcasts.intake(session).reception());
        model.put("topics", recordings.topics(session));
        model.put("streams", ports.streams());
        if (broadcast != null) allow(broadcast, response);
        return new ModelAndView("live/broadcast/show", model);
    }

    // This page alone may show what the address leads to, or play what a delivery network sends; no other page may.
    private void allow(Broadcast broadcast, HttpServletResponse response) {
        if (broadcast.kind() == BroadcastKind.EMBED && broadcast.open())
            response.setHeader("Content-Security-Policy", ContentPolicy.with("frame-src " + broadcast.origin()));
        if (broadcast.kind() == BroadcastKind.INGEST) playing(ports, response);
    }

    /// Lets the page play what the script puts together, and fetch it where it is.
    static void playing(Ports ports, HttpServletResponse response) {
        var streams = ports.streams().isEmpty() ? "" : " " + ports.streams();
        response.setHeader(
                "Content-Security-Policy",
                ContentPolicy.with("connect-src 'self'" + streams, "media-src 'self' blob:" + streams));
    }

    @GetMapping("/live/conferences/{session}/broadcast/edit")
    ModelAndView edit(Actor actor, @PathVariable SessionId session, HttpServletRequest request) {
        var page = editPage(actor, session, null, null);
        page.addObject("host", request.getServerName());
        return page;
    }

    @PostMapping("/live/conferences/{session}/broadcast")
    Object choose(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(required = false) @Nullable BroadcastKind kind,
            @RequestParam(defaultValue = "") String address,
            RedirectAttributes redirect) {
        return step(actor, session, redirect, "live.broadcast.chosen", kind + " " + address, () -> {
            if (kind == null) throw Refused.invalid("live.broadcast.no-kind");
            broadcasting.choose(actor, session, kind, address);
        });
    }

    @PostMapping("/live/conferences/{session}/broadcast/keys")
    Object key(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        redirect.addFlashAttribute("key", broadcasting.newKey(actor, session, clock.instant()));
        return "redirect:/live/conferences/" + session.value() + "/broadcast/edit";
    }

    @PostMapping("/live/conferences/{session}/broadcast/keys/revocation")
    Object revoke(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        return step(actor, session, redirect, "live.key.revoked", null, () -> broadcasting.revokeKey(actor, session));
    }

    @PostMapping("/live/conferences/{session}/broadcast/path")
    Object move(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        return step(actor, session, redirect, "live.broadcast.moved", null, () -> broadcasting.move(actor, session));
    }

    @PostMapping("/live/conferences/{session}/broadcast/opening")
    Object open(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        return step(
                actor,
                session,
                redirect,
                "live.broadcast.opened",
                null,
                () -> broadcasting.open(actor, session, clock.instant()));
    }

    @PostMapping("/live/conferences/{session}/broadcast/ending")
    Object end(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        return step(
                actor,
                session,
                redirect,
                "live.broadcast.ended",
                null,
                () -> broadcasting.end(actor, session, clock.instant()));
    }

    /// Sends whoever takes part to the room, under his or her own name.
    @GetMapping("/live/conferences/{session}/broadcast/room")
    String room(Actor actor, @PathVariable SessionId session) {
        return "redirect:" + broadcasting.entrance(actor, session);
    }

    private Object step(
            Actor actor,
            SessionId session,
            RedirectAttributes redirect,
            String done,
            @Nullable String typed,
            Runnable step) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        try {
            step.run();
            redirect.addFlashAttribute("notice", Notice.of(done));
            return "redirect:/live/conferences/" + session.value() + "/broadcast/edit";
        } catch (Refused refused) {
            return editPage(actor, session, refused, typed);
        }
    }

    /// @param typed kind and address as sent, where they were refused
    private ModelAndView editPage(Actor actor, SessionId session, @Nullable Refused refused, @Nullable String typed) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        var participant = participants.attend(actor, session);
        var broadcast = broadcasts.of(session).orElse(null);
        var kind =
                broadcast == null ? BroadcastKind.LINK.name() : broadcast.kind().name();
        var address = broadcast == null || broadcast.address() == null ? "" : broadcast.address();
        var rtmp = ports.rtmp();
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("participant", participant);
        model.put("broadcast", broadcast);
        model.put(
                "reception",
                broadcast == null
                        ? Reception.CLOSED
                        : broadcasts.intake(session).reception());
        model.put(
                "trouble", broadcast == null ? null : broadcasts.intake(session).trouble());
        model.put("kind", typed == null ? kind : typed.substring(0, typed.indexOf(' ')));
        model.put("address", typed == null ? address : typed.substring(typed.indexOf(' ') + 1));
        model.put("rtmpPort", rtmp == null ? null : rtmp.getPort());
        model.put("srt", ports.srt() != null);
        model.put("installed", Program.installed());
        model.put("server", server.known());
        model.put("presences", broadcasts.presences(session));
        model.put("refused", refused);
        var page = new ModelAndView("live/broadcast/edit", model);
        if (refused != null) page.setStatus(org.springframework.http.HttpStatus.valueOf(refused.status()));
        return page;
    }
}
