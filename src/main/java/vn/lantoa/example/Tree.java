package vn.lantoa.example;

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

/// Thái Nguyên and Bắc Kạn as they stood until 30/6/2025: two provinces under the centre, the committees directly under
/// each, the communes and agencies below them, and 4,130 and 1,545 cells.
final class Tree {

    static final int MEMBERS = 98_400;
    static final int MEMBERS_OF_BAC_KAN = 36_800;
    static final LocalDate FROM = LocalDate.of(2023, 1, 1);
    /// The commune whose first village cell is there to try the roll call on.
    static final String TRIAL_COMMUNE = "05788";

    static final int TRIAL_SIZE = 40;

    private static final long FIRST_MILLIS = 1_672_506_000_000L; // 1/1/2023, 0:00 in Viet Nam

    final Node root;
    final Node province;
    final Node bacKan;
    private final Map<String, Node> byCode = new HashMap<>();
    final Map<String, String> accounts = new LinkedHashMap<>();
    private final Chance chance = Chance.of("tree");
    private final CellNames cellNames = new CellNames();
    private int count;

    private Tree() {
        root = unit("TW", Level.CENTRAL, "Đảng Cộng sản Việt Nam", null, 0, 0);
        province = unit("TN", Level.PROVINCIAL, "Đảng bộ tỉnh Thái Nguyên", root, 0, 0);
        grow(province, 4_130);
        bacKan = unit("BK", Level.PROVINCIAL, "Đảng bộ tỉnh Bắc Kạn", root, 0, 0);
        grow(bacKan, 1_545);
    }

    static Tree grow() {
        return new Tree();
    }

    private void grow(Node above, int cells) {
        var rows = Sheet.rows("committees").stream()
                .filter(row -> row.getField("province").equals(above.code))
                .toList();
        var members = rows.stream()
                .mapToDouble(row -> Integer.parseInt(row.getField("members")))
                .toArray();
        var counts = Shares.of(cells, members);
        for (var index = 0; index < counts.length; index++) {
            var row = rows.get(index);
            var highland = Integer.parseInt(row.getField("highland"));
            var code = row.getField("code");
            var committee = unit(code, Level.UPPER_GRASSROOTS, row.getField("name"), above, highland, 0);
            accounts.put(row.getField("account"), code);
            fill(committee, (int) members[index], counts[index]);
        }
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

    /// Whether the cell belongs to the commune that is there to be tried by hand, also after it went into another one.
    static boolean spared(Node cell) {
        return cell.code.startsWith(TRIAL_COMMUNE + ".");
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
            var name = named(names.get(index), unit);
            unit("%s.%02d".formatted(unit.code, index + 1), Level.CELL, name, unit, unit.highland, size);
        }
    }

    /// Offices and schools bear the name of their commune, and what is a xóm in Thái Nguyên is a thôn in Bắc Kạn.
    private String named(String pattern, Node unit) {
        var name = pattern.replace("@", unit.place().replaceFirst("^(xã|phường|thị trấn) ", ""));
        return unit.committee().parent == province ? name : name.replace(" xóm ", " thôn ");
    }

    /// A unit that is still to be put into its place.
    Node found(String code, Level level, String name) {
        return unit(code, level, name, null, 0, 0);
    }

    private Node unit(String code, Level level, String name, @Nullable Node parent, int highland, int size) {
        var node = new Node(id(), code, level, name, parent, highland, size);
        if (byCode.put(code, node) != null) throw new IllegalStateException(code);
        return node;
    }

    private UUID id() {
        return Ids.at(FIRST_MILLIS + count++, chance.word(), chance.word());
    }

    private record Below(String code, String name, String kind, double weight) {}
}
