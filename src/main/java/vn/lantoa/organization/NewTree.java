package vn.lantoa.organization;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.Blueprint.Link;
import vn.lantoa.organization.Ground.Known;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;

/// The tree as the operations of a decision word it: who does what, and where every unit would stand. Whether that can
/// be, others judge.
final class NewTree {

    private final Ground ground;
    private final Faults faults;

    private final Map<String, Integer> subjects = new HashMap<>();
    private final Map<String, Create> founded = new LinkedHashMap<>();
    private final Map<String, Rename> renamed = new HashMap<>();
    private final Map<String, String> moved = new HashMap<>();
    private final Map<String, String> merged = new LinkedHashMap<>();
    private final Map<String, Divide> divided = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> parts = new HashMap<>();
    private final Set<String> dissolved = new LinkedHashSet<>();

    NewTree(Ground ground, Faults faults) {
        this.ground = ground;
        this.faults = faults;
    }

    /// Who does what; a unit's place or end is decided once.
    void collect(int number, Operation operation) {
        switch (operation) {
            case Create create -> {
                subject(number, create.code());
                founded.putIfAbsent(create.code(), create);
            }
            case Rename rename -> {
                if (renamed.putIfAbsent(rename.code(), rename) != null)
                    faults.add(number, rename.code(), "organization.redraw.twice", rename.code());
            }
            case Move move -> {
                if (subject(number, move.code())) moved.put(move.code(), move.parentCode());
            }
            case Merge merge -> {
                if (merge.from().isEmpty()) faults.add(number, merge.into(), "organization.redraw.from-none");
                for (var from : merge.from()) {
                    if (from.equals(merge.into())) faults.unsettled(number, from, "organization.redraw.itself", from);
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
            if (!heirs.add(heir.code())) faults.add(number, heir.code(), "organization.redraw.heir-twice", heir.code());
            for (var unit : heir.units()) {
                var other = given.putIfAbsent(unit, heir.code());
                if (other != null)
                    faults.unsettled(number, unit, "organization.redraw.part-twice", unit, other, heir.code());
            }
        }
        if (heirs.size() < 2 && heirs.stream().allMatch(faults::read))
            faults.add(number, divide.from(), "organization.redraw.heirs-few", divide.from());
    }

    private boolean subject(int number, String code) {
        var other = subjects.putIfAbsent(code, number);
        if (other == null) return true;
        faults.unsettled(number, code, "organization.redraw.in-two", code, other, number);
        return false;
    }

    /// The operation that decides on the place or the end of `code`, or null.
    @Nullable
    Integer number(String code) {
        return subjects.get(code);
    }

    boolean founds(String code) {
        return founded.containsKey(code);
    }

    /// Whether no fault leaves open where `code` would stand.
    boolean certain(String code) {
        if (!faults.settled(code)) return false;
        if (founds(code) || moved.containsKey(code)) return true;
        return ground.unit(code).map(Known::parent).map(faults::settled).orElse(true);
    }

    boolean divides(String code) {
        return divided.containsKey(code);
    }

    /// Heir by merged unit, both by code.
    Map<String, String> merged() {
        return merged;
    }

    /// Heir by part of the divided unit `code`, as far as somebody has said.
    Map<String, String> parts(String code) {
        return parts.getOrDefault(code, Map.of());
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

    /// Whether a divided unit is itself one of its heirs.
    boolean survives(String code) {
        var divide = divided.get(code);
        return divide == null
                || divide.into().stream().anyMatch(heir -> heir.code().equals(code));
    }

    /// Null where nobody knows the unit.
    @Nullable
    Level level(String code) {
        var create = founded.get(code);
        if (create != null) return create.level();
        return ground.unit(code).map(Known::level).orElse(null);
    }

    String name(String code) {
        var create = founded.get(code);
        if (create != null) return create.name();
        return ground.unit(code).map(Known::name).orElse(code);
    }

    /// What a unit of today is called on the new tree.
    String nameAfter(Known unit) {
        var rename = renamed.get(unit.code());
        return rename == null ? unit.name() : rename.name();
    }
}
