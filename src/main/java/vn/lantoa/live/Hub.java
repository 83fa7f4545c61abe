package vn.lantoa.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What is on at a conference just now, for the page from which everything is reached: polls and the discussion in
/// groups.
@Component
class Hub implements Subject {

    private final Polls polls;
    private final Discussions discussions;

    Hub(Polls polls, Discussions discussions) {
        this.polls = polls;
        this.discussions = discussions;
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
        return versions;
    }
}
