package vn.lantoa.live;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.live.Standings.Standing;
import vn.lantoa.study.ConferenceSite;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// Takes ballots. Each is answered when it is committed; who votes is a hash under the round's key, and only where the
/// poll shows names are the account, the name and the site kept with the ballot.
@Component
class Voting {

    private final Conferences conferences;
    private final Standings standings;
    private final Ballots ballots;
    private final VoteQueue queue;

    Voting(Conferences conferences, Standings standings, Ballots ballots, VoteQueue queue) {
        this.conferences = conferences;
        this.standings = standings;
        this.ballots = ballots;
        this.queue = queue;
    }

    /// The ballot of who is signed in and takes part.
    Vote.Outcome vote(Actor actor, SessionId session, PollId id, List<String> typed, Instant at) {
        conferences.attend(actor, session);
        var standing = standings.of(session, id);
        var poll = standing.poll();
        var site = poll.named()
                ? conferences.seat(actor, session).map(ConferenceSite::id).orElse(null)
                : null;
        var ballot = new Ballot(
                Salts.account(actor),
                Answer.of(poll, typed),
                poll.named() ? actor.account().value() : null,
                poll.named() ? actor.name() : null,
                site,
                at);
        return cast(standing, ballot, () -> standings.of(session, id));
    }

    /// Whether who is signed in has a ballot in the round that is open.
    boolean voted(Actor actor, SessionId session, PollId id) {
        var standing = standings.of(session, id);
        var open = standing.open();
        return open != null && ballots.holds(open.id(), Salts.hash(open.key(), Salts.account(actor)));
    }

    /// The ballot of whoever has the address of a poll that is open to everybody.
    ///
    /// @param device random words that the browser keeps: one ballot each
    /// @param name as typed, or empty
    /// @throws vn.lantoa.kernel.NotFound if no poll has this `code`
    Vote.Outcome vote(String code, String device, String name, List<String> typed, Instant at) {
        var standing = standings.coded(code);
        var poll = standing.poll();
        var said = Typing.line(name, 100);
        var ballot = new Ballot(
                "device " + device,
                Answer.of(poll, typed),
                null,
                poll.named() && !said.isEmpty() ? said : null,
                null,
                at);
        return cast(standing, ballot, () -> standings.coded(code));
    }

    /// Into the round that was open a moment ago; if that has closed, into the one that is open now.
    private Vote.Outcome cast(Standing standing, Ballot ballot, Supplier<Standing> again) {
        var outcome = cast(standing, ballot);
        if (outcome != Vote.Outcome.CLOSED) return outcome;
        standings.forget();
        var now = again.get();
        return Objects.equals(now.round(), standing.round()) ? outcome : cast(now, ballot);
    }

    private Vote.Outcome cast(Standing standing, Ballot ballot) {
        var open = standing.open();
        if (open == null) return Vote.Outcome.CLOSED;
        var poll = standing.poll();
        return queue.cast(new Vote(
                open.id(),
                poll.kind(),
                poll.named(),
                Salts.hash(open.key(), ballot.who),
                ballot.answer,
                ballot.account,
                ballot.name,
                ballot.site,
                ballot.at));
    }

    private record Ballot(
            String who,
            Answer answer,
            @Nullable UUID account,
            @Nullable String name,
            @Nullable UUID site,
            Instant at) {}
}
