package vn.lantoa.study;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
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
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.ConflictTyped;

/// What the doors of a conference left for a person to decide, and files from devices that never came on line.
@Controller
class ConflictController {

    private final Conflicts conflicts;
    private final Flags flags;
    private final Conferences conferences;
    private final QueueFiles files;
    private final Clock clock;

    ConflictController(Conflicts conflicts, Flags flags, Conferences conferences, QueueFiles files, Clock clock) {
        this.conflicts = conflicts;
        this.flags = flags;
        this.conferences = conferences;
        this.files = files;
        this.clock = clock;
    }

    @GetMapping("/study/sessions/{session}/conflicts")
    ModelAndView index(Actor actor, @PathVariable SessionId session) {
        return page(actor, session, null);
    }

    @PostMapping("/study/sessions/{session}/conflicts/{scan}")
    Object answer(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable long scan,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String memberNo,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        var now = clock.instant();
        try {
            switch (decision) {
                case "ADMITTED" -> conflicts.admit(actor, scan, memberNo, reason, now);
                case "ENROLLED" -> conflicts.enroll(actor, scan, memberNo, unit, reason, now);
                case "GUEST" -> conflicts.welcome(actor, scan, name, reason, now);
                case "DISMISSED" -> conflicts.dismiss(actor, scan, reason, now);
                case "" -> throw Refused.invalid("study.conflict.choose");
                default -> throw new NotFound();
            }
        } catch (Refused refused) {
            var page = page(actor, session, refused);
            page.addObject("typed", new ConflictTyped(scan, decision, memberNo, name, unit, reason));
            return page;
        }
        redirect.addFlashAttribute("notice", Notice.of("study.conflict.decided"));
        return "redirect:/study/sessions/" + session.value() + "/conflicts";
    }

    @PostMapping("/study/sessions/{session}/flags")
    Object look(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam String kind,
            @RequestParam String subject,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        try {
            flags.answer(actor, session, kind, subject, reason, clock.instant());
        } catch (Refused refused) {
            return page(actor, session, refused);
        }
        redirect.addFlashAttribute("notice", Notice.of("study.conflict.decided"));
        return "redirect:/study/sessions/" + session.value() + "/conflicts";
    }

    /// The queue of a device that cannot come on line, as its door page wrote it into a file; the file says which
    /// device, and so which site, it is of.
    @PostMapping("/study/sessions/{session}/queue")
    Object empty(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        if (conferences.kept(actor, session).isEmpty()) throw new NotFound();
        try {
            if (file == null || file.isEmpty()) throw Refused.invalid("study.queue.malformed");
            var took = files.take(actor, session, file.getInputStream(), clock.instant());
            redirect.addFlashAttribute(
                    "notice",
                    Notice.of("study.queue.taken", String.valueOf(took.taken()), String.valueOf(took.waiting())));
        } catch (Refused refused) {
            return page(actor, session, refused);
        }
        return "redirect:/study/sessions/" + session.value() + "/conflicts";
    }

    private ModelAndView page(Actor actor, SessionId session, @Nullable Refused refused) {
        var conference = conferences.attend(actor, session);
        if (conferences.kept(actor, session).isEmpty()) throw new NotFound();
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("conference", conference);
        model.put("conflicts", conflicts.open(actor, session));
        model.put("mayEnroll", !actor.scope(Permission.RECORD).none());
        model.put("flags", flags.of(actor, session));
        model.put("typed", null);
        model.put("refused", refused);
        return DraftController.answer("study/conflicts/index", model, refused);
    }
}
