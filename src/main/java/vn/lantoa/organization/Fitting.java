package vn.lantoa.organization;

import static vn.lantoa.organization.Written.word;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Objects;
import vn.lantoa.organization.Ground.Known;

/// Whether everything fits where a decision puts it: units under those of a higher level, members where no units are.
final class Fitting {

    private final Ground ground;
    private final NewTree newTree;
    private final Fates fates;
    private final Faults faults;

    Fitting(Ground ground, NewTree newTree, Fates fates, Faults faults) {
        this.ground = ground;
        this.newTree = newTree;
        this.fates = fates;
        this.faults = faults;
    }

    /// Every unit stands under one of a higher level.
    void levels() {
        for (var fate : fates.all()) {
            var after = fate.after();
            if (after == null || after.parent() == null || !stands(after.parent())) continue;
            var above = newTree.level(after.parent());
            if (above != null && !after.level().under(above))
                levelFault(fate.number(), fate.code(), after.level(), after.parent());
        }
        newTree.merged().forEach((from, into) -> {
            if (!faults.settled(from) || !stands(into)) return;
            var highest = ground.below(from).highest();
            var above = newTree.level(into);
            if (highest != null && above != null && !highest.under(above))
                levelFault(number(from), from, highest, into);
        });
    }

    private void levelFault(int number, String code, Level level, String parent) {
        faults.add(
                number,
                code,
                "organization.redraw.level",
                newTree.name(code),
                word("organization.level." + level),
                newTree.name(parent),
                word("organization.level." + newTree.level(parent)));
    }

    /// Members stand where no units do: in a cell, or in a grassroots or sectional committee without units.
    void rooms() {
        var arrivals = new HashMap<String, Integer>();
        for (var fate : fates.all()) {
            var after = fate.after();
            var before = fate.before();
            if (after == null || after.parent() == null || !stands(after.parent())) continue;
            if (before == null || !after.parent().equals(before.parent())) arrivals.put(after.parent(), fate.number());
        }
        newTree.merged().forEach((from, into) -> {
            if (faults.settled(from) && stands(into) && ground.below(from).units() > 0)
                arrivals.put(into, number(from));
        });
        var guests = new LinkedHashMap<String, Integer>();
        newTree.merged().forEach((from, into) -> {
            if (!faults.settled(from) || !stands(into)) return;
            if (ground.unit(from).orElseThrow().members() > 0) guests.put(into, number(from));
        });
        arrivals.forEach((parent, number) -> {
            var members = ground.unit(parent).map(Known::members).orElse(0L);
            if (members > 0)
                faults.add(number, parent, "organization.redraw.holds-members", newTree.name(parent), members);
        });
        guests.forEach((into, number) -> {
            var level = newTree.level(into);
            if (level != Level.CELL && level != Level.GRASSROOTS && level != Level.SECTIONAL)
                faults.add(number, into, "organization.redraw.no-room", newTree.name(into));
            else if (arrivals.containsKey(into) || stay(into))
                faults.add(number, into, "organization.redraw.has-units", newTree.name(into));
        });
    }

    /// Whether `code`, which receives, is known and stands on the new tree; if not, that has been told.
    private boolean stands(String code) {
        return faults.known(code) && !newTree.ends(code);
    }

    /// Whether units that stand below `code` today still do on the new tree.
    private boolean stay(String code) {
        return ground.below(code).units() > 0
                || ground.units().values().stream()
                        .anyMatch(unit -> code.equals(unit.parent())
                                && unit.untilOn() == null
                                && faults.settled(unit.code())
                                && !newTree.ends(unit.code())
                                && code.equals(newTree.parentAfter(unit.code())));
    }

    private int number(String code) {
        return Objects.requireNonNullElse(newTree.number(code), 0);
    }
}
