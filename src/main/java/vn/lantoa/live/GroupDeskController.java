package vn.lantoa.live;

import static vn.lantoa.access.Permission.SCHEDULE;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.live.view.GroupFilter;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// Where the minutes of groups arrive: who has handed in, who is late, all of them as files.
@Controller
class GroupDeskController {

    private static final String BASE = "/live/conferences/{session}/discussion";

    private final Participants participants;
    private final Conferences conferences;
    private final Discussions discussions;
    private final Groups groups;
    private final DiscussionExport export;
    private final ConferencePapers papers;
    private final Clock clock;

    GroupDeskController(
            Participants participants,
            Conferences conferences,
            Discussions discussions,
            Groups groups,
            DiscussionExport export,
            ConferencePapers papers,
            Clock clock) {
        this.participants = participants;
        this.conferences = conferences;
        this.discussions = discussions;
        this.groups = groups;
        this.export = export;
        this.papers = papers;
        this.clock = clock;
    }

    @GetMapping(BASE + "/desk")
    ModelAndView index(Actor actor, @PathVariable SessionId session, @RequestParam(defaultValue = "all") String show) {
        return new ModelAndView("live/discussion/desk", model(actor, session, show));
    }

    /// The list for the page to fetch anew.
    @GetMapping(BASE + "/desk/list")
    ModelAndView list(Actor actor, @PathVariable SessionId session, @RequestParam(defaultValue = "all") String show) {
        return new ModelAndView("live/discussion/desk-list", model(actor, session, show));
    }

    @GetMapping("/live/conferences/{session}/discussion.{file:docx|pdf}")
    ResponseEntity<byte[]> paper(Actor actor, @PathVariable SessionId session, @PathVariable String file) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        return papers.file(export.paper(actor, conference), "thao-luan-to", file);
    }

    @GetMapping("/live/conferences/{session}/discussion.{file:csv|xlsx}")
    void table(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable String file,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var format = TableFile.format(file);
        export.write(actor, conference, format, locale, TableFile.begin(response, "discussion", format));
    }

    private Map<String, @Nullable Object> model(Actor actor, SessionId session, String show) {
        conferences.run(actor.scope(SCHEDULE), session);
        var discussion = discussions.of(session);
        var model = DiscussionController.model(participants.attend(actor, session), discussion, null);
        model.put("filter", GroupFilter.of(show, groups.rows(session), discussion.over(clock.instant())));
        model.put("matters", discussions.matters(session).size());
        return model;
    }
}
