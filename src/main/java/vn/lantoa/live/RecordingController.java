package vn.lantoa.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import vn.lantoa.access.Permission;
import vn.lantoa.access.Settings;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// The recording of a conference, by the parts that the chair marked, for those who make the study up. Who watched is
/// written down nowhere: it is no attendance.
@Controller
class RecordingController {

    private final Conferences conferences;
    private final Participants participants;
    private final Broadcasts broadcasts;
    private final Recordings recordings;
    private final Broadcasting broadcasting;
    private final Footage footage;
    private final Settings settings;
    private final Ports ports;
    private final Clock clock;

    RecordingController(
            Conferences conferences,
            Participants participants,
            Broadcasts broadcasts,
            Recordings recordings,
            Broadcasting broadcasting,
            Footage footage,
            Settings settings,
            Ports ports,
            Clock clock) {
        this.conferences = conferences;
        this.participants = participants;
        this.broadcasts = broadcasts;
        this.recordings = recordings;
        this.broadcasting = broadcasting;
        this.footage = footage;
        this.settings = settings;
        this.ports = ports;
        this.clock = clock;
    }

    @GetMapping("/live/conferences/{session}/recording")
    ModelAndView show(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "") String part,
            HttpServletResponse response) {
        BroadcastController.playing(ports, response);
        return page(actor, session, part, null);
    }

    @PostMapping("/live/conferences/{session}/marks")
    Object mark(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(required = false) @Nullable Integer topic,
            @RequestParam(defaultValue = "false") boolean pause,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        try {
            broadcasting.mark(actor, session, clock.instant(), topic, pause, title);
        } catch (Refused refused) {
            return page(actor, session, "", refused);
        }
        redirect.addFlashAttribute("notice", Notice.of(pause ? "live.mark.paused" : "live.mark.made"));
        return "redirect:/live/conferences/" + session.value()
                + (back.equals("broadcast") ? "/broadcast" : "/recording");
    }

    @PostMapping("/live/conferences/{session}/marks/{mark}/removal")
    Object unmark(
            Actor actor, @PathVariable SessionId session, @PathVariable String mark, RedirectAttributes redirect) {
        broadcasting.unmark(actor, session, Ids.of(mark));
        redirect.addFlashAttribute("notice", Notice.of("live.mark.removed"));
        return "redirect:/live/conferences/" + session.value() + "/recording";
    }

    @PostMapping("/live/conferences/{session}/recording/publication")
    Object publish(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        return offer(actor, session, true, redirect);
    }

    @PostMapping("/live/conferences/{session}/recording/withdrawal")
    Object withdraw(Actor actor, @PathVariable SessionId session, RedirectAttributes redirect) {
        return offer(actor, session, false, redirect);
    }

    @PostMapping("/live/conferences/{session}/recording/removal")
    Object remove(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        try {
            broadcasting.remove(actor, session, reason, clock.instant());
        } catch (Refused refused) {
            return page(actor, session, "", refused);
        }
        footage.remove(session.value());
        return done(session, "live.recording.removed.done", redirect);
    }

    @PostMapping("/live/conferences/{session}/marks/{mark}/captions")
    Object caption(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable String mark,
            @RequestParam(defaultValue = "vi") String language,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        try {
            if (file == null || file.isEmpty()) throw Refused.invalid("live.caption.missing");
            if (file.getSize() > Captions.LARGEST)
                throw Refused.tooLarge("live.caption.large", Captions.LARGEST / 1_000);
            broadcasting.caption(actor, session, Ids.of(mark), language, file.getBytes());
        } catch (Refused refused) {
            return page(actor, session, "", refused);
        }
        return done(session, "live.caption.done", redirect);
    }

    @PostMapping("/live/conferences/{session}/marks/{mark}/captions/removal")
    String uncaption(
            Actor actor, @PathVariable SessionId session, @PathVariable String mark, RedirectAttributes redirect) {
        broadcasting.uncaption(actor, session, Ids.of(mark));
        return done(session, "live.caption.gone", redirect);
    }

    /// For the player of whoever takes part, while the recording is offered; for who runs it also before.
    @GetMapping("/live/conferences/{session}/captions/{mark}")
    ResponseEntity<String> captions(Actor actor, @PathVariable SessionId session, @PathVariable String mark) {
        var participant = participants.attend(actor, session);
        var offered = broadcasts
                .of(session)
                .filter(broadcast -> broadcast.publishedAt() != null || participant.runs())
                .flatMap(broadcast -> recordings.captions(session, Ids.of(mark)))
                .orElseThrow(NotFound::new);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .contentType(new MediaType("text", "vtt", StandardCharsets.UTF_8))
                .body(offered);
    }

    private static String done(SessionId session, String said, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", Notice.of(said));
        return "redirect:/live/conferences/" + session.value() + "/recording";
    }

    private Object offer(Actor actor, SessionId session, boolean offered, RedirectAttributes redirect) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        try {
            broadcasting.publish(actor, session, offered ? clock.instant() : null);
        } catch (Refused refused) {
            return page(actor, session, "", refused);
        }
        redirect.addFlashAttribute(
                "notice", Notice.of(offered ? "live.recording.published" : "live.recording.withdrawn"));
        return "redirect:/live/conferences/" + session.value() + "/recording";
    }

    private ModelAndView page(Actor actor, SessionId session, String chosen, @Nullable Refused refused) {
        var participant = participants.attend(actor, session);
        var broadcast = broadcasts.of(session).orElse(null);
        var end = broadcast == null ? null : broadcast.endedAt();
        var marks = participant.runs() ? recordings.marks(session) : List.<Mark>of();
        var parts = broadcast == null || broadcast.publishedAt() == null || end == null
                ? List.<Mark.Part>of()
                : Mark.parts(recordings.marks(session), end);
        var playing = parts.stream()
                .filter(part -> part.id().toString().equals(chosen))
                .findFirst()
                .orElse(parts.isEmpty() ? null : parts.getFirst());
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("participant", participant);
        model.put("broadcast", broadcast);
        model.put("marks", marks);
        model.put("parts", parts);
        model.put("playing", playing);
        model.put("topics", recordings.topics(session));
        model.put("streams", ports.streams());
        model.put("captioned", recordings.captioned(session));
        model.put("removal", recordings.removal(session).orElse(null));
        model.put("days", settings.recordingDays());
        model.put("refused", refused);
        var page = new ModelAndView("live/recording/show", model);
        if (refused != null) page.setStatus(org.springframework.http.HttpStatus.valueOf(refused.status()));
        return page;
    }
}
