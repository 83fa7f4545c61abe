package vn.lantoa.study;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.SessionForm;
import vn.lantoa.study.view.SiteRow;

/// Reads the form of a session and fills it; times are those of Viet Nam.
final class SessionTyping {

    /// The most sites of a session that is typed; more are imported.
    static final int MOST_LINES = 2_000;

    /// The most sites that the form of a session lists; of a larger one it changes none and only adds.
    static final int MOST_LISTED = 20;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private SessionTyping() {}

    static SessionForm typed(MultiValueMap<String, String> sent) {
        var one = sent.toSingleValueMap();
        return new SessionForm(
                one.getOrDefault("title", ""),
                one.getOrDefault("form", ""),
                one.getOrDefault("host", ""),
                one.getOrDefault("day", ""),
                one.getOrDefault("startsAt", ""),
                one.getOrDefault("untilDay", ""),
                one.getOrDefault("endsAt", ""),
                new LinkedHashSet<>(sent.getOrDefault("topic", List.of())),
                one.containsKey("makeUp"),
                one.containsKey("forKeyCadres"),
                one.getOrDefault("headChaired", ""),
                one.getOrDefault("headPresented", ""),
                padded(lines(one)));
    }

    static SessionForm filled(Session session, List<SiteRow> sites) {
        var from = session.startsAt().atZone(Zone.VIETNAM);
        var until = session.endsAt().atZone(Zone.VIETNAM);
        var topics = new LinkedHashSet<String>();
        session.topicNumbers().forEach(number -> topics.add(String.valueOf(number)));
        var lines = new ArrayList<SessionForm.Line>();
        for (var site : sites)
            lines.add(new SessionForm.Line(
                    site.id().toString(),
                    site.unitCode(),
                    site.name(),
                    site.capacity() == null ? "" : String.valueOf(site.capacity()),
                    site.main()));
        return new SessionForm(
                session.title(),
                session.form().name(),
                session.hostCode(),
                from.toLocalDate().toString(),
                TIME.format(from),
                until.toLocalDate().equals(from.toLocalDate())
                        ? ""
                        : until.toLocalDate().toString(),
                TIME.format(until),
                topics,
                session.makeUp(),
                session.forKeyCadres(),
                answer(session.headChaired()),
                answer(session.headPresented()),
                padded(lines));
    }

    /// @throws Refused naming the field that cannot be read
    static SessionPlan plan(SessionForm form) {
        var starts = Typed.moment("study.field.starts-at", form.day(), form.startsAt());
        var ends = Typed.moment(
                "study.field.ends-at", form.untilDay().isBlank() ? form.day() : form.untilDay(), form.endsAt());
        var topics = new ArrayList<Integer>();
        for (var topic : form.topics()) {
            var number = Typed.optionalNumber("study.field.topic", topic, 1, Topic.MOST);
            if (number != null) topics.add(number);
        }
        if (form.sites().stream().filter(line -> !line.blank()).count() > MOST_LINES)
            throw Refused.tooLarge("study.session.too-many-sites", String.valueOf(MOST_LINES));
        var sites = new ArrayList<SessionPlan.SitePlan>();
        for (var line : form.sites()) {
            if (line.blank()) continue;
            sites.add(new SessionPlan.SitePlan(
                    id(line.id()),
                    line.unit(),
                    line.name(),
                    Typed.optionalNumber("study.field.capacity", line.capacity(), 1, 1_000_000),
                    line.main()));
        }
        return new SessionPlan(
                form.title(),
                Rule.form(form.form()),
                form.makeUp(),
                form.forKeyCadres(),
                form.host(),
                starts.atZone(Zone.VIETNAM).toInstant(),
                ends.atZone(Zone.VIETNAM).toInstant(),
                topics,
                answered(form.headChaired()),
                answered(form.headPresented()),
                sites);
    }

    /// Lines `site-1`, `site-name-1` and so on, until one is missing.
    private static List<SessionForm.Line> lines(Map<String, String> sent) {
        var main = sent.getOrDefault("main", "");
        var lines = new ArrayList<SessionForm.Line>();
        for (var number = 1; sent.containsKey("site-" + number) && number <= MOST_LINES + 1; number++) {
            lines.add(new SessionForm.Line(
                    sent.getOrDefault("site-id-" + number, ""),
                    sent.getOrDefault("site-" + number, ""),
                    sent.getOrDefault("site-name-" + number, ""),
                    sent.getOrDefault("site-capacity-" + number, ""),
                    main.equals(String.valueOf(number))));
        }
        return lines;
    }

    static List<SessionForm.Line> padded(List<SessionForm.Line> typed) {
        var lines = new ArrayList<>(typed);
        while (!lines.isEmpty() && lines.getLast().blank()) lines.removeLast();
        for (var blank = 0; blank < 2; blank++) lines.add(SessionForm.Line.EMPTY);
        return lines;
    }

    private static @Nullable UUID id(String text) {
        if (text.isBlank()) return null;
        try {
            return vn.lantoa.kernel.Ids.of(text);
        } catch (NotFound malformed) {
            return null;
        }
    }

    private static String answer(@Nullable Boolean answer) {
        return answer == null ? "" : answer ? "yes" : "no";
    }

    private static @Nullable Boolean answered(String answer) {
        return answer.equals("yes") ? Boolean.TRUE : answer.equals("no") ? Boolean.FALSE : null;
    }
}
