package vn.lantoa.study;

import static vn.lantoa.access.Permission.RECORD;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.InviteeRow;

/// Records who came to a make-up session, of those who were called to it.
@Component
class Attendance {

    private final MakeUps makeUps;
    private final Recorder recorder;
    private final Audit audit;

    Attendance(MakeUps makeUps, Recorder recorder, Audit audit) {
        this.makeUps = makeUps;
        this.recorder = recorder;
        this.audit = audit;
    }

    /// Records those of `present` who are called to `session`, lie within the actor's reach and are not recorded there
    /// yet; safe to repeat. Tells how many were recorded.
    ///
    /// @throws Refused if the session has not begun or is closed, or a unit of these people has closed its figure
    @Transactional
    int record(Actor actor, Session session, List<UUID> present, Instant at) {
        if (session.closed()) throw Refused.conflict("study.session.closed");
        if (at.isBefore(session.startsAt())) throw Refused.conflict("study.attendance.early");

        var wanted = new HashSet<>(present);
        var happened = at.isBefore(session.endsAt()) ? at : session.endsAt();
        var facts = makeUps.invited(actor.scope(RECORD), session).stream()
                .filter(invitee -> wanted.contains(invitee.member()) && !invitee.present())
                .map(InviteeRow::member)
                .map(member -> Fact.studied(member, session.topics(), session.form(), true, happened)
                        .at(session.id(), null))
                .collect(Collectors.toList());
        if (facts.isEmpty()) return 0;

        var told = recorder.record(actor, session.campaignId(), facts, at);
        if (told.contains(Recorder.Recorded.UNIT_CLOSED)) throw Refused.conflict("study.attendance.unit-closed");
        var recorded =
                (int) told.stream().filter(Recorder.Recorded.RECORDED::equals).count();
        audit.note(actor, "study.attendance.create", session.id(), session.host(), recorded + " people");
        return recorded;
    }
}
