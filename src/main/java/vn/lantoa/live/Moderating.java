package vn.lantoa.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// What the chair and the moderators do with questions: take them into the queue, put that in order, merge, hand to the
/// presenter, answer.
@Component
class Moderating {

    static final int LONGEST_ANSWER = 10_000;

    private final Conferences conferences;
    private final Questions questions;

    Moderating(Conferences conferences, Questions questions) {
        this.conferences = conferences;
        this.questions = questions;
    }

    /// Puts a question where it belongs next. Safe to repeat: where it is already, nothing happens.
    ///
    /// @param handedTo the presenter, for [QuestionState#HANDED]; else not looked at
    /// @throws Refused (409) where no such step leads from where it is
    @Transactional
    void put(Actor actor, SessionId session, QuestionId id, QuestionState next, String handedTo, Instant at) {
        var question = lock(actor, session, id);
        if (question.state() == next && next != QuestionState.HANDED) return;
        if (question.state() != next && !question.mayBecome(next)) throw Refused.conflict("live.question.no-step");
        if (next == QuestionState.ANSWERED) {
            questions.answer(id.value(), null, actor.account().value(), at);
            return;
        }
        var handed = next == QuestionState.HANDED;
        var to = Typing.line(handedTo, 200);
        questions.put(session, id.value(), next, handed && !to.isEmpty() ? to : null, handed ? at : null);
    }

    /// Answers in writing, also long after the conference; an answer given before is replaced.
    @Transactional
    void answer(Actor actor, SessionId session, QuestionId id, String text, Instant at) {
        var question = lock(actor, session, id);
        var answer = Typing.lines(text, LONGEST_ANSWER);
        if (answer.isEmpty()) throw Refused.invalid("live.question.answer-empty");
        if (question.mergedInto() != null) throw Refused.conflict("live.question.no-step");
        questions.answer(id.value(), answer, actor.account().value(), at);
    }

    /// Lets `into` stand for the question.
    @Transactional
    void merge(Actor actor, SessionId session, QuestionId id, QuestionId into) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        var lower = id.value().compareTo(into.value()) < 0; // one order for all, against deadlocks
        var first = questions.lock(session, lower ? id : into);
        var second = questions.lock(session, lower ? into : id);
        var question = lower ? first : second;
        var other = lower ? second : first;
        if (!question.mayMergeInto(other)) throw Refused.conflict("live.question.no-merger");
        questions.merge(question.id(), other.id());
    }

    /// Lets a merged question stand for itself again.
    @Transactional
    void separate(Actor actor, SessionId session, QuestionId id) {
        var question = lock(actor, session, id);
        if (question.mergedInto() != null) questions.merge(question.id(), null);
    }

    /// Moves a question of the queue `by` places down, or up where that is negative; no further than the ends.
    @Transactional
    void move(Actor actor, SessionId session, QuestionId id, int by) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        var order = moved(questions.order(session), id.value(), by);
        questions.order(order);
    }

    /// `order` with `id` `by` places further down, or up where that is negative; no further than the ends.
    ///
    /// @throws NotFound if it is not in it
    static List<UUID> moved(List<UUID> order, UUID id, int by) {
        var moved = new ArrayList<>(order);
        var from = moved.indexOf(id);
        if (from < 0) throw new NotFound();
        var to = Math.clamp((long) from + by, 0, moved.size() - 1);
        moved.add(to, moved.remove(from));
        return moved;
    }

    private Question lock(Actor actor, SessionId session, QuestionId id) {
        conferences.run(actor.scope(Permission.SCHEDULE), session);
        return questions.lock(session, id);
    }
}
