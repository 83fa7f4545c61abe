package vn.lantoa.study;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.library.Intake;
import vn.lantoa.study.view.ExpertRow;
import vn.lantoa.study.view.LetterRow;

/// Makes a session a thematic conference, and invites its experts. All of it also after the session was closed:
/// who came, and what was presented, is settled then. Every step locks the session.
@Component
class Inviting {

    static final List<String> ANSWERS = List.of("INVITED", "ACCEPTED", "DECLINED", "CAME");
    static final int MOST_PAPERS = 20;

    private final Sessions sessions;
    private final Experts experts;
    private final Letters letters;
    private final Intake intake;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Inviting(
            Sessions sessions,
            Experts experts,
            Letters letters,
            Intake intake,
            Audit audit,
            TransactionTemplate transaction) {
        this.sessions = sessions;
        this.experts = experts;
        this.letters = letters;
        this.intake = intake;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// Says what the conference is about; blank: it is no thematic one.
    ///
    /// @throws NotFound if `actor` does not schedule at the host
    /// @throws Refused if it has experts and would lose its theme
    @Transactional
    void theme(Actor actor, SessionId id, String typed) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var theme = Typed.optional("study.theme", typed, 500);
        if (theme == null && experts.count(session.id()) > 0) throw Refused.conflict("study.theme.experts");
        if (theme != null) intake.checkText(theme);
        experts.theme(session.id(), theme);
        audit.note(actor, "study.session.theme", session.id(), session.host(), session.title());
    }

    /// @throws Refused if the session has no theme, no such topic, or too many experts
    @Transactional
    UUID invite(Actor actor, SessionId id, ExpertPlan plan, Instant at) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        if (experts.theme(session.id()) == null) throw Refused.conflict("study.expert.not-thematic");
        if (experts.count(session.id()) >= Experts.MOST) throw Refused.conflict("study.expert.many", Experts.MOST);
        check(session, plan);
        var expert = Ids.next();
        experts.insert(actor, expert, session.id(), plan, at);
        audit.note(actor, "study.expert.create", expert, session.host(), plan.fullName());
        return expert;
    }

    @Transactional
    void change(Actor actor, SessionId id, UUID expert, ExpertPlan plan) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        standing(session, expert);
        check(session, plan);
        experts.update(expert, plan);
        audit.note(actor, "study.expert.update", expert, session.host(), plan.fullName());
    }

    /// Notes what the expert answered, or that he or she came.
    ///
    /// @throws Refused if the invitation was withdrawn, or somebody is to have come before the day
    @Transactional
    void answer(Actor actor, SessionId id, UUID expert, String answer, Instant at) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var row = standing(session, expert);
        if (!ANSWERS.contains(answer)) throw Refused.invalid("study.expert.answer.unknown");
        if (answer.equals("CAME") && at.isBefore(session.startsAt())) throw Refused.conflict("study.expert.early");
        experts.answer(expert, answer, at);
        audit.note(actor, "study.expert.answer", expert, session.host(), answer + ", " + row.fullName());
    }

    /// Lets members read biography and papers of an expert, or no longer.
    ///
    /// @throws Refused if he or she has not said yes
    @Transactional
    void publish(Actor actor, SessionId id, UUID expert, boolean published, Instant at) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var row = standing(session, expert);
        if (published && !row.publishable()) throw Refused.conflict("study.expert.publish.answer");
        experts.publish(expert, published ? at : null);
        audit.note(
                actor,
                published ? "study.expert.publish" : "study.expert.unpublish",
                expert,
                session.host(),
                row.fullName());
    }

    /// Takes the invitation back; the contact is not kept. Safe to repeat.
    @Transactional
    void withdraw(Actor actor, SessionId id, UUID expert, Instant at) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var row = experts.require(session.id(), expert);
        if (row.withdrawn()) return;
        experts.withdraw(expert, at);
        audit.note(actor, "study.expert.withdraw", expert, session.host(), row.fullName());
    }

    /// Invites again whose invitation was withdrawn.
    @Transactional
    void restore(Actor actor, SessionId id, UUID expert) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var row = experts.require(session.id(), expert);
        if (!row.withdrawn()) return;
        experts.withdraw(expert, null);
        audit.note(actor, "study.expert.restore", expert, session.host(), row.fullName());
    }

    /// Takes a paper of an expert in, as the library takes files. The same content again changes nothing, but mends
    /// the paper if its bytes were lost. The session is locked when the bytes have come and were sent on.
    ///
    /// @param title empty: the file's name
    /// @throws Refused 413, 415 or 422 if it is too large, of a foreign kind, locked, broken or classified
    void file(Actor actor, SessionId id, UUID expert, String title, String name, InputStream in, Instant at)
            throws IOException {
        transaction.executeWithoutResult(status -> withRoom(actor, id, expert));
        var typed = Typed.line("study.expert.paper.title", title, 300);
        intake.checkText(typed);
        try (var arrived = intake.receive(name, in)) {
            arrived.send();
            transaction.executeWithoutResult(status -> {
                var session = withRoom(actor, id, expert);
                if (experts.same(expert, arrived.file().sha256()).isEmpty()) {
                    var called = typed.isEmpty() ? arrived.file().name().replaceFirst("\\.\\w+$", "") : typed;
                    experts.insert(actor, Ids.next(), expert, called, arrived.file(), at);
                    audit.note(actor, "study.expert.paper.create", expert, session.host(), called);
                }
                arrived.keep();
            });
        }
    }

    /// The session, locked, of which `expert` may have one more paper.
    private Session withRoom(Actor actor, SessionId id, UUID expert) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        if (standing(session, expert).papers() >= MOST_PAPERS)
            throw Refused.conflict("study.expert.paper.many", MOST_PAPERS);
        return session;
    }

    /// @throws NotFound if there is no such paper
    @Transactional
    void remove(Actor actor, SessionId id, UUID expert, UUID paper) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var row = experts.require(session.id(), expert);
        experts.remove(expert, paper);
        audit.note(actor, "study.expert.paper.remove", expert, session.host(), row.fullName());
    }

    /// Settles what stands on all letters of one kind.
    @Transactional
    void write(Actor actor, SessionId id, LetterRow letter) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        intake.checkText(letter.note());
        letters.save(actor, session.id(), letter);
        audit.note(actor, "study.letter.update", session.id(), session.host(), letter.kind());
    }

    /// The numbers of the letters of one kind, given for good to those of `taken` to whom such a letter goes now; none
    /// is given while no number is typed.
    ///
    /// @param taken the experts whose letters are taken out
    @Transactional
    LetterNumbers number(Actor actor, SessionId id, Letters.Kind kind, Collection<UUID> taken, Instant at) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var numbers = letters.numbers(session.id(), kind, Letters.recipients(kind, experts.of(session.id())));
        if (numbers.counts()) letters.give(actor, session.id(), kind, numbers.of(taken), at);
        return numbers;
    }

    /// Takes the number of a letter back that was never sent, as after a slip in the number that was typed; the letter
    /// is given the next one when it is taken out again. Safe to repeat.
    @Transactional
    void unnumber(Actor actor, SessionId id, UUID expert, Letters.Kind kind) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var row = experts.require(session.id(), expert);
        letters.takeBack(session.id(), kind, expert)
                .ifPresent(number -> audit.note(
                        actor, "study.letter.unnumber", expert, session.host(), number + ", " + row.fullName()));
    }

    private ExpertRow standing(Session session, UUID expert) {
        var row = experts.require(session.id(), expert);
        if (row.withdrawn()) throw Refused.conflict("study.expert.withdrawn");
        return row;
    }

    private void check(Session session, ExpertPlan plan) {
        intake.checkText(plan.published());
        var topic = plan.topic();
        if (topic != null && !session.topicNumbers().contains(topic))
            throw Refused.invalid("study.expert.topic.unknown", topic);
    }
}
