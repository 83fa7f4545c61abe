package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Ids;
import vn.lantoa.organization.Level;

/// Thái Nguyên as it stood in 2023: the province under the centre, sixteen committees directly under it, the communes
/// and agencies below them, and 4,130 cells.
final class Tree {

    static final int CELLS = 4_130;
    static final int MEMBERS = 98_400;
    static final LocalDate FROM = LocalDate.of(2023, 1, 1);
    /// The commune whose first village cell is there to try the roll call on.
    static final String TRIAL_COMMUNE = "05788";

    static final int TRIAL_SIZE = 40;

    private static final long FIRST_MILLIS = 1_672_506_000_000L; // 1/1/2023, 0:00 in Viet Nam

    final Node root;
    final Node province;
    private final Map<String, Node> byCode = new HashMap<>();
    final Map<String, String> accounts = new LinkedHashMap<>();
    private final Chance chance = Chance.of("tree");
    private final CellNames cellNames = new CellNames();
    private int count;

    private Tree() {
        root = unit("TW", Level.CENTRAL, "Đảng Cộng sản Việt Nam", null, 0, 0);
        province = unit("TN", Level.PROVINCIAL, "Đảng bộ tỉnh Thái Nguyên", root, 0, 0);
    }

    static Tree grow() {
        var tree = new Tree();
        var rows = Sheet.rows("committees");
        var members = rows.stream()
                .mapToDouble(row -> Integer.parseInt(row.getField("members")))
                .toArray();
        var cells = Shares.of(CELLS, members);
        for (var index = 0; index < cells.length; index++) {
            var row = rows.get(index);
            var highland = Integer.parseInt(row.getField("highland"));
            var code = row.getField("code");
            var committee = tree.unit(code, Level.UPPER_GRASSROOTS, row.getField("name"), tree.province, highland, 0);
            tree.accounts.put(row.getField("account"), code);
            tree.fill(committee, (int) members[index], cells[index]);
        }
        return tree;
    }

    List<Node> all() {
        return root.subtree().toList();
    }

    Node at(String code) {
        return Objects.requireNonNull(byCode.get(code), code);
    }

    /// The cell to try the roll call on.
    Node trialCell() {
        return at(TRIAL_COMMUNE).cells().filter(Tree::trial).findFirst().orElseThrow();
    }

    private static boolean trial(Node cell) {
        return cell.size == TRIAL_SIZE && cell.name.contains(" xóm ");
    }

    private void fill(Node committee, int members, int cells) {
        var below = new ArrayList<Below>();
        for (var row : Sheet.rows("communes")) {
            if (!row.getField("district").equals(committee.code)) continue;
            var type = row.getField("type");
            var name = "Đảng bộ " + type.toLowerCase(Locale.ROOT)
                    + row.getField("name").substring(type.length());
            below.add(new Below(row.getField("code"), name, type, Math.exp(chance.around(0, 0.28))));
        }
        var left = members;
        for (var row : Sheet.rows("agencies")) {
            if (!row.getField("committee").equals(committee.code)) continue;
            var code = "%s.%02d".formatted(committee.code, below.size() + committee.children.size() + 1);
            var weight = Integer.parseInt(row.getField("weight"));
            if (row.getField("level").equals("CELL")) {
                unit(code, Level.CELL, row.getField("name"), committee, committee.highland, weight);
                left -= weight;
            } else {
                below.add(new Below(code, row.getField("name"), committee.code, weight));
            }
        }
        grassroots(committee, below, left, cells - committee.children.size());
    }

    private void grassroots(Node committee, List<Below> below, int members, int cells) {
        var people =
                Shares.of(members, below.stream().mapToDouble(Below::weight).toArray());
        var rooms = new double[people.length];
        for (var index = 0; index < rooms.length; index++) rooms[index] = people[index];
        var counts = Shares.of(cells, rooms);
        for (var index = 0; index < counts.length; index++) {
            var row = below.get(index);
            var unit = unit(row.code, Level.GRASSROOTS, row.name, committee, committee.highland, 0);
            cells(unit, row.kind, people[index], counts[index]);
        }
    }

    private void cells(Node unit, String kind, int members, int count) {
        var names = cellNames.of(kind, count, chance);
        var trial = unit.code.equals(TRIAL_COMMUNE) ? CellNames.firstVillage(names) : -1;
        var sizes = trial < 0
                ? Shares.within(members, count, 10, 60, chance)
                : Shares.within(members - TRIAL_SIZE, count - 1, 10, TRIAL_SIZE - 1, chance);
        for (var index = 0; index < count; index++) {
            var size = index == trial ? TRIAL_SIZE : sizes[trial >= 0 && index > trial ? index - 1 : index];
            unit("%s.%02d".formatted(unit.code, index + 1), Level.CELL, names.get(index), unit, unit.highland, size);
        }
    }

    private Node unit(String code, Level level, String name, @Nullable Node parent, int highland, int size) {
        var node = new Node(id(), code, level, name, parent, highland, size);
        if (byCode.put(code, node) != null) throw new IllegalStateException(code);
        return node;
    }

    private UUID id() {
        return Ids.at(FIRST_MILLIS + count++, chance.word(), chance.word());
    }

    void copy(Connection connection) throws SQLException {
        try (var rows = new Copy(connection, """
                copy organization.unit (id, code, level, name, parent, from_on, position) from stdin""")) {
            for (var node : all())
                rows.row(node.id, node.code, node.level, node.name, parent(node), FROM, node.position);
        }
        try (var rows = new Copy(connection, """
                copy organization.unit_state (unit, name, level, parent, valid) from stdin""")) {
            for (var node : all()) rows.row(node.id, node.name, node.level, parent(node), "[" + FROM + ",)");
        }
        try (var rows = new Copy(connection, """
                copy organization.unit_tree (ancestor, descendant, depth) from stdin""")) {
            for (var node : all()) {
                var depth = 0;
                for (var ancestor = node; ancestor != null; ancestor = ancestor.parent)
                    rows.row(ancestor.id, node.id, depth++);
            }
        }
    }

    private static @Nullable UUID parent(Node node) {
        return node.parent == null ? null : node.parent.id;
    }

    private record Below(String code, String name, String kind, double weight) {}
}
