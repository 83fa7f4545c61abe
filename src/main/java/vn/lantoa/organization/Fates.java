package vn.lantoa.organization;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lantoa.organization.Fate.Place;
import vn.lantoa.organization.Fate.Way;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;

/// What becomes of every unit that a decision names, and of those directly below one that ends; nothing is said of
/// units about which the decision is not clear.
final class Fates {

    private final Ground ground;
    private final NewTree after;
    private final Faults faults;
    private final Map<String, Fate> all = new LinkedHashMap<>();

    Fates(Ground ground, NewTree after, Faults faults) {
        this.ground = ground;
        this.after = after;
        this.faults = faults;
    }

    /// In the order in which they were decided.
    Collection<Fate> all() {
        return all.values();
    }

    /// What `operation` decides.
    void decide(int number, Operation operation) {
        switch (operation) {
            case Create create -> found(number, create);
            case Rename rename -> stays(number, rename.code(), Way.RENAMED);
            case Move move -> stays(number, move.code(), Way.MOVED);
            case Merge merge -> merge.from().forEach(from -> end(number, from, Way.MERGED, List.of(merge.into())));
            case Divide divide -> {
                var heirs = divide.into().stream().map(Operation.Heir::code).toList();
                if (after.survives(divide.from())) stays(number, divide.from(), Way.HALVED);
                else end(number, divide.from(), Way.DIVIDED, heirs);
                for (var heir : divide.into()) for (var unit : heir.units()) stays(number, unit, Way.PARTED);
            }
            case Dissolve dissolve -> end(number, dissolve.code(), Way.DISSOLVED, List.of());
        }
    }

    /// Those go along that are not named and stand directly below a unit that ends.
    void carry() {
        for (var unit : ground.units().values()) {
            if (unit.untilOn() != null || unit.parent() == null || after.ends(unit.code())) continue;
            var number = after.number(unit.parent());
            if (number != null
                    && faults.settled(unit.parent())
                    && after.ends(unit.parent())
                    && after.parentAfter(unit.code()) != null) stays(number, unit.code(), Way.CARRIED);
        }
    }

    private void found(int number, Create create) {
        if (!faults.settled(create.code())) return;
        var place = new Place(create.name(), create.level(), create.parentCode());
        put(new Fate(create.code(), null, Way.FOUNDED, null, place, List.of(), number));
    }

    /// A unit that stands on, with whatever changes about it; said once, by the operation that comes first.
    private void stays(int number, String code, Way way) {
        var unit = ground.unit(code).orElse(null);
        if (unit == null || !faults.settled(code) || all.containsKey(code)) return;
        var was = new Place(unit.name(), unit.level(), unit.parent());
        var will =
                new Place(after.nameAfter(unit), unit.level(), unit.parent() == null ? null : after.parentAfter(code));
        put(new Fate(code, unit.id(), way, was, will, List.of(), number));
    }

    private void end(int number, String code, Way way, List<String> heirs) {
        var unit = ground.unit(code).orElse(null);
        if (unit == null || !faults.settled(code)) return;
        put(new Fate(code, unit.id(), way, new Place(unit.name(), unit.level(), unit.parent()), null, heirs, number));
    }

    private void put(Fate fate) {
        all.putIfAbsent(fate.code(), fate);
    }
}
