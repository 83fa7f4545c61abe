package vn.lantoa.study;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Refused;

/// Closes a conference once everybody whom its sites expected is in, excused, absent, or called to a make-up session,
/// which may be scheduled in the same act.
@Component
class Concluding {

    /// What came of it.
    ///
    /// @param makeUp the session scheduled for whom nothing was recorded, or null where there was nobody
    record Concluded(@Nullable SessionId makeUp, int called) {}

    private final Sessions sessions;
    private final Unaccounted unaccounted;
    private final Scheduling scheduling;
    private final Audit audit;

    Concluding(Sessions sessions, Unaccounted unaccounted, Scheduling scheduling, Audit audit) {
        this.sessions = sessions;
        this.unaccounted = unaccounted;
        this.scheduling = scheduling;
        this.audit = audit;
    }

    /// Waits for everybody who records in the campaign: a check-in at the same moment counts before the closing,
    /// and the person is on no list, or is refused after it, and the person is on the list. Safe to repeat.
    ///
    /// @param plan the make-up session for those who are missing; not used where nobody is. Null: there is to be
    /// none
    /// @throws Refused if somebody is missing and there is no plan, if the session has not begun, or as
    /// [Scheduling#schedule] does
    @Transactional
    Concluded conclude(Actor actor, SessionId id, @Nullable SessionPlan plan, Instant at) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        if (session.closed()) return new Concluded(null, 0);
        if (at.isBefore(session.startsAt())) throw Refused.conflict("study.session.early");
        sessions.hold(session);
        var missing = unaccounted.count(id);
        if (missing == 0) return closed(actor, session, null, 0, at);
        if (plan == null || !plan.makeUp()) throw Refused.conflict("study.conclusion.missing", missing);
        if (plan.startsAt().isBefore(at)) throw Refused.invalid("study.conclusion.past");

        var makeUp = scheduling.schedule(actor, session.campaignId(), plan);
        return closed(actor, session, makeUp, unaccounted.invite(id, makeUp), at);
    }

    private Concluded closed(Actor actor, Session session, @Nullable SessionId makeUp, int called, Instant at) {
        sessions.close(session, at);
        audit.note(
                actor,
                "study.session.close",
                session.id(),
                session.host(),
                called == 0 ? session.title() : session.title() + " (" + called + ")");
        return new Concluded(makeUp, called);
    }
}
