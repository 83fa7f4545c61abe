package vn.lantoa.live;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.ConferenceSite;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.SiteId;

/// Puts questions to the chair, from a phone or for a hall, and supports those of others.
@Component
class Asking {

    static final int LONGEST = 2_000;
    /// Of one person in ten minutes.
    static final int MOST = 5;

    private static final int LONGEST_NAME = 100;

    private final Conferences conferences;
    private final Questions questions;
    private final Salts salts;

    Asking(Conferences conferences, Questions questions, Salts salts) {
        this.conferences = conferences;
        this.questions = questions;
        this.salts = salts;
    }

    /// Asks on one's own behalf. Where the name is not kept, neither is the account, and the time only to the minute.
    ///
    /// @throws Refused if the choice or the text is missing, or too many came from this person
    @Transactional
    UUID ask(Actor actor, SessionId session, @Nullable Naming shownTo, String body, Instant at) {
        var conference = conferences.attend(actor, session);
        if (conference.closedAt() != null) throw Refused.conflict("live.question.closed");
        if (shownTo == null) throw Refused.invalid("live.question.naming-missing");
        var text = text(body);
        if (questions.count(session, salts.voter(actor, session), at) > MOST)
            throw Refused.tooMany("live.question.many", String.valueOf(MOST));

        var site = conferences.seat(actor, session).map(ConferenceSite::id).orElse(null);
        var kept = shownTo != Naming.NOBODY;
        var id = Ids.next();
        questions.add(
                id,
                session,
                new Questions.Asked(
                        site,
                        text,
                        shownTo,
                        kept ? actor.account().value() : null,
                        kept ? actor.name() : null,
                        null,
                        kept ? at : at.truncatedTo(ChronoUnit.MINUTES)));
        return id;
    }

    /// Enters what somebody asked aloud in the hall of `site`.
    ///
    /// @param name of who asked, as heard, or empty
    /// @throws NotFound for who does not operate the site
    @Transactional
    UUID enter(
            Actor actor,
            SessionId session,
            SiteId site,
            @Nullable Naming shownTo,
            String name,
            String body,
            Instant at) {
        var hall = conferences.keep(actor, site);
        if (!hall.session().equals(session.value())) throw new NotFound();
        if (conferences.attend(actor, session).closedAt() != null) throw Refused.conflict("live.question.closed");
        if (shownTo == null) throw Refused.invalid("live.question.naming-missing");
        var said = Typing.line(name, LONGEST_NAME);
        var id = Ids.next();
        questions.add(
                id,
                session,
                new Questions.Asked(
                        hall.id(),
                        text(body),
                        shownTo,
                        null,
                        shownTo == Naming.NOBODY || said.isEmpty() ? null : said,
                        actor.account().value(),
                        at));
        return id;
    }

    /// Says that `actor` would like this question answered too. Safe to repeat.
    @Transactional
    void support(Actor actor, SessionId session, QuestionId id) {
        supportable(actor, session, id);
        questions.support(id, salts.voter(actor, session));
    }

    /// Takes that back.
    @Transactional
    void withdraw(Actor actor, SessionId session, QuestionId id) {
        supportable(actor, session, id);
        questions.withdraw(id, salts.voter(actor, session));
    }

    private void supportable(Actor actor, SessionId session, QuestionId id) {
        conferences.attend(actor, session);
        if (!questions.supportable(session, id)) throw new NotFound();
    }

    private static String text(String body) {
        var text = Typing.lines(body, LONGEST);
        if (text.isEmpty()) throw Refused.invalid("live.question.empty");
        return text;
    }
}
