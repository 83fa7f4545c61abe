package vn.lantoa.live;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.PollForm;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.SiteId;

/// Prepares polls, opens and closes their rounds, and takes the hands counted in a hall.
@Component
class Polling {

    static final int MOST_OPTIONS = 12;
    private static final int MOST_HANDS = 100_000;

    private final Conferences conferences;
    private final Polls polls;

    Polling(Conferences conferences, Polls polls) {
        this.conferences = conferences;
        this.polls = polls;
    }

    @Transactional
    UUID prepare(Actor actor, SessionId session, PollForm form) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        var poll = poll(session, form);
        polls.add(poll, actor.account().value());
        return poll.id();
    }

    /// Safe to repeat while the round is open.
    @Transactional
    void open(Actor actor, SessionId session, PollId id, Instant at) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        polls.open(new PollId(polls.require(session, id).id()), Ids.next(), Salts.next(), at);
    }

    /// Safe to repeat.
    @Transactional
    void close(Actor actor, SessionId session, PollId id, Instant at) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        polls.close(new PollId(polls.require(session, id).id()), at);
    }

    /// No longer shows `word` among the words of the poll; it stays counted.
    @Transactional
    void hide(Actor actor, SessionId session, PollId id, String word) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        polls.require(session, id);
        polls.hide(id, Typing.line(word, Answer.LONGEST_WORD).toLowerCase(Locale.ROOT));
    }

    /// Hands counted in the hall of `site`, kept apart from ballots; what was entered before is replaced.
    ///
    /// @param typed the counts, one for each number of the poll; empty is none
    /// @throws NotFound for who does not operate the site
    @Transactional
    void count(Actor actor, SessionId session, PollId id, SiteId site, List<String> typed, Instant at) {
        var hall = conferences.keep(actor, site);
        if (!hall.session().equals(session.value())) throw new NotFound();
        var poll = polls.require(session, id);
        if (!poll.kind().byHands()) throw Refused.invalid("live.hands.kind");
        if (typed.size() != poll.numbers().size()) throw Refused.invalid("live.hands.counts");
        var counts = typed.stream().map(Polling::hands).toList();
        var open = polls.open(poll.id()).orElseThrow(() -> Refused.conflict("live.ballot.closed"));
        if (!polls.count(open.id(), hall.id(), counts, actor.account().value(), at))
            throw Refused.conflict("live.ballot.closed");
    }

    private static int hands(String typed) {
        var count = Typing.number(typed, 0, MOST_HANDS, "live.hands.counts");
        return count == null ? 0 : count;
    }

    static Poll poll(SessionId session, PollForm form) {
        var kind = kind(form.kind());
        var question = Typing.lines(form.question(), 1_000);
        if (question.isEmpty()) throw Refused.invalid("live.poll.question-missing");
        var options = kind.hasOptions()
                ? Typing.lines(form.options(), 3_000)
                        .lines()
                        .map(line -> Typing.line(line, 200))
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList()
                : List.<String>of();
        if (kind.hasOptions() && (options.size() < 2 || options.size() > MOST_OPTIONS))
            throw Refused.invalid("live.poll.options-count", String.valueOf(MOST_OPTIONS));
        var lowest = number(form.lowest(), 0, 10, 1);
        var highest = number(form.highest(), 0, 10, 5);
        if (kind == PollKind.SCALE && lowest >= highest) throw Refused.invalid("live.poll.scale");
        var most = switch (kind) {
            case MULTIPLE -> number(form.most(), 1, options.size(), options.size());
            case WORDS -> number(form.most(), 1, 5, 3);
            case SINGLE, SCALE, ORDER -> 1;
        };
        return new Poll(
                Ids.next(),
                session.value(),
                kind,
                question,
                options,
                most,
                lowest,
                highest,
                Typing.line(form.lowestWords(), 60),
                Typing.line(form.highestWords(), 60),
                form.compared(),
                form.signedIn(),
                form.nameToChair() || form.nameToAll(),
                form.nameToAll(),
                form.signedIn()
                        ? null
                        : Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Salts.next())
                                .substring(0, 12),
                List.of());
    }

    private static PollKind kind(String word) {
        try {
            return PollKind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refused.invalid("live.poll.kind-missing");
        }
    }

    private static int number(String typed, int lowest, int highest, int otherwise) {
        var number = Typing.number(typed, lowest, highest, "live.poll.number");
        return number == null ? otherwise : number;
    }
}
