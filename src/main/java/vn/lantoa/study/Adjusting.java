package vn.lantoa.study;

import static vn.lantoa.access.Permission.RECORD;

import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Refused;

/// Changes the roster after the cut-off: one member, one reason, one row that says so, and the tallies with it
/// (domain.md, participation arithmetic). Nothing is deleted; who has left counts nowhere any more.
@Component
class Adjusting {

    private final Recorder recorder;
    private final Adjustments adjustments;
    private final Audit audit;

    Adjusting(Recorder recorder, Adjustments adjustments, Audit audit) {
        this.recorder = recorder;
        this.adjustments = adjustments;
        this.audit = audit;
    }

    /// Locks the member's roster row, then the tallies of the units concerned.
    ///
    /// @throws NotFound if `actor` does not see the campaign
    /// @throws Refused if the campaign is not running, the member or the unit is not within reach, the unit has closed
    /// its figure, or there is nothing to change
    @Transactional
    void adjust(Actor actor, CampaignId id, AdjustmentPlan plan, LocalDate today) {
        var campaign = recorder.enter(actor, id);
        plan.dated(campaign, today);
        var scope = actor.scope(RECORD);
        var seat = adjustments.lock(id, plan.memberNo());
        var to = plan.kind().moves()
                ? adjustments
                        .place(scope, id, plan.unit())
                        .orElseThrow(() -> Refused.invalid("study.adjustment.unit", plan.unit()))
                : null;

        if (plan.kind() == AdjustmentPlan.Kind.ADDED) {
            add(actor, id, plan, seat, java.util.Objects.requireNonNull(to));
            return;
        }
        if (seat == null || seat.removedOn() != null || !adjustments.covers(scope, seat.unit()))
            throw Refused.invalid("study.adjustment.member", plan.memberNo());
        open(id, seat.unit(), to == null ? null : to.unit());
        switch (plan.kind()) {
            case MOVED -> move(id, seat, java.util.Objects.requireNonNull(to));
            case REMOVED -> adjustments.remove(id, seat.member(), plan.on());
            case EXEMPTED -> {
                if (seat.exempt() != null) throw Refused.conflict("study.adjustment.exempt-already");
                adjustments.exempt(id, seat.member(), plan.exempt());
            }
            case NOT_EXEMPTED -> {
                if (seat.exempt() == null) throw Refused.conflict("study.adjustment.not-exempt");
                adjustments.exempt(id, seat.member(), null);
            }
            case STANDING -> adjustments.stand(id, seat.member(), seat.otherStanding());
            case ADDED -> throw new IllegalStateException();
        }
        var standing = plan.kind() == AdjustmentPlan.Kind.STANDING ? seat.otherStanding() : seat.standing();
        note(
                actor,
                id,
                plan,
                new Adjustments.Line(
                        seat.member(), seat.unit(), unitAfter(plan, seat, to), standing, seat.exempt() != null));
        adjustments.countAgain(id, Stream.of(seat.position(), to == null ? seat.position() : to.position()));
    }

    private void add(
            Actor actor, CampaignId id, AdjustmentPlan plan, Adjustments.@Nullable Seat seat, Adjustments.Place to) {
        if (seat != null && seat.removedOn() == null)
            throw Refused.conflict("study.adjustment.on-roster", plan.memberNo());
        open(id, to.unit(), null);
        var added = seat == null
                ? adjustments.add(actor.scope(RECORD), id, plan, to)
                : adjustments.restore(actor.scope(RECORD), id, seat.member(), to);
        if (added == null) throw Refused.invalid("study.adjustment.member", plan.memberNo());
        note(
                actor,
                id,
                plan,
                new Adjustments.Line(added.member(), null, to.unit(), added.standing(), added.exempt() != null));
        adjustments.countAgain(id, Stream.of(to.position()));
    }

    private void move(CampaignId id, Adjustments.Seat seat, Adjustments.Place to) {
        if (to.unit().equals(seat.unit())) throw Refused.conflict("study.adjustment.there-already");
        adjustments.move(id, seat.member(), to);
    }

    private void open(CampaignId id, UUID unit, @Nullable UUID other) {
        if (adjustments.closed(id, unit) || (other != null && adjustments.closed(id, other)))
            throw Refused.conflict("study.adjustment.closed");
    }

    private void note(Actor actor, CampaignId id, AdjustmentPlan plan, Adjustments.Line line) {
        adjustments.note(actor, id, plan, line);
        audit.note(
                actor,
                "study.adjustment.create",
                line.member(),
                line.to() == null ? line.from() : line.to(),
                plan.kind().name());
    }

    private static @Nullable UUID unitAfter(
            AdjustmentPlan plan, Adjustments.Seat seat, Adjustments.@Nullable Place to) {
        return switch (plan.kind()) {
            case REMOVED -> null;
            case MOVED -> to == null ? null : to.unit();
            case ADDED, EXEMPTED, NOT_EXEMPTED, STANDING -> seat.unit();
        };
    }
}
