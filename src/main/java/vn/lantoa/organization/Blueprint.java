package vn.lantoa.organization;

import static vn.lantoa.organization.Written.word;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.Fate.Place;
import vn.lantoa.organization.Fate.Way;
import vn.lantoa.organization.Ground.Known;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.paper.Days;

/// What a reorganization would make of the tree: a decision on paper, before anything happens. The order of operations
/// does not matter; all of them hold from the same day (domain.md 4).
final class Blueprint {

    private static final int NAMED = 5;

    private final List<Operation> operations;
    private final Ground ground;
    private final LocalDate on;

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> subjects = new HashMap<>();
    private final Map<String, Create> founded = new LinkedHashMap<>();
    private final Map<String, Rename> renamed = new HashMap<>();
    private final Map<String, String> moved = new HashMap<>();
    private final Map<String, String> merged = new LinkedHashMap<>();
    private final Map<String, Divide> divided = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> parts = new HashMap<>();
    private final Set<String> dissolved = new LinkedHashSet<>();
    private final List<Choice> choices = new ArrayList<>();
    private final Map<String, Fate> fates = new LinkedHashMap<>();

    private Blueprint(List<Operation> operations, Ground ground, LocalDate on) {
        this.operations = operations;
        this.ground = ground;
        this.on = on;
    }

    /// @param on first day of the new tree
    static Blueprint of(List<Operation> operations, Ground ground, LocalDate on) {
        var blueprint = new Blueprint(List.copyOf(operations), ground, on);
        blueprint.draw();
        return blueprint;
    }

    /// Why it cannot be done, all reasons at once; empty if it can.
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /// Units below divided ones that still need an heir.
    List<Choice> choices() {
        return List.copyOf(choices);
    }

    /// What becomes of every unit named, in the order of the operations. Units that are not named and stand below one
    /// that is merged are carried along by [#merged].
    Collection<Fate> fates() {
        return List.copyOf(fates.values());
    }

    /// Heir by merged unit, both by code.
    Map<String, String> merged() {
        return Map.copyOf(merged);
    }

    /// Which part of the tree went where, as it is remembered.
    List<Link> links() {
        var links = new LinkedHashSet<Link>();
        merged.forEach((from, into) -> links.add(new Link(from, into, "MERGED")));
        divided.forEach((from, divide) -> divide.into().stream()
                .filter(heir -> !heir.code().equals(from))
                .forEach(heir -> links.add(new Link(from, heir.code(), "DIVIDED"))));
        return List.copyOf(links);
    }

    /// The unit above `code` on the new tree, or null at the root, where the unit ends or where nobody has said yet.
    @Nullable
    String parentAfter(String code) {
        var create = founded.get(code);
        if (create != null) return create.parentCode();
        var target = moved.get(code);
        if (target != null) return target;
        var known = ground.unit(code).orElse(null);
        if (known == null || known.parent() == null) return null;
        return heirFor(code, known.parent());
    }

    /// The units above `code` on the new tree, the nearest first; ends where it would come back to itself.
    List<String> above(String code) {
        var above = new LinkedHashSet<String>();
        for (var up = parentAfter(code); up != null && !up.equals(code) && above.add(up); up = parentAfter(up)) {}
        return List.copyOf(above);
    }

    boolean ends(String code) {
        return merged.containsKey(code) || dissolved.contains(code) || (divided.containsKey(code) && !survives(code));
    }

    private @Nullable String heirFor(String child, String parent) {
        var into = merged.get(parent);
        if (into != null) return into;
        if (divided.containsKey(parent)) {
            var heir = parts.getOrDefault(parent, Map.of()).get(child);
            if (heir != null) return heir;
            return survives(parent) ? parent : null;
        }
        return dissolved.contains(parent) ? null : parent;
    }

    private boolean survives(String code) {
        var divide = divided.get(code);
        return divide == null
                || divide.into().stream().anyMatch(heir -> heir.code().equals(code));
    }

    private void draw() {
        if (operations.isEmpty()) fault(0, "", "organization.redraw.empty");
        for (var index = 0; index < operations.size(); index++) collect(index + 1, operations.get(index));
        for (var index = 0; index < operations.size(); index++) hold(index + 1, operations.get(index));
        if (!faults.isEmpty()) return;
        for (var index = 0; index < operations.size(); index++) leave(index + 1, operations.get(index));
        circles();
        if (!faults.isEmpty()) return;
        decide();
        levels();
        rooms();
    }

    /// Who does what; a unit's place or end is decided once.
    private void collect(int number, Operation operation) {
        switch (operation) {
            case Create create -> {
                if (subject(number, create.code())) founded.put(create.code(), create);
            }
            case Rename rename -> {
                if (renamed.putIfAbsent(rename.code(), rename) != null)
                    fault(number, rename.code(), "organization.redraw.twice", rename.code());
            }
            case Move move -> {
                if (subject(number, move.code())) moved.put(move.code(), move.parentCode());
            }
            case Merge merge -> {
                if (merge.from().isEmpty()) fault(number, merge.into(), "organization.redraw.from-none");
                for (var from : merge.from()) {
                    if (from.equals(merge.into())) fault(number, from, "organization.redraw.itself", from);
                    else if (subject(number, from)) merged.put(from, merge.into());
                }
            }
            case Divide divide -> {
                if (!subject(number, divide.from())) return;
                divided.put(divide.from(), divide);
                collect(number, divide);
            }
            case Dissolve dissolve -> {
                if (subject(number, dissolve.code())) dissolved.add(dissolve.code());
            }
        }
    }

    private void collect(int number, Divide divide) {
        var given = parts.computeIfAbsent(divide.from(), from -> new HashMap<>());
        var heirs = new HashSet<String>();
        for (var heir : divide.into()) {
            if (!heirs.add(heir.code())) fault(number, heir.code(), "organization.redraw.heir-twice", heir.code());
            for (var unit : heir.units()) {
                var other = given.putIfAbsent(unit, heir.code());
                if (other != null) fault(number, unit, "organization.redraw.part-twice", unit, other, heir.code());
            }
        }
        if (heirs.size() < 2) fault(number, divide.from(), "organization.redraw.heirs-few", divide.from());
    }

    private boolean subject(int number, String code) {
        var other = subjects.putIfAbsent(code, number);
        if (other == null) return true;
        fault(number, code, "organization.redraw.in-two", code, other, number);
        return false;
    }

    /// Whether what is named is there, on that day, and the actor's.
    private void hold(int number, Operation operation) {
        switch (operation) {
            case Create create -> {
                var known = ground.unit(create.code()).orElse(null);
                if (known != null)
                    fault(
                            number,
                            create.code(),
                            known.untilOn() == null ? "organization.redraw.taken" : "organization.redraw.taken-ended",
                            create.code(),
                            known.name());
                if (create.parentCode().isEmpty()) fault(number, create.code(), "organization.redraw.second-root");
                else heir(number, create.parentCode());
            }
            case Rename rename -> {
                if (founded.containsKey(rename.code()) || ends(rename.code()))
                    fault(
                            number,
                            rename.code(),
                            "organization.redraw.in-two",
                            rename.code(),
                            subjects.getOrDefault(rename.code(), number),
                            number);
                else standing(number, rename.code());
            }
            case Move move -> {
                rooted(number, standing(number, move.code()));
                heir(number, move.parentCode());
            }
            case Merge merge -> {
                for (var from : merge.from()) ending(number, from);
                heir(number, merge.into());
            }
            case Divide divide -> {
                var from = survives(divide.from()) ? standing(number, divide.from()) : ending(number, divide.from());
                for (var heir : divide.into()) if (!heir.code().equals(divide.from())) heir(number, heir.code());
                if (from == null) return;
                if (from.members() > 0)
                    fault(number, from.code(), "organization.redraw.divides-members", from.name(), from.members());
                for (var part : parts.getOrDefault(from.code(), Map.of()).keySet()) {
                    var unit = standing(number, part);
                    if (unit != null && !from.code().equals(unit.parent()))
                        fault(number, part, "organization.redraw.not-below", unit.name(), from.name());
                    var other = subjects.get(part);
                    if (other != null) fault(number, part, "organization.redraw.in-two", part, other, number);
                }
            }
            case Dissolve dissolve -> {
                var unit = ending(number, dissolve.code());
                if (unit != null && unit.members() > 0)
                    fault(number, unit.code(), "organization.redraw.members-left", unit.name(), unit.members());
            }
        }
    }

    private @Nullable Known ending(int number, String code) {
        var unit = standing(number, code);
        if (unit == null) return null;
        rooted(number, unit);
        if (!on.isAfter(unit.fromOn()))
            fault(number, code, "organization.redraw.not-after", unit.name(), Days.printed(unit.fromOn()));
        var joined = unit.joined();
        if (joined != null && joined.isAfter(on))
            fault(number, code, "organization.redraw.joined-later", unit.name(), Days.printed(joined));
        return unit;
    }

    private void rooted(int number, @Nullable Known unit) {
        if (unit != null && unit.parent() == null) fault(number, unit.code(), "organization.redraw.root", unit.name());
    }

    /// The unit `code`, which the decision changes, if it can be changed from the day on.
    private @Nullable Known standing(int number, String code) {
        var unit = present(number, code);
        if (unit != null && unit.since().isAfter(on)) {
            fault(number, code, "organization.redraw.changed-later", unit.name(), Days.printed(unit.since()));
            return null;
        }
        return unit;
    }

    private @Nullable Known present(int number, String code) {
        var unit = ground.unit(code).filter(Known::mine).orElse(null);
        if (unit == null) {
            if (founded.containsKey(code)) fault(number, code, "organization.redraw.founded-changes", code);
            else fault(number, code, "organization.redraw.unknown", code);
            return null;
        }
        var until = unit.untilOn();
        if (until != null) {
            fault(number, code, "organization.redraw.gone", unit.name(), Days.printed(until));
            return null;
        }
        if (unit.fromOn().isAfter(on)) {
            fault(number, code, "organization.redraw.not-yet", unit.name(), Days.printed(unit.fromOn()));
            return null;
        }
        return unit;
    }

    /// A unit that receives: it stands on the new tree.
    private void heir(int number, String code) {
        if (ends(code)) {
            fault(number, code, "organization.redraw.heir-ends", code, subjects.getOrDefault(code, 0));
            return;
        }
        if (founded.containsKey(code)) return;
        if (ground.unit(code).filter(Known::mine).isEmpty())
            fault(number, code, "organization.redraw.heir-unknown", code);
        else present(number, code);
    }

    /// Nobody is left behind: units below one that ends go somewhere.
    private void leave(int number, Operation operation) {
        switch (operation) {
            case Dissolve dissolve -> {
                var left = new ArrayList<String>();
                ground.units().values().stream()
                        .filter(unit -> dissolve.code().equals(unit.parent()))
                        .filter(unit ->
                                unit.untilOn() == null && !ends(unit.code()) && parentAfter(unit.code()) == null)
                        .forEach(unit -> left.add(unit.name()));
                var rest = ground.below(dissolve.code());
                var count = left.size() + rest.units();
                left.addAll(rest.codes());
                if (count > 0)
                    fault(
                            number,
                            dissolve.code(),
                            "organization.redraw.left",
                            name(dissolve.code()),
                            count,
                            some(left));
            }
            case Divide divide -> {
                if (survives(divide.from())) return;
                ground.units().values().stream()
                        .filter(unit -> divide.from().equals(unit.parent()) && unit.untilOn() == null)
                        .map(Known::code)
                        .filter(code -> !ends(code) && parentAfter(code) == null)
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
        return names.size() > NAMED ? shown + ", …" : shown;
    }

    /// No unit above itself.
    private void circles() {
        var told = new HashSet<String>();
        for (var index = 0; index < operations.size(); index++) {
            for (var code : placed(operations.get(index))) {
                if (ends(code) || !told.add(code)) continue;
                var way = new LinkedHashSet<String>();
                var up = code;
                while (up != null && way.add(up)) up = parentAfter(up);
                if (up == null || !up.equals(code)) continue;
                told.addAll(way);
                var known = ground.unit(code).orElse(null);
                var above = known == null ? null : known.parent();
                if (above != null && (merged.containsKey(above) || divided.containsKey(above)))
                    fault(index + 1, code, "organization.redraw.heir-below", name(code), name(above));
                else fault(index + 1, code, "organization.redraw.circle", String.join(" → ", way) + " → " + code);
            }
        }
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

    private void decide() {
        for (var index = 0; index < operations.size(); index++) {
            var number = index + 1;
            switch (operations.get(index)) {
                case Create create ->
                    put(new Fate(
                            create.code(),
                            null,
                            Way.FOUNDED,
                            null,
                            new Place(create.name(), create.level(), create.parentCode()),
                            List.of(),
                            number));
                case Rename rename -> stays(number, rename.code(), Way.RENAMED);
                case Move move -> stays(number, move.code(), Way.MOVED);
                case Merge merge -> merge.from().forEach(from -> end(number, from, Way.MERGED, List.of(merge.into())));
                case Divide divide -> {
                    var heirs = divide.into().stream().map(Operation.Heir::code).toList();
                    if (survives(divide.from())) stays(number, divide.from(), Way.HALVED);
                    else end(number, divide.from(), Way.DIVIDED, heirs);
                    for (var heir : divide.into()) for (var unit : heir.units()) stays(number, unit, Way.PARTED);
                }
                case Dissolve dissolve -> end(number, dissolve.code(), Way.DISSOLVED, List.of());
            }
        }
        for (var unit : ground.units().values()) {
            if (unit.untilOn() != null || unit.parent() == null || ends(unit.code())) continue;
            var number = subjects.get(unit.parent());
            if (number != null && ends(unit.parent()) && parentAfter(unit.code()) != null)
                stays(number, unit.code(), Way.CARRIED);
        }
    }

    /// A unit that stands on, with whatever changes about it; said once, by the operation that comes first.
    private void stays(int number, String code, Way way) {
        var unit = ground.unit(code).orElseThrow();
        if (fates.containsKey(code)) return;
        var rename = renamed.get(code);
        var before = new Place(unit.name(), unit.level(), unit.parent());
        var after = new Place(
                rename == null ? unit.name() : rename.name(),
                unit.level(),
                unit.parent() == null ? null : parentAfter(code));
        put(new Fate(code, unit.id(), way, before, after, List.of(), number));
    }

    private void end(int number, String code, Way way, List<String> heirs) {
        var unit = ground.unit(code).orElseThrow();
        put(new Fate(code, unit.id(), way, new Place(unit.name(), unit.level(), unit.parent()), null, heirs, number));
    }

    private void put(Fate fate) {
        fates.putIfAbsent(fate.code(), fate);
    }

    /// Every unit stands under one of a higher level.
    private void levels() {
        for (var fate : fates.values()) {
            var after = fate.after();
            if (after == null || after.parent() == null) continue;
            var above = level(after.parent());
            if (above != null && !after.level().under(above))
                levelFault(fate.number(), fate.code(), after.level(), after.parent());
        }
        merged.forEach((from, into) -> {
            var highest = ground.below(from).highest();
            var above = level(into);
            if (highest != null && above != null && !highest.under(above))
                levelFault(subjects.getOrDefault(from, 0), from, highest, into);
        });
    }

    private void levelFault(int number, String code, Level level, String parent) {
        fault(
                number,
                code,
                "organization.redraw.level",
                name(code),
                word("organization.level." + level),
                name(parent),
                word("organization.level." + level(parent)));
    }

    /// Members stand where no units do: in a cell, or in a grassroots or sectional committee without units.
    private void rooms() {
        var arrivals = new HashMap<String, Integer>();
        for (var fate : fates.values()) {
            var after = fate.after();
            var before = fate.before();
            if (after == null || after.parent() == null) continue;
            if (before == null || !after.parent().equals(before.parent())) arrivals.put(after.parent(), fate.number());
        }
        merged.forEach((from, into) -> {
            if (ground.below(from).units() > 0) arrivals.put(into, subjects.getOrDefault(from, 0));
        });
        var guests = new LinkedHashMap<String, Integer>();
        merged.forEach((from, into) -> {
            if (ground.unit(from).orElseThrow().members() > 0) guests.put(into, subjects.getOrDefault(from, 0));
        });
        arrivals.forEach((parent, number) -> {
            var members = ground.unit(parent).map(Known::members).orElse(0L);
            if (members > 0) fault(number, parent, "organization.redraw.holds-members", name(parent), members);
        });
        guests.forEach((into, number) -> {
            var level = level(into);
            if (level != Level.CELL && level != Level.GRASSROOTS && level != Level.SECTIONAL)
                fault(number, into, "organization.redraw.no-room", name(into));
            else if (arrivals.containsKey(into) || stay(into))
                fault(number, into, "organization.redraw.has-units", name(into));
        });
    }

    /// Whether units that stand below `code` today still do on the new tree.
    private boolean stay(String code) {
        return ground.below(code).units() > 0
                || ground.units().values().stream()
                        .anyMatch(unit -> code.equals(unit.parent())
                                && unit.untilOn() == null
                                && !ends(unit.code())
                                && code.equals(parentAfter(unit.code())));
    }

    private @Nullable Level level(String code) {
        var create = founded.get(code);
        if (create != null) return create.level();
        return ground.unit(code).map(Known::level).orElse(null);
    }

    private String name(String code) {
        var create = founded.get(code);
        if (create != null) return create.name();
        return ground.unit(code).map(Known::name).orElse(code);
    }

    private void fault(int number, String code, String key, Object... arguments) {
        faults.add(Fault.of(number, code, key, arguments));
    }

    /// A unit below a divided one that nobody has given to an heir yet.
    ///
    /// @param number of the division among the operations
    record Choice(int number, String divided, String unit) {}

    /// @param kind MERGED or DIVIDED
    record Link(String from, String into, String kind) {}
}
