package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.Ground.Known;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;

/// What a reorganization would make of the tree: a decision on paper, before anything happens. The order of operations
/// does not matter; all of them hold from the same day (domain.md 4). One reading tells every fault; what would only
/// follow from a fault told already is left out (docs/reorganizations.md).
final class Blueprint {

    private static final int NAMED = 5;

    private final List<Operation> operations;
    private final Ground ground;
    private final Faults faults;
    private final NewTree after;
    private final Fates fates;
    private final List<Choice> choices = new ArrayList<>();

    private Blueprint(List<Operation> operations, Ground ground, Unread unread) {
        this.operations = operations;
        this.ground = ground;
        this.faults = new Faults(unread);
        this.after = new NewTree(ground, faults);
        this.fates = new Fates(ground, after, faults);
    }

    /// @param on first day of the new tree
    static Blueprint of(List<Operation> operations, Ground ground, LocalDate on) {
        return of(operations, ground, on, Unread.NOTHING);
    }

    /// The same where the operations have gaps, to tell what else is wrong with them.
    static Blueprint of(List<Operation> operations, Ground ground, LocalDate on, Unread unread) {
        var blueprint = new Blueprint(List.copyOf(operations), ground, unread);
        blueprint.draw(on);
        return blueprint;
    }

    /// Why it cannot be done, all reasons at once; empty if it can.
    List<Fault> faults() {
        return faults.all();
    }

    /// Units below divided ones that still need an heir.
    List<Choice> choices() {
        return List.copyOf(choices);
    }

    /// What becomes of every unit named, in the order of the operations; of a unit about which a fault leaves the
    /// decision unclear nothing is said. Units that are not named and stand below one that is merged are carried along.
    Collection<Fate> fates() {
        return List.copyOf(fates.all());
    }

    /// Which part of the tree went where, as it is remembered.
    List<Link> links() {
        return after.links();
    }

    /// As [NewTree#parentAfter(String)].
    @Nullable
    String parentAfter(String code) {
        return after.parentAfter(code);
    }

    /// As [NewTree#above(String)].
    List<String> above(String code) {
        return after.above(code);
    }

    boolean founds(String code) {
        return after.founds(code);
    }

    /// Whether no fault leaves open what `code` is.
    boolean knows(String code) {
        return faults.known(code);
    }

    boolean ends(String code) {
        return after.ends(code);
    }

    private void draw(LocalDate on) {
        if (operations.isEmpty()) faults.add(0, "", "organization.redraw.empty");
        each((operation, number) -> after.collect(number, operation));
        var footing = new Footing(ground, after, on, faults);
        each((operation, number) -> footing.hold(number, operation));
        each((operation, number) -> leave(number, operation));
        circles();
        each((operation, number) -> fates.decide(number, operation));
        fates.carry();
        var fitting = new Fitting(ground, after, fates, faults);
        fitting.levels();
        fitting.rooms();
    }

    private void each(ObjIntConsumer<Operation> step) {
        for (var index = 0; index < operations.size(); index++) step.accept(operations.get(index), index + 1);
    }

    /// Nobody is left behind: units below one that ends go somewhere.
    private void leave(int number, Operation operation) {
        switch (operation) {
            case Dissolve dissolve -> {
                if (!faults.settled(dissolve.code())) return;
                var left = new ArrayList<String>();
                ground.units().values().stream()
                        .filter(unit -> dissolve.code().equals(unit.parent()))
                        .filter(unit -> unit.untilOn() == null
                                && faults.settled(unit.code())
                                && !after.ends(unit.code())
                                && after.parentAfter(unit.code()) == null)
                        .forEach(unit -> left.add(unit.name()));
                var rest = ground.below(dissolve.code());
                var count = left.size() + rest.units();
                left.addAll(rest.codes());
                if (count > 0)
                    faults.add(
                            number,
                            dissolve.code(),
                            "organization.redraw.left",
                            after.name(dissolve.code()),
                            count,
                            some(left));
            }
            case Divide divide -> {
                if (!faults.settled(divide.from()) || after.survives(divide.from())) return;
                ground.units().values().stream()
                        .filter(unit -> divide.from().equals(unit.parent()) && unit.untilOn() == null)
                        .map(Known::code)
                        .filter(code -> faults.settled(code) && !after.ends(code) && after.parentAfter(code) == null)
                        .sorted()
                        .forEach(code -> choices.add(new Choice(number, divide.from(), code)));
                for (var code : ground.below(divide.from()).codes())
                    choices.add(new Choice(number, divide.from(), code));
            }
            default -> {}
        }
    }

    private static String some(List<String> names) {
        var shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? shown + ", …" : shown + ".";
    }

    /// No unit above itself.
    private void circles() {
        var told = new HashSet<String>();
        for (var index = 0; index < operations.size(); index++) {
            for (var code : placed(operations.get(index))) {
                if (after.ends(code) || !told.add(code)) continue;
                var way = new LinkedHashSet<String>();
                var up = code;
                while (up != null && after.certain(up) && way.add(up)) up = after.parentAfter(up);
                if (up == null || !up.equals(code) || !way.contains(up)) continue;
                told.addAll(way);
                circle(index + 1, code, way);
            }
        }
    }

    private void circle(int number, String code, Set<String> way) {
        way.forEach(faults::unsettle);
        var above = ground.unit(code).map(Known::parent).orElse(null);
        if (above != null && (after.merged().containsKey(above) || after.divides(above)))
            faults.add(number, code, "organization.redraw.heir-below", after.name(code), after.name(above));
        else faults.add(number, code, "organization.redraw.circle", String.join(" → ", way) + " → " + code);
    }

    private static List<String> placed(Operation operation) {
        return switch (operation) {
            case Create create -> List.of(create.code());
            case Move move -> List.of(move.code());
            case Merge merge -> List.of(merge.into());
            case Divide divide ->
                divide.into().stream()
                        .flatMap(heir -> {
                            var codes = new ArrayList<>(heir.units());
                            codes.add(heir.code());
                            return codes.stream();
                        })
                        .toList();
            case Rename rename -> List.of();
            case Dissolve dissolve -> List.of();
        };
    }

    /// A unit below a divided one that nobody has given to an heir yet.
    ///
    /// @param number of the division among the operations
    record Choice(int number, String divided, String unit) {}

    /// @param kind MERGED or DIVIDED
    record Link(String from, String into, String kind) {}
}
