package vn.lantoa.live;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.page.OpenPages;

/// The open pages of this node that follow a conference: each one [Subject] of it.
@Component
class Screens implements OpenPages.Watch<Viewer, Screens.Followed> {

    static final int MOST = 6_000;
    static final int MOST_OF_ONE = 24;

    /// What a screen of a hall fetches is drawn once for all: two hundred are told within half a tick, so that each
    /// shows a ballot within two seconds.
    static final int A_SECOND = 500;

    private final Map<String, Subject> subjects;
    private final ScreenRights rights;
    private final OpenPages<Viewer, Followed> pages;
    private final AtomicLong looks = new AtomicLong();

    Screens(List<Subject> subjects, ScreenRights rights, Clock clock) {
        this.subjects = subjects.stream().collect(Collectors.toUnmodifiableMap(Subject::name, subject -> subject));
        this.rights = rights;
        this.pages = new OpenPages<>(this, MOST, MOST_OF_ONE, A_SECOND, clock);
    }

    /// The subject of this name.
    ///
    /// @throws NotFound if there is none
    Subject subject(String name) {
        var subject = subjects.get(name);
        if (subject == null) throw new NotFound();
        return subject;
    }

    /// A stream of the versions of `subject`, for `viewer` whose right to look was checked by the caller; `seen` is the
    /// version that the page already shows, or empty.
    ///
    /// @throws Refused (429) when this node or this account has too many open
    SseEmitter open(Viewer viewer, Subject subject, String seen) {
        return pages.open(viewer, new Followed(subject.name(), viewer.session()), seen, "live.screens.many");
    }

    /// How many are open.
    int count() {
        return pages.count();
    }

    /// How often it was looked for changes: what is read from here on is at least as new as what pages were told.
    long looks() {
        return looks.get();
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        pages.end();
    }

    @Override
    public Map<Followed, String> versions(Set<Followed> followed) {
        var sessions = followed.stream()
                .collect(Collectors.groupingBy(
                        Followed::subject, Collectors.mapping(Followed::session, Collectors.toUnmodifiableSet())));
        var versions = new HashMap<Followed, String>();
        sessions.forEach((name, of) -> subject(name)
                .versions(of)
                .forEach((session, version) -> versions.put(new Followed(name, session), version)));
        looks.incrementAndGet();
        return versions;
    }

    @Override
    public Set<Viewer> allowed(Set<Viewer> viewers, Instant at, LocalDate today) {
        return rights.allowed(viewers, at, today);
    }

    @Override
    public @Nullable Object account(Viewer viewer) {
        return viewer.account();
    }

    /// What of a conference a page follows.
    ///
    /// @param subject by name
    record Followed(String subject, UUID session) {}
}
