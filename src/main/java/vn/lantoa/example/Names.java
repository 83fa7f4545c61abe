package vn.lantoa.example;

import java.util.HashMap;
import java.util.Map;

/// Draws names as they are frequent in the region, plain and mountain; nobody real.
final class Names {

    private final Weighted lowland = new Weighted();
    private final Weighted highland = new Weighted();
    private final Map<String, Weighted> given = new HashMap<>();

    Names() {
        for (var row : Sheet.rows("surnames")) {
            lowland.add(row.getField("name"), Integer.parseInt(row.getField("lowland")));
            highland.add(row.getField("name"), Integer.parseInt(row.getField("highland")));
        }
        for (var row : Sheet.rows("given"))
            given.computeIfAbsent(row.getField("gender") + row.getField("part"), kind -> new Weighted())
                    .add(row.getField("name"), Integer.parseInt(row.getField("weight")));
    }

    /// @param highlanders share of mountain families where the person lives, in percent
    String draw(boolean woman, int highlanders, Chance chance) {
        var gender = woman ? "F" : "M";
        var surname = (chance.below(100) < highlanders ? highland : lowland).draw(chance);
        return surname
                + ' '
                + part(gender + "middle").draw(chance)
                + ' '
                + part(gender + "given").draw(chance);
    }

    private Weighted part(String kind) {
        return given.getOrDefault(kind, lowland);
    }
}
