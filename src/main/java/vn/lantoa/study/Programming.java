package vn.lantoa.study;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;

/// Settles the programme of a session: when each topic is presented, and which meeting the session is held within.
@Component
class Programming {

    private final Sessions sessions;
    private final Timetables timetables;
    private final Audit audit;

    Programming(Sessions sessions, Timetables timetables, Audit audit) {
        this.sessions = sessions;
        this.timetables = timetables;
        this.audit = audit;
    }

    /// Sets the timetable; without slots the session counts as a whole.
    ///
    /// @throws NotFound if `actor` does not schedule at the host
    /// @throws Refused if the session is closed, or somebody was recorded at it: what they attended would change
    @Transactional
    void timetable(Actor actor, SessionId id, java.util.List<Timetable.Slot> slots) {
        var session = open(actor, id);
        if (sessions.used(session)) throw Refused.conflict("study.timetable.used");
        timetables.replace(session.id(), slots.isEmpty() ? new Timetable(slots) : Timetable.of(session, slots));
        audit.note(actor, "study.session.timetable", session.id(), session.host(), session.title());
    }

    /// Says which meeting the session is held within; null or blank: none.
    ///
    /// @throws Refused if the form of the session is neither CELL_MEETING nor COMBINED
    @Transactional
    void combine(Actor actor, SessionId id, @Nullable String meeting) {
        var session = open(actor, id);
        if (session.form() != Form.COMBINED && session.form() != Form.CELL_MEETING)
            throw Refused.conflict("study.combination.form");
        timetables.combine(session.id(), Typed.optional("study.combination", meeting, 300));
        audit.note(actor, "study.session.combine", session.id(), session.host(), session.title());
    }

    private Session open(Actor actor, SessionId id) {
        var session = sessions.lock(actor.scope(Permission.SCHEDULE), id);
        if (session.closed()) throw Refused.conflict("study.session.closed");
        return session;
    }
}
