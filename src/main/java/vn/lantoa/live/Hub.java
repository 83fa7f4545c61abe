package vn.lantoa.live;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.lantoa.study.Conferences;

/// What is on at a conference just now, for the page from which everything is reached: polls, the discussion in groups,
/// and whether the halls ask who is present.
@Component
class Hub implements Subject {

    private final Polls polls;
    private final Discussions discussions;
    private final Conferences conferences;
    private final Clock clock;

    Hub(Polls polls, Discussions discussions, Conferences conferences, Clock clock) {
        this.polls = polls;
        this.discussions = discussions;
        this.conferences = conferences;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "now";
    }

    @Override
    public boolean onlyForThoseWhoRunIt() {
        return false;
    }

    @Override
    public Map<UUID, String> versions(Collection<UUID> sessions) {
        var versions = new HashMap<>(polls.versions(sessions));
        discussions
                .versions(sessions)
                .forEach((session, own) -> versions.merge(session, own, (one, two) -> one + "-" + two));
        conferences
                .prompts(sessions, clock.instant())
                .forEach((session, steps) -> versions.merge(session, steps, (one, two) -> one + "-" + two));
        return versions;
    }
}
