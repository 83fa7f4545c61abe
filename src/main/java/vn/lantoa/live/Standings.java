package vn.lantoa.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.live.view.NamedBallot;
import vn.lantoa.live.view.RoundResult;
import vn.lantoa.page.OpenPages;
import vn.lantoa.page.Shared;
import vn.lantoa.study.SessionId;

/// How polls stand, read once for all who look: when a whole hall votes, thousands of phones and screens ask the same
/// within a second. It is read anew when [Screens] has looked for changes since, when somebody here opened or closed a
/// round, and at the latest after a second.
@Component
class Standings {

    private final Polls polls;
    private final Screens screens;
    private final Cache<Asked, Standing> known = Caffeine.newBuilder()
            .expireAfterWrite(OpenPages.TICK)
            .maximumSize(200)
            .build();

    Standings(Polls polls, Screens screens) {
        this.polls = polls;
        this.screens = screens;
    }

    /// The poll whose address for everybody has this code.
    ///
    /// @throws NotFound if there is none
    Standing coded(String code) {
        return again(code, () -> polls.coded(code).orElseThrow(NotFound::new));
    }

    /// @throws NotFound if it is not one of `session`
    Standing of(SessionId session, PollId id) {
        return again(session.value() + " " + id.value(), () -> polls.require(session, id));
    }

    /// Reads again what is asked next.
    void forget() {
        known.invalidateAll();
    }

    private Standing again(String key, Supplier<Poll> poll) {
        return known.get(new Asked(key, screens.looks()), asked -> read(poll.get()));
    }

    private Standing read(Poll poll) {
        return new Standing(
                poll,
                polls.open(poll.id()).orElse(null),
                polls.results(poll),
                poll.nameToAll() ? polls.named(poll) : List.of(),
                new Shared());
    }

    private record Asked(String poll, long looks) {}

    /// @param open the round that takes ballots, or null
    /// @param names as everybody may see them
    /// @param shared the results as a piece of a page
    record Standing(
            Poll poll, Polls.@Nullable Open open, List<RoundResult> results, List<NamedBallot> names, Shared shared) {

        @Nullable
        UUID round() {
            return open == null ? null : open.id();
        }
    }
}
