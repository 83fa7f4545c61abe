package vn.lantoa.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.lantoa.study.Turnout;

/// Tells the pages of sites what is new: messages and calls within a second; figures at most every five seconds,
/// since a check-in anywhere would else let the pages of all sites ask.
@Component
class SiteScreens implements Subject {

    static final Duration FIGURES_EVERY = Duration.ofSeconds(5);

    private final Turnout turnout;
    private final ControlRecords records;
    private final Clock clock;
    private final Map<UUID, Told> told = new ConcurrentHashMap<>();

    SiteScreens(Turnout turnout, ControlRecords records, Clock clock) {
        this.turnout = turnout;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "site";
    }

    @Override
    public boolean onlyForThoseWhoRunIt() {
        return false;
    }

    @Override
    public Map<UUID, String> versions(Collection<UUID> sessions) {
        var at = clock.instant();
        var old = sessions.stream()
                .filter(session -> !told.containsKey(session)
                        || !told.get(session).at.plus(FIGURES_EVERY).isAfter(at))
                .toList();
        if (!old.isEmpty())
            turnout.versions(old).forEach((session, figures) -> told.put(session, new Told(figures, at)));
        told.values().removeIf(last -> last.at.plusSeconds(60).isBefore(at));
        var versions = new HashMap<UUID, String>();
        records.versions(sessions, Instant.EPOCH).forEach((session, own) -> {
            var last = told.get(session);
            versions.put(session, own + "-" + (last == null ? "" : last.figures));
        });
        return versions;
    }

    private record Told(String figures, Instant at) {}
}
