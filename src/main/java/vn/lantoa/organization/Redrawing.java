package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Role;
import vn.lantoa.access.Settings;
import vn.lantoa.access.Waning;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Operation.Appointment;
import vn.lantoa.organization.Reorganization.Phase;
import vn.lantoa.paper.Days;

/// Redraws the tree by one decision: drawn, looked at before anything happens, applied as a whole or not at all, on its
/// day or at once, and undone as a whole until something rests on it (domain.md 4). Who applies or undoes holds the
/// tree until the transaction ends; facts and rosters are not touched and check-ins go on.
@Component
class Redrawing {

    private static final int LATEST_YEARS = 5;

    private final Reorganizations reorganizations;
    private final Groundwork groundwork;
    private final Operations operations;
    private final Redraw redraw;
    private final Units units;
    private final Lock lock;
    private final Waning waning;
    private final Settings settings;
    private final List<Stakes> stakes;
    private final Audit audit;

    Redrawing(
            Reorganizations reorganizations,
            Groundwork groundwork,
            Operations operations,
            Redraw redraw,
            Units units,
            Lock lock,
            Waning waning,
            Settings settings,
            List<Stakes> stakes,
            Audit audit) {
        this.reorganizations = reorganizations;
        this.groundwork = groundwork;
        this.operations = operations;
        this.redraw = redraw;
        this.units = units;
        this.lock = lock;
        this.waning = waning;
        this.settings = settings;
        this.stakes = List.copyOf(stakes);
        this.audit = audit;
    }

    /// Draws a reorganization within the subtree of `unit`; nothing happens yet.
    ///
    /// @throws NotFound if the unit is not the actor's to organize
    @Transactional
    ReorganizationId draw(Actor actor, UnitId unit, Decision decision, Instant at) {
        units.require(actor.scope(ORGANIZE), unit);
        check(decision, Zone.day(at));
        var id = Ids.next();
        reorganizations.insert(
                id,
                unit.value(),
                decision.number(),
                decision.decidedOn(),
                decision.effectiveOn(),
                operations.written(decision.operations()),
                operations.writtenAppointments(decision.appointments()),
                actor.account(),
                at);
        audit.note(actor, "organization.reorganization.draw", id, unit.value(), decision.number());
        return new ReorganizationId(id);
    }

    /// Draws it anew; whatever waited for its day does so no longer.
    ///
    /// @throws NotFound if there is none that the actor may organize
    /// @throws Refused if it was applied or withdrawn already
    @Transactional
    void change(Actor actor, ReorganizationId id, Decision decision, Instant at) {
        open(reorganizations.lock(actor.scope(ORGANIZE), id));
        check(decision, Zone.day(at));
        reorganizations.update(
                id.value(),
                decision.number(),
                decision.decidedOn(),
                decision.effectiveOn(),
                operations.written(decision.operations()),
                operations.writtenAppointments(decision.appointments()),
                at);
        audit.note(actor, "organization.reorganization.change", id.value(), null, decision.number());
    }

    /// What would become of the tree; changes nothing and holds nothing.
    ///
    /// @throws NotFound if there is none that the actor may organize
    @Transactional(readOnly = true)
    Preview preview(Actor actor, ReorganizationId id, LocalDate today) {
        var row = reorganizations.require(actor.scope(ORGANIZE), id);
        return preview(actor, decision(row), today);
    }

    /// The same for a decision that is not kept.
    @Transactional(readOnly = true)
    Preview preview(Actor actor, Decision decision, LocalDate today) {
        return preview(actor, decision, Unread.NOTHING, today);
    }

    /// The same for one that could not be read as a whole.
    @Transactional(readOnly = true)
    Preview preview(Actor actor, Decision decision, Unread unread, LocalDate today) {
        var ground = groundwork.of(actor.scope(ORGANIZE), decision.operations());
        var blueprint = Blueprint.of(decision.operations(), ground, decision.effectiveOn(), unread);
        var faults = new ArrayList<>(dates(decision, today));
        faults.addAll(blueprint.faults());
        faults.addAll(appointmentFaults(decision, ground, blueprint));
        faults.addAll(contradictions(blueprint, ground, decision.effectiveOn(), today));
        return new Preview(ground, blueprint, faults);
    }

    /// Applies it at once if its day has come, else has it wait for that day.
    ///
    /// @throws NotFound if there is none that the actor may organize
    /// @throws Refused if it was applied or withdrawn already, something is wrong with it or a unit still needs an heir
    @Transactional
    Phase apply(Actor actor, ReorganizationId id, Instant at) {
        lock.whole();
        var row = reorganizations.lock(actor.scope(ORGANIZE), id);
        open(row);
        var today = Zone.day(at);
        var preview = preview(actor, decision(row), today);
        preview.refuse();
        if (row.effectiveOn().isAfter(today)) {
            reorganizations.due(row.id(), actor.account(), at);
            audit.note(actor, "organization.reorganization.schedule", row.id(), row.unit(), row.decision());
            return Phase.DUE;
        }
        draw(actor, row, preview.blueprint(), at);
        return Phase.APPLIED;
    }

    /// Applies what waited for its day.
    @Transactional
    void applyDue(Actor actor, ReorganizationId id, Instant at) {
        lock.whole();
        var row = reorganizations.lock(actor.scope(ORGANIZE), id);
        if (row.phase() != Phase.DUE || row.effectiveOn().isAfter(Zone.day(at))) return;
        var preview = preview(actor, decision(row), Zone.day(at));
        preview.refuse();
        draw(actor, row, preview.blueprint(), at);
    }

    /// Takes back what has not been applied.
    ///
    /// @throws NotFound if there is none that the actor may organize
    /// @throws Refused if it was applied already
    @Transactional
    void withdraw(Actor actor, ReorganizationId id, Instant at) {
        var row = reorganizations.lock(actor.scope(ORGANIZE), id);
        open(row);
        reorganizations.withdrawn(row.id(), actor.account(), at);
        audit.note(actor, "organization.reorganization.withdraw", row.id(), row.unit(), row.decision());
    }

    /// What keeps it from being undone; empty if nothing does.
    ///
    /// @throws NotFound if there is none that the actor may organize
    @Transactional(readOnly = true)
    List<Fault> obstacles(Actor actor, ReorganizationId id) {
        return obstacles(reorganizations.require(actor.scope(ORGANIZE), id));
    }

    /// Puts the tree, the members, posts and rights back as they were before it.
    ///
    /// @throws NotFound if there is none that the actor may organize
    /// @throws Refused if it is not in force or something rests on it
    @Transactional
    void undo(Actor actor, ReorganizationId id, Instant at) {
        lock.whole();
        var row = reorganizations.lock(actor.scope(ORGANIZE), id);
        if (row.phase() != Phase.APPLIED) throw Refused.conflict("organization.redraw.not-applied", row.decision());
        var obstacles = obstacles(row);
        if (!obstacles.isEmpty()) throw obstacles.getFirst().refusal();
        waning.restore(row.id());
        try {
            redraw.undo(row.id());
        } catch (DataIntegrityViolationException rests) {
            throw Refused.conflict("organization.redraw.rests-on");
        }
        reorganizations.undone(row.id(), actor.account(), at);
        audit.note(actor, "organization.reorganization.undo", row.id(), row.unit(), row.decision());
    }

    Decision decision(Reorganization row) {
        return new Decision(
                row.decision(),
                row.decidedOn(),
                row.effectiveOn(),
                operations.kept(row.operations()),
                operations.keptAppointments(row.appointments()));
    }

    private void draw(Actor actor, Reorganization row, Blueprint blueprint, Instant at) {
        var on = row.effectiveOn();
        var drawn = redraw.apply(blueprint, row.id(), row.decision(), on);
        var today = Zone.day(at);
        var until = (on.isAfter(today) ? on : today).plusDays(settings.readingDays());
        waning.wane(drawn.ended(), drawn.heirs(), on, until, row.id());
        for (var appointment : operations.keptAppointments(row.appointments())) {
            var unit = drawn.founded().get(appointment.unit());
            if (unit == null)
                unit = units.require(actor.scope(ORGANIZE), appointment.unit()).id();
            waning.appoint(actor, appointment.username(), Role.valueOf(appointment.role()), unit, on, row.id());
        }
        reorganizations.applied(row.id(), actor.account(), at);
        audit.note(
                actor,
                "organization.reorganization.apply",
                row.id(),
                row.unit(),
                row.decision() + ": " + drawn.changed());
    }

    private static void open(Reorganization row) {
        if (!row.phase().open()) throw Refused.conflict("organization.redraw.over", row.decision());
    }

    private static void check(Decision decision, LocalDate today) {
        var faults = dates(decision, today);
        if (faults.isEmpty()) return;
        var first = faults.getFirst();
        throw Refused.invalid(first.key(), first.arguments().toArray());
    }

    private static List<Fault> dates(Decision decision, LocalDate today) {
        var faults = new ArrayList<Fault>();
        var on = decision.effectiveOn();
        var decided = decision.decidedOn();
        if (decided != null && decided.isAfter(on))
            faults.add(Fault.of(0, "", "organization.redraw.reversed", Days.printed(on), Days.printed(decided)));
        if (on.isAfter(today.plusYears(LATEST_YEARS)) && !on.equals(Decision.UNREAD))
            faults.add(Fault.of(0, "", "organization.redraw.far", LATEST_YEARS));
        return faults;
    }

    private List<Fault> appointmentFaults(Decision decision, Ground ground, Blueprint blueprint) {
        if (decision.appointments().isEmpty()) return List.of();
        var faults = new ArrayList<Fault>();
        var known = new HashSet<>(waning.known(
                decision.appointments().stream().map(Appointment::username).toList()));
        for (var one : decision.appointments()) {
            if (!known.contains(one.username().toLowerCase(Locale.ROOT)))
                faults.add(Fault.of(0, one.unit(), "organization.redraw.nobody", one.username()));
            if (Written.constant(Role.class, one.role()).isEmpty() || one.role().equals("ADMINISTRATOR"))
                faults.add(Fault.of(0, one.unit(), "organization.redraw.role", one.role()));
            var stands = blueprint.founds(one.unit())
                    || !blueprint.knows(one.unit())
                    || ground.unit(one.unit())
                            .filter(unit -> unit.mine() && unit.untilOn() == null && !blueprint.ends(one.unit()))
                            .isPresent();
            if (!stands) faults.add(Fault.of(0, one.unit(), "organization.redraw.post-unit", one.unit()));
        }
        return faults;
    }

    /// What has happened since the day and says otherwise; nothing can where the day is still to come.
    private List<Fault> contradictions(Blueprint blueprint, Ground ground, LocalDate on, LocalDate today) {
        if (on.isAfter(today)) return List.of();
        var faults = new ArrayList<Fault>();
        var touched = ids(ground, blueprint);
        var ended = blueprint.fates().stream().filter(Fate::ends).map(Fate::id).toArray(UUID[]::new);
        long posts = reorganizations.postsSince(ended, on);
        if (posts > 0) faults.add(Fault.of(0, "", "organization.redraw.posts-since", posts, Days.printed(on)));
        for (var stake : stakes)
            for (var obstacle : stake.against(touched, on))
                faults.add(new Fault(0, "", obstacle.key(), obstacle.arguments()));
        return faults;
    }

    private static Collection<UUID> ids(Ground ground, Blueprint blueprint) {
        return blueprint.fates().stream()
                .filter(fate -> fate.id() != null && !Objects.equals(fate.after(), fate.before()))
                .map(fate -> ground.unit(fate.code()).orElseThrow().id())
                .toList();
    }

    private List<Fault> obstacles(Reorganization row) {
        var faults = new ArrayList<Fault>();
        for (var decision : reorganizations.later(row.id()))
            faults.add(Fault.of(0, "", "organization.redraw.later", decision));
        var resting = reorganizations.resting(row.id());
        if (resting.units() > 0) faults.add(Fault.of(0, "", "organization.redraw.units-since", resting.units()));
        if (resting.below() > 0) faults.add(Fault.of(0, "", "organization.redraw.below-since", resting.below()));
        if (resting.members() > 0) faults.add(Fault.of(0, "", "organization.redraw.members-since", resting.members()));
        if (resting.posts() > 0) faults.add(Fault.of(0, "", "organization.redraw.posts-rest", resting.posts()));
        if (resting.exemptions() > 0)
            faults.add(Fault.of(0, "", "organization.redraw.exemptions-rest", resting.exemptions()));
        if (resting.attachments() > 0)
            faults.add(Fault.of(0, "", "organization.redraw.attachments-rest", resting.attachments()));
        var changed = reorganizations.changed(row.id());
        var founded = changed.stream()
                .filter(Reorganizations.Changed::founded)
                .map(Reorganizations.Changed::unit)
                .toList();
        var all = changed.stream().map(Reorganizations.Changed::unit).toList();
        long grants = waning.others(founded, row.id());
        if (grants > 0) faults.add(Fault.of(0, "", "organization.redraw.grants-rest", grants));
        var applied = row.appliedAt();
        if (applied == null) return faults;
        for (var stake : stakes)
            for (var obstacle : stake.resting(founded, all, applied))
                faults.add(new Fault(0, "", obstacle.key(), obstacle.arguments()));
        return faults;
    }

    /// A decision as it was drawn.
    ///
    /// @param effectiveOn first day of the new tree
    record Decision(
            String number,
            @Nullable LocalDate decidedOn,
            LocalDate effectiveOn,
            List<Operation> operations,
            List<Appointment> appointments) {

        /// Stands for a day that could not be read: nothing is later.
        static final LocalDate UNREAD = LocalDate.of(9999, 12, 31);

        Decision {
            operations = List.copyOf(operations);
            appointments = List.copyOf(appointments);
        }
    }

    /// @param faults all reasons why it cannot be applied
    record Preview(Ground ground, Blueprint blueprint, List<Fault> faults) {
        Preview {
            faults = List.copyOf(faults);
        }

        boolean clean() {
            return faults.isEmpty() && blueprint.choices().isEmpty();
        }

        private void refuse() {
            if (!faults.isEmpty()) {
                var first = faults.getFirst();
                if (faults.size() == 1) throw first.refusal();
                throw Refused.conflict("organization.redraw.faults", faults.size());
            }
            var open = blueprint.choices().size();
            if (open > 0) throw Refused.conflict("organization.redraw.open", open);
        }
    }
}
