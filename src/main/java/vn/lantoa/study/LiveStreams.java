package vn.lantoa.study;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.lantoa.page.OpenPages;

/// The live boards of this node.
@Component
class LiveStreams implements OpenPages.Watch<LiveFigures.Viewer, LiveFigures.Watched> {

    static final int MOST = 4_000;
    static final int MOST_OF_ONE = 24;

    /// A board is drawn for its viewer: two hundred are told within a tick, four thousand within a quarter of a minute.
    static final int A_SECOND = 250;

    private final LiveFigures figures;
    private final OpenPages<LiveFigures.Viewer, LiveFigures.Watched> pages;

    LiveStreams(LiveFigures figures, Clock clock) {
        this.figures = figures;
        this.pages = new OpenPages<>(this, MOST, MOST_OF_ONE, A_SECOND, clock);
    }

    /// A stream of versions of what `viewer` looks at, whose right to look was checked by the caller; `seen` is the
    /// version the page already shows.
    ///
    /// @throws Refused (429) when this node or this account has too many open
    SseEmitter open(LiveFigures.Viewer viewer, LiveFigures.Watched watched, String seen) {
        return pages.open(viewer, watched, seen, "study.live.refused.many");
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        pages.end();
    }

    @Override
    public Map<LiveFigures.Watched, String> versions(Set<LiveFigures.Watched> watched) {
        return figures.look(watched);
    }

    @Override
    public Set<LiveFigures.Viewer> allowed(Set<LiveFigures.Viewer> viewers, Instant at, LocalDate today) {
        return figures.allowed(viewers, at, today);
    }

    @Override
    public Object account(LiveFigures.Viewer viewer) {
        return viewer.account();
    }
}
