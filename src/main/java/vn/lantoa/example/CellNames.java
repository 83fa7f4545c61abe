package vn.lantoa.example;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What cells are called: first the offices and schools that every unit of a kind has, then villages by name (`*`) or
/// the rest by number (`#`).
final class CellNames {

    private final Map<String, List<String>> patterns = new HashMap<>();
    private final List<String> villages;

    CellNames() {
        for (var row : Sheet.rows("cells"))
            patterns.computeIfAbsent(row.getField("kind"), kind -> new ArrayList<>())
                    .add(row.getField("name"));
        villages =
                Sheet.rows("villages").stream().map(row -> row.getField("name")).toList();
    }

    List<String> of(String kind, int count, Chance chance) {
        var known = patterns.getOrDefault(kind, List.of("Chi bộ #"));
        var fixed = Math.min(known.size() - 1, Math.max(1, count / 2));
        var names = new ArrayList<>(known.subList(0, Math.min(fixed, count)));
        var places = new ArrayList<>(villages);
        chance.shuffle(places);
        for (var number = 1; names.size() < count; number++) names.add(numbered(known.getLast(), number, places));
        return names;
    }

    private static String numbered(String pattern, int number, List<String> places) {
        var round = (number - 1) / places.size();
        var place = places.get((number - 1) % places.size()) + (round == 0 ? "" : " " + (round + 1));
        return pattern.replace("*", place).replace("#", Integer.toString(number));
    }

    static int firstVillage(List<String> names) {
        for (var index = 0; index < names.size(); index++) if (names.get(index).contains(" xóm ")) return index;
        return -1;
    }
}
