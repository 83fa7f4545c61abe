package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Operation.Appointment;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Redrawing.Decision;

/// Writes a reorganization piece by piece while nothing has happened yet. Each step holds its row until the
/// transaction ends, so that two people who write at the same time do not lose each other's pieces; whatever waited for
/// its day does so no longer.
@Component
class Drafting {

    private final Reorganizations reorganizations;
    private final Redrawing redrawing;

    Drafting(Reorganizations reorganizations, Redrawing redrawing) {
        this.reorganizations = reorganizations;
        this.redrawing = redrawing;
    }

    /// Adds operations at the end; what is merged into a unit that others are merged into already joins those.
    ///
    /// @throws NotFound if there is none that the actor may organize
    /// @throws Refused if it was applied or withdrawn already, or would hold too many operations
    @Transactional
    void add(Actor actor, ReorganizationId id, List<Operation> more, Instant at) {
        operations(actor, id, at, present -> joined(present, more));
    }

    /// Puts `operations` in the place of all that were there.
    ///
    /// @throws NotFound if there is none that the actor may organize
    /// @throws Refused if it was applied or withdrawn already, or would hold too many operations
    @Transactional
    void replace(Actor actor, ReorganizationId id, List<Operation> operations, Instant at) {
        operations(actor, id, at, present -> operations);
    }

    /// Takes one operation out.
    ///
    /// @param number of the operation, from 1
    /// @param code of the unit it is about, as the actor saw it
    /// @throws NotFound if there is none that the actor may organize
    /// @throws Refused if another operation stands there meanwhile
    @Transactional
    void remove(Actor actor, ReorganizationId id, int number, String code, Instant at) {
        operations(actor, id, at, present -> {
            require(present, number, code);
            var left = new ArrayList<>(present);
            left.remove(number - 1);
            return left;
        });
    }

    /// Gives units below a divided one to its heirs.
    ///
    /// @param number of the division among the operations, from 1
    /// @param code of the divided unit, as the actor saw it
    /// @param heirs code of the heir by code of the unit; units that are not named keep the heir they have
    /// @throws NotFound if there is none that the actor may organize
    /// @throws Refused if another operation stands there meanwhile, or an heir is none of the division
    @Transactional
    void give(Actor actor, ReorganizationId id, int number, String code, Map<String, String> heirs, Instant at) {
        operations(actor, id, at, present -> {
            if (!(require(present, number, code) instanceof Divide divide))
                throw Refused.conflict("organization.reorganization.moved-on");
            var given = new ArrayList<>(present);
            given.set(number - 1, given(divide, heirs));
            return given;
        });
    }

    /// Gives an account a post by the decision.
    ///
    /// @throws NotFound if there is none that the actor may organize
    @Transactional
    void appoint(Actor actor, ReorganizationId id, Appointment appointment, Instant at) {
        appointments(actor, id, at, present -> {
            var more = new ArrayList<>(present);
            if (!more.contains(appointment)) more.add(appointment);
            return more;
        });
    }

    /// Takes an appointment back.
    ///
    /// @throws NotFound if there is none that the actor may organize
    @Transactional
    void dismiss(Actor actor, ReorganizationId id, Appointment appointment, Instant at) {
        appointments(
                actor,
                id,
                at,
                present ->
                        present.stream().filter(one -> !one.equals(appointment)).toList());
    }

    private void operations(Actor actor, ReorganizationId id, Instant at, UnaryOperator<List<Operation>> step) {
        var decision = redrawing.decision(reorganizations.lock(actor.scope(ORGANIZE), id));
        var operations = step.apply(decision.operations());
        if (operations.size() > Operations.MOST) throw Refused.tooLarge("organization.redraw.many", Operations.MOST);
        redrawing.change(
                actor,
                id,
                new Decision(
                        decision.number(),
                        decision.decidedOn(),
                        decision.effectiveOn(),
                        operations,
                        decision.appointments()),
                at);
    }

    private void appointments(Actor actor, ReorganizationId id, Instant at, UnaryOperator<List<Appointment>> step) {
        var decision = redrawing.decision(reorganizations.lock(actor.scope(ORGANIZE), id));
        redrawing.change(
                actor,
                id,
                new Decision(
                        decision.number(),
                        decision.decidedOn(),
                        decision.effectiveOn(),
                        decision.operations(),
                        step.apply(decision.appointments())),
                at);
    }

    private static Operation require(List<Operation> operations, int number, String code) {
        if (number < 1
                || number > operations.size()
                || !operations.get(number - 1).code().equals(code))
            throw Refused.conflict("organization.reorganization.moved-on");
        return operations.get(number - 1);
    }

    /// `present` with `more` behind it, all merges into one unit as one operation.
    static List<Operation> joined(List<Operation> present, List<Operation> more) {
        var all = new ArrayList<>(present);
        var merges = new LinkedHashMap<String, Integer>();
        for (var index = 0; index < all.size(); index++)
            if (all.get(index) instanceof Merge merge) merges.putIfAbsent(merge.into(), index);
        for (var operation : more) {
            var place = operation instanceof Merge merge ? merges.get(merge.into()) : null;
            if (place != null && operation instanceof Merge merge && all.get(place) instanceof Merge before) {
                var from = new ArrayList<>(before.from());
                from.addAll(merge.from());
                all.set(place, new Merge(from, merge.into()));
                continue;
            }
            if (operation instanceof Merge merge) merges.put(merge.into(), all.size());
            all.add(operation);
        }
        return all;
    }

    private static Divide given(Divide divide, Map<String, String> heirs) {
        var parts = new LinkedHashMap<String, List<String>>();
        for (var heir : divide.into()) {
            parts.put(
                    heir.code(),
                    new ArrayList<>(heir.units().stream()
                            .filter(unit -> !heirs.containsKey(unit))
                            .toList()));
        }
        heirs.forEach((unit, heir) -> {
            var part = parts.get(heir);
            if (part == null) throw Refused.invalid("organization.reorganization.no-heir", heir, divide.from());
            part.add(unit);
        });
        return new Divide(
                divide.from(),
                parts.entrySet().stream()
                        .map(part -> new Heir(part.getKey(), part.getValue()))
                        .toList());
    }
}
