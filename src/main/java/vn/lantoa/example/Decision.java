package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Ids;
import vn.lantoa.organization.Level;

/// The decision of 1/7/2025: 92 committees of communes and wards are founded directly under the province, the 280 old
/// ones go into them, three of these cell by cell into two each, the districts are dissolved, and what else stood under
/// Bắc Kạn stands under Thái Nguyên. Who went where is real (`mergers.csv`); the number of the Party's decision is made
/// up, and so is which cell of a divided commune went where.
final class Decision {

    static final LocalDate EFFECTIVE = LocalDate.of(2025, 7, 1);
    static final String NUMBER = "1683-QĐ/VD";

    private static final LocalDate DECIDED = LocalDate.of(2025, 6, 20);
    private static final Instant APPLIED = Meetings.at(EFFECTIVE, 0, 0);

    final UUID id;
    private final Tree tree;
    private final List<Node> old;
    private final Map<String, Node> founded = new LinkedHashMap<>();
    private final Set<Node> ended = new LinkedHashSet<>();
    private final Map<Node, Node> moves = new LinkedHashMap<>();
    private final Map<Node, Set<Node>> heirs = new LinkedHashMap<>();
    private final List<String> operations = new ArrayList<>();

    private Decision(Tree tree) {
        var chance = Chance.of("decision's id");
        this.id = Ids.at(APPLIED.toEpochMilli(), chance.word(), chance.word());
        this.tree = tree;
        this.old = tree.all();
    }

    /// Drawn up, but not carried out: the tree still stands as it was.
    static Decision of(Tree tree) {
        var decision = new Decision(tree);
        Sheet.rows("heirs").forEach(row -> decision.found(row.getField("code"), row.getField("name")));
        decision.merge();
        decision.divide();
        Stream.of(tree.province, tree.bacKan)
                .flatMap(province -> province.children.stream())
                .filter(Decision::district)
                .forEach(decision::dissolve);
        decision.merge(List.of(tree.bacKan), tree.province);
        return decision;
    }

    private static boolean district(Node committee) {
        return committee.code.matches("\\d{3}");
    }

    /// Old and new codes of communes are partly the same, so the new ones get a letter in front.
    private void found(String code, String name) {
        var type = name.startsWith("Phường") ? "Phường" : "Xã";
        var unit = tree.found(
                "M" + code,
                Level.UPPER_GRASSROOTS,
                "Đảng bộ " + type.toLowerCase(Locale.ROOT) + name.substring(type.length()));
        founded.put(code, unit);
        operations.add("{\"op\":\"create\",\"code\":\"%s\",\"parentCode\":\"%s\",\"level\":\"%s\",\"name\":\"%s\"}"
                .formatted(unit.code, tree.province.code, unit.level, unit.name));
    }

    private void merge() {
        var into = new LinkedHashMap<String, List<Node>>();
        for (var row : Sheet.rows("mergers")) {
            if (row.getField("divided").equals("1")) continue;
            into.computeIfAbsent(row.getField("to"), code -> new ArrayList<>()).add(tree.at(row.getField("from")));
        }
        founded.forEach((code, heir) -> merge(into.getOrDefault(code, List.of()), heir));
    }

    private void merge(List<Node> from, Node into) {
        for (var unit : from) {
            ended.add(unit);
            heirs.put(unit, new LinkedHashSet<>(List.of(into)));
            for (var child : unit.children) if (!ended.contains(child)) moves.put(child, into);
        }
        operations.add("{\"op\":\"merge\",\"from\":%s,\"into\":\"%s\"}".formatted(codes(from), into.code));
    }

    /// The cells of a divided commune go to its heirs in the order of their numbers, about as many to each.
    private void divide() {
        var into = new LinkedHashMap<Node, List<Node>>();
        for (var row : Sheet.rows("mergers")) {
            if (!row.getField("divided").equals("1")) continue;
            into.computeIfAbsent(tree.at(row.getField("from")), unit -> new ArrayList<>())
                    .add(Objects.requireNonNull(founded.get(row.getField("to"))));
        }
        into.forEach(this::divide);
    }

    private void divide(Node from, List<Node> into) {
        ended.add(from);
        heirs.put(from, new LinkedHashSet<>(into));
        var parts = new ArrayList<String>();
        for (var part = 0; part < into.size(); part++) {
            var cells = from.children.subList(
                    part * from.children.size() / into.size(), (part + 1) * from.children.size() / into.size());
            for (var cell : cells) moves.put(cell, into.get(part));
            parts.add("{\"code\":\"%s\",\"units\":%s}".formatted(into.get(part).code, codes(cells)));
        }
        operations.add(
                "{\"op\":\"divide\",\"from\":\"%s\",\"into\":[%s]}".formatted(from.code, String.join(",", parts)));
    }

    private void dissolve(Node unit) {
        ended.add(unit);
        operations.add("{\"op\":\"dissolve\",\"code\":\"%s\"}".formatted(unit.code));
    }

    private static String codes(Collection<Node> units) {
        return units.stream().map(unit -> '"' + unit.code + '"').collect(Collectors.joining(",", "[", "]"));
    }

    Collection<Node> founded() {
        return founded.values();
    }

    /// The founded committee with the code that the commune or ward has since.
    Node heir(String code) {
        return Objects.requireNonNull(founded.get(code), code);
    }

    boolean founds(Node unit) {
        return founded.containsValue(unit);
    }

    boolean ends(Node unit) {
        return ended.contains(unit);
    }

    /// Which units went into `heir` wholly or in part: first the one whose code it inherited.
    List<Node> origins(Node heir) {
        return heirs.entrySet().stream()
                .filter(entry -> entry.getValue().contains(heir))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(unit -> !heir.code.endsWith(unit.code)))
                .toList();
    }

    /// The unit above on the new tree; of an ended unit the last one.
    @Nullable
    Node parent(Node unit) {
        if (founded.containsValue(unit)) return tree.province;
        return moves.getOrDefault(unit, unit.parent);
    }

    /// The cells that stand under `heir` from that day on.
    List<Node> cells(Node heir) {
        return moves.entrySet().stream()
                .filter(entry -> entry.getValue() == heir)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Writes the units as they were and are, and what the decision made of them. Called before [#carryOut].
    ///
    /// @param signIns whose accounts are there already
    void copy(Connection connection, SignIns signIns) throws SQLException {
        var all = new ArrayList<>(old);
        all.addAll(founded.values());
        copyUnits(connection, all);
        copyDecision(connection, signIns);
        copyStates(connection);
        copyTraces(connection);
        copyClosure(connection, all);
    }

    private void copyUnits(Connection connection, List<Node> all) throws SQLException {
        try (var rows = new Copy(connection, """
                copy organization.unit (id, code, level, name, parent, from_on, until_on, position) from stdin""")) {
            for (var unit : all)
                rows.row(
                        unit.id,
                        unit.code,
                        unit.level,
                        unit.name,
                        id(parent(unit)),
                        founds(unit) ? EFFECTIVE : Tree.FROM,
                        ends(unit) ? EFFECTIVE : null,
                        unit.position);
        }
    }

    private void copyDecision(Connection connection, SignIns signIns) throws SQLException {
        var by = signIns.id("tochuc");
        var drawn = Meetings.at(DECIDED, 9, 0);
        try (var rows = new Copy(connection, """
                copy organization.reorganization (id, unit, decision, decided_on, effective_on, operations, appointments,
                                                  drawn_by, drawn_at, changed_at, due_at, due_by, applied_at, applied_by, applied_as)
                from stdin""")) {
            rows.row(
                    id,
                    tree.root.id,
                    NUMBER,
                    DECIDED,
                    EFFECTIVE,
                    operations.stream().collect(Collectors.joining(",", "[", "]")),
                    signIns.appointments(),
                    by,
                    drawn,
                    drawn,
                    drawn.plusSeconds(3_600),
                    by,
                    APPLIED,
                    by,
                    1);
        }
        try (var statement = connection.createStatement()) {
            statement.execute("select setval('organization.reorganization_applied', 1)");
        }
    }

    private void copyStates(Connection connection) throws SQLException {
        try (var rows = new Copy(connection, """
                copy organization.unit_state (unit, name, level, parent, valid, decision, reorganization, ended_by)
                from stdin""")) {
            for (var unit : old) {
                var moved = moves.get(unit);
                var over = ends(unit) || moved != null;
                var valid = "[" + Tree.FROM + "," + (over ? EFFECTIVE : "") + ")";
                rows.row(unit.id, unit.name, unit.level, id(unit.parent), valid, null, null, over ? id : null);
                if (moved != null) began(rows, unit, moved);
            }
            for (var unit : founded.values()) began(rows, unit, tree.province);
        }
    }

    private void began(Copy rows, Node unit, Node above) throws SQLException {
        rows.row(unit.id, unit.name, unit.level, above.id, "[" + EFFECTIVE + ",)", NUMBER, id, null);
    }

    private void copyTraces(Connection connection) throws SQLException {
        try (var rows = new Copy(
                connection, "copy organization.lineage (from_unit, to_unit, reorganization, kind) from stdin")) {
            for (var one : heirs.entrySet())
                for (var heir : one.getValue())
                    rows.row(one.getKey().id, heir.id, id, one.getValue().size() == 1 ? "MERGED" : "DIVIDED");
        }
        try (var rows = new Copy(connection, """
                copy organization.unit_before (reorganization, unit, founded, name, level, parent, state_from)
                from stdin""")) {
            for (var unit : founded.values()) rows.row(id, unit.id, true, unit.name, unit.level, null, null);
            for (var unit : old)
                if (ends(unit) || moves.containsKey(unit))
                    rows.row(id, unit.id, false, unit.name, unit.level, id(unit.parent), Tree.FROM);
        }
    }

    private void copyClosure(Connection connection, List<Node> all) throws SQLException {
        try (var rows = new Copy(connection, """
                copy organization.unit_tree (ancestor, descendant, depth) from stdin""")) {
            for (var unit : all)
                for (var above : above(unit).entrySet()) rows.row(above.getKey().id, unit.id, above.getValue());
        }
    }

    /// Everybody above, with the shortest way there: over the unit above and, of an ended one, over its only heir.
    private Map<Node, Integer> above(Node unit) {
        var depths = new LinkedHashMap<Node, Integer>();
        depths.put(unit, 0);
        var waiting = new ArrayDeque<>(List.of(unit));
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            var depth = depths.getOrDefault(next, 0) + 1;
            for (var up : up(next)) if (depths.putIfAbsent(up, depth) == null) waiting.addLast(up);
        }
        return depths;
    }

    private List<Node> up(Node unit) {
        var up = new ArrayList<Node>(2);
        var parent = parent(unit);
        if (parent != null) up.add(parent);
        var into = heirs.getOrDefault(unit, Set.of());
        if (into.size() == 1) up.addAll(into);
        return up;
    }

    private static @Nullable UUID id(@Nullable Node unit) {
        return unit == null ? null : unit.id;
    }

    /// From here on the tree stands as it has stood since 1/7/2025.
    void carryOut() {
        moves.forEach(Node::moveUnder);
        ended.forEach(Node::leave);
        founded.values().forEach(unit -> unit.moveUnder(tree.province));
        tree.all().forEach(Node::sortChildren);
    }
}
