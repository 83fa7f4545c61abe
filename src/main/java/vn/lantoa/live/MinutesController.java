package vn.lantoa.live;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import vn.lantoa.live.view.MinutesVersion;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Block;
import vn.lantoa.paper.Layout;
import vn.lantoa.paper.Paper;
import vn.lantoa.paper.Signature;
import vn.lantoa.study.Conference;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// The minutes of a conference, for who runs it: drafted, edited, taken out as an official paper.
@Controller
class MinutesController {

    private final Conferences conferences;
    private final Minutes minutes;
    private final ConferencePapers papers;
    private final Clock clock;

    MinutesController(Conferences conferences, Minutes minutes, ConferencePapers papers, Clock clock) {
        this.conferences = conferences;
        this.minutes = minutes;
        this.papers = papers;
        this.clock = clock;
    }

    @GetMapping("/live/conferences/{session}/minutes")
    ModelAndView show(Actor actor, @PathVariable SessionId session) {
        return page(actor, session, null, null);
    }

    @PostMapping("/live/conferences/{session}/minutes")
    Object save(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "") String signer,
            @RequestParam(defaultValue = "") String position,
            RedirectAttributes redirect) {
        try {
            minutes.save(actor, session, version, body, signer, position, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("live.minutes.saved"));
            return back(session);
        } catch (Refused refused) {
            var typed = new MinutesVersion(version, false, body, signer, position, actor.name(), clock.instant());
            return page(actor, session, typed, refused);
        }
    }

    @PostMapping("/live/conferences/{session}/minutes/draft")
    Object draw(
            Actor actor,
            @PathVariable SessionId session,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "false") boolean sure,
            RedirectAttributes redirect) {
        try {
            minutes.draw(actor, session, version, sure, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("live.minutes.drawn"));
            return back(session);
        } catch (Refused refused) {
            return page(actor, session, null, refused);
        }
    }

    @GetMapping("/live/conferences/{session}/minutes.{file:docx|pdf}")
    ResponseEntity<byte[]> paper(Actor actor, @PathVariable SessionId session, @PathVariable String file) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var version = minutes.latest(session).orElseThrow(NotFound::new);
        return papers.file(paper(conference, version), "bien-ban-hoi-nghi", file);
    }

    private Paper paper(Conference conference, MinutesVersion version) {
        return new Paper(
                papers.say("live.minutes.paper", conference.title()),
                papers.head(
                        conference,
                        papers.say("live.minutes.type"),
                        conference.title(),
                        version.drawn() ? papers.say("live.minutes.is-draft") : null),
                blocks(version.body()),
                new Signature(List.of(papers.say("live.minutes.file")), null, version.position(), version.signer()),
                Layout.upright());
    }

    static List<Block> blocks(String body) {
        var blocks = new ArrayList<Block>();
        var items = new ArrayList<String>();
        for (var line : body.split("\\R", -1)) {
            if (line.startsWith("- ")) {
                items.add(line.substring(2));
            } else {
                if (!items.isEmpty()) blocks.add(new Block.Items(items));
                items.clear();
                if (line.startsWith("# ")) blocks.add(new Block.Section(line.substring(2), 1));
                else if (!line.isBlank()) blocks.add(new Block.Paragraph(line));
            }
        }
        if (!items.isEmpty()) blocks.add(new Block.Items(items));
        return blocks;
    }

    private static String back(SessionId session) {
        return "redirect:/live/conferences/" + session.value() + "/minutes";
    }

    private ModelAndView page(
            Actor actor, SessionId session, @Nullable MinutesVersion typed, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("conference", conferences.run(actor.scope(SCHEDULE), session));
        var versions = minutes.versions(session);
        model.put("versions", versions);
        model.put("shown", typed != null ? typed : versions.isEmpty() ? null : versions.getFirst());
        model.put("refused", refused);
        return new ModelAndView(
                "live/minutes/show", model, refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }
}
