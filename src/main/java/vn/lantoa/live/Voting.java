package vn.lantoa.live;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.study.ConferenceSite;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// Takes ballots. Each is answered when it is committed; who votes is a hash under the round's key, and only where the
/// poll shows names are the account, the name and the site kept with the ballot.
@Component
class Voting {

    private final Conferences conferences;
    private final Polls polls;
    private final VoteQueue queue;

    Voting(Conferences conferences, Polls polls, VoteQueue queue) {
        this.conferences = conferences;
        this.polls = polls;
        this.queue = queue;
    }

    /// The ballot of who is signed in and takes part.
    Vote.Outcome vote(Actor actor, SessionId session, PollId id, List<String> typed, Instant at) {
        conferences.attend(actor, session);
        var poll = polls.require(session, id);
        var answer = Answer.of(poll, typed);
        var open = polls.open(poll.id());
        if (open.isEmpty()) return Vote.Outcome.CLOSED;
        var site = poll.named()
                ? conferences.seat(actor, session).map(ConferenceSite::id).orElse(null)
                : null;
        return cast(
                poll,
                open.get(),
                Salts.account(actor),
                answer,
                poll.named() ? actor.account().value() : null,
                poll.named() ? actor.name() : null,
                site,
                at);
    }

    /// The ballot of whoever has the address of a poll that is open to everybody.
    ///
    /// @param device random words that the browser keeps: one ballot each
    /// @param name as typed, or empty
    Vote.Outcome vote(Poll poll, String device, String name, List<String> typed, Instant at) {
        var answer = Answer.of(poll, typed);
        var said = Typing.line(name, 100);
        var open = polls.open(poll.id());
        if (open.isEmpty()) return Vote.Outcome.CLOSED;
        return cast(
                poll,
                open.get(),
                "device " + device,
                answer,
                null,
                poll.named() && !said.isEmpty() ? said : null,
                null,
                at);
    }

    private Vote.Outcome cast(
            Poll poll,
            Polls.Open open,
            String who,
            Answer answer,
            @Nullable UUID account,
            @Nullable String name,
            @Nullable UUID site,
            Instant at) {
        return queue.cast(new Vote(
                open.id(), poll.kind(), poll.named(), Salts.hash(open.key(), who), answer, account, name, site, at));
    }
}
