package vn.lantoa.organization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.Fate.Way;

/// What a reorganization makes of the tree, ahead of it or afterwards, with the names that print it.
///
/// @param names by code
record Picture(List<Fate> fates, Map<String, String> names) {

    Picture {
        fates = List.copyOf(fates);
        names = Map.copyOf(names);
    }

    static Picture of(Blueprint blueprint, Ground ground, List<Operation> operations) {
        var names = new HashMap<String, String>();
        ground.units().forEach((code, unit) -> names.put(code, unit.name()));
        for (var operation : operations)
            if (operation instanceof Operation.Create create) names.putIfAbsent(create.code(), create.name());
        return new Picture(
                blueprint.fates().stream()
                        .filter(fate -> leads(fate, blueprint))
                        .toList(),
                names);
    }

    /// Whether the units that receive are known; if not, that is a fault and nothing can be said about what comes.
    private static boolean leads(Fate fate, Blueprint blueprint) {
        var after = fate.after();
        var above = after == null ? null : after.parent();
        return (above == null || blueprint.knows(above))
                && fate.heirs().stream().allMatch(blueprint::knows);
    }

    /// The name of the unit `code`, or the code where nothing is known about it.
    String name(String code) {
        return names.getOrDefault(code, code);
    }

    String names(Collection<String> codes, int most) {
        var shown = String.join(", ", codes.stream().limit(most).map(this::name).toList());
        return codes.size() > most ? shown + ", … (+" + (codes.size() - most) + ")" : shown;
    }

    /// The units with which what stands in and below them goes somewhere else.
    List<Root> roots() {
        var roots = new ArrayList<Root>();
        for (var fate : fates) {
            var id = fate.id();
            var before = fate.before();
            if (id == null || before == null) continue;
            var after = fate.after();
            if (fate.way() == Way.MERGED) {
                var heir = fate.heirs().getFirst();
                roots.add(new Root(id, fate.code(), before.name(), name(heir), heir));
            } else if (fate.way() == Way.DIVIDED) {
                roots.add(new Root(id, fate.code(), before.name(), null, null));
            } else if (after != null) {
                var above = after.parent();
                var from = before.parent();
                if (above != null && from != null && !above.equals(from))
                    roots.add(new Root(id, fate.code(), name(from), name(above), above));
            }
        }
        return roots;
    }

    /// Units that end.
    List<UUID> ended() {
        var ended = new ArrayList<UUID>();
        for (var fate : fates) {
            var id = fate.id();
            if (fate.ends() && id != null) ended.add(id);
        }
        return ended;
    }

    /// @param under name of what it stands under before, or of itself where it ends
    /// @param goes name of what stands above afterwards, or null where nobody has said yet
    /// @param heir code of the same
    record Root(
            UUID unit,
            String code,
            String under,
            @Nullable String goes,
            @Nullable String heir) {}
}
