package vn.lantoa.live;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Zone;
import vn.lantoa.live.view.SiteNow;
import vn.lantoa.study.Conference;
import vn.lantoa.study.SessionId;

/// What minutes can say by themselves: when and where, who came by level, what was presented by whom, questions
/// and their answers, what groups proposed, what went wrong. Official papers are Vietnamese, whoever asks for them.
@Component
class MinutesDraft {

    static final Locale LOCALE = Locale.forLanguageTag("vi");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Zone.VIETNAM);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(Zone.VIETNAM);
    private static final List<String> LEVELS =
            List.of("CENTRAL", "PROVINCIAL", "UPPER_GRASSROOTS", "GRASSROOTS", "SECTIONAL", "CELL");

    private record Presented(
            int number,
            String title,
            @Nullable String presenter,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    private record Asked(
            String body,
            @Nullable String site,
            @Nullable String handedTo,
            @Nullable String answer) {}

    private final ControlRoom room;
    private final DiscussionExport discussion;
    private final JdbcClient db;
    private final MessageSource messages;

    MinutesDraft(ControlRoom room, DiscussionExport discussion, JdbcClient db, MessageSource messages) {
        this.room = room;
        this.discussion = discussion;
        this.db = db;
        this.messages = messages;
    }

    String of(Conference conference) {
        var session = conference.sessionId();
        var now = room.now(session);
        var text = new ArrayList<String>();
        text.add("# " + say("live.minutes.when"));
        text.add(say(
                "live.minutes.from",
                TIME.format(conference.startsAt()),
                DAY.format(conference.startsAt()),
                conference.hostName()));
        if (conference.closedAt() != null)
            text.add(say("live.minutes.closed", TIME.format(conference.closedAt()), DAY.format(conference.closedAt())));
        text.add(say("live.minutes.chair"));
        text.add("# " + say("live.minutes.who"));
        text.add(say("live.minutes.all", now.sites().size(), now.expected(), now.in() + now.left(), now.guests()));
        text.addAll(byLevel(now.sites()));
        text.add("# " + say("live.minutes.content"));
        text.addAll(presented(session));
        text.add("# " + say("live.minutes.questions"));
        text.addAll(asked(session));
        var discussed = discussion.summary(conference);
        if (!discussed.isEmpty()) text.add("# " + say("live.minutes.discussion"));
        text.addAll(discussed);
        text.add("# " + say("live.minutes.incidents"));
        var incidents = now.incidents().stream()
                .sorted(java.util.Comparator.comparing(row -> row.toldAt()))
                .map(row -> "- "
                        + say(
                                row.solvedAt() == null ? "live.minutes.incident" : "live.minutes.incident.solved",
                                TIME.format(row.toldAt()),
                                row.siteName() == null ? say("live.incident.everywhere") : row.siteName(),
                                line(row.what()),
                                row.solvedAt() == null ? "" : TIME.format(row.solvedAt())))
                .toList();
        text.addAll(incidents.isEmpty() ? List.of(say("live.minutes.none")) : incidents);
        text.add("# " + say("live.minutes.end"));
        text.add(say("live.minutes.end.at", TIME.format(ended(conference))));
        return String.join("\n", text);
    }

    private List<String> byLevel(List<SiteNow> sites) {
        var levels = new TreeMap<Integer, List<SiteNow>>();
        for (var site : sites)
            levels.computeIfAbsent(LEVELS.indexOf(site.level()), key -> new ArrayList<>())
                    .add(site);
        return levels.values().stream()
                .map(of -> "- "
                        + say(
                                "live.minutes.level",
                                say("live.level." + of.getFirst().level()),
                                of.size(),
                                of.stream().mapToInt(SiteNow::expected).sum(),
                                of.stream()
                                        .mapToInt(site -> site.in() + site.left())
                                        .sum()))
                .toList();
    }

    private List<String> presented(SessionId session) {
        return db.sql("""
                        select   t.number, t.title, coalesce(p.presenter, t.presenter) as presenter, p.starts_at, p.ends_at
                        from     study.session s
                        join     study.topic t on t.campaign = s.campaign and (s.topics >> (t.number - 1)) & 1 = 1
                        left     join study.session_topic p on p.session = s.id and p.topic = t.number
                        where    s.id = :session
                        order by p.starts_at nulls last, t.number
                        """).param("session", session.value()).query(Presented.class).list().stream()
                .map(topic -> "- "
                        + (topic.startsAt == null || topic.endsAt == null
                                ? ""
                                : TIME.format(topic.startsAt) + "–" + TIME.format(topic.endsAt) + ": ")
                        + line(topic.title)
                        + (topic.presenter == null ? "" : say("live.minutes.presenter", topic.presenter)))
                .toList();
    }

    /// Questions that were answered or handed to a presenter; without names, as the hall heard them.
    private List<String> asked(SessionId session) {
        var lines = new ArrayList<String>();
        for (var question :
                db.sql("""
                select   q.body, t.name as site, q.handed_to, q.answer
                from     live.question q
                left     join study.site t on t.id = q.site
                where    q.session = :session
                and      q.state in ('HANDED', 'ANSWERED')
                and      q.merged_into is null
                order by q.asked_at, q.id
                limit    200
                """).param("session", session.value()).query(Asked.class).list()) {
            lines.add("- "
                    + say(
                            "live.minutes.question",
                            question.site == null ? say("live.minutes.somebody") : question.site,
                            line(question.body)));
            if (question.answer != null) lines.add(say("live.minutes.answer", line(question.answer)));
            else if (question.handedTo != null) lines.add(say("live.minutes.answered-by", question.handedTo));
        }
        return lines.isEmpty() ? List.of(say("live.minutes.none")) : lines;
    }

    private static Instant ended(Conference conference) {
        var closed = conference.closedAt();
        return closed != null && closed.isBefore(conference.endsAt()) ? closed : conference.endsAt();
    }

    /// The text in one line.
    static String line(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LOCALE);
    }
}
