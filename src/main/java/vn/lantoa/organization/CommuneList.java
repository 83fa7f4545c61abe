package vn.lantoa.organization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import vn.lantoa.kernel.Folded;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;

/// The list of old and new communes that the statistics office publishes, as operations (docs/reorganizations.md): each
/// new commune is founded, each old one merged into its heir or divided among several.
final class CommuneList {

    static final List<String> COLUMNS = List.of(
            "old_code",
            "old_name",
            "old_type",
            "old_district_code",
            "old_district",
            "old_province_code",
            "old_province",
            "new_code",
            "new_name",
            "new_type",
            "new_province_code",
            "new_province",
            "old_is_split");

    private CommuneList() {}

    /// The operations of every row of which at least one code can be read; what is wrong is told at its row and stands
    /// among the gaps.
    static FileLines read(Table file, Rejections rejections, Mapping mapping) {
        var lines = new FileLines(true);
        var olds = new LinkedHashMap<String, List<Old>>();
        var news = new LinkedHashMap<String, String>();
        var founded = new LinkedHashMap<String, String>();
        for (var row : file) {
            lines.count();
            var old = code(row, "old_code", mapping.oldPrefix());
            var heir = code(row, "new_code", mapping.newPrefix());
            var name = FileLines.text(row, "new_name", FileLines.NAME, true);
            var type = FileLines.text(row, "new_type", 40, false);
            var full = mapping.named(type, name);
            int told = row.errors().size();
            boolean split = row.yes("old_is_split");
            boolean said = row.errors().size() == told;
            if (!heir.isEmpty() && !name.isEmpty()) {
                var other = news.putIfAbsent(heir, name);
                if (other != null && !Folded.of(other).equals(Folded.of(name)))
                    row.wrong(
                            "new_name",
                            "organization.reorganization.file.two-names",
                            row.text("new_code"),
                            other,
                            name);
                if (full.codePointCount(0, full.length()) > FileLines.NAME)
                    row.wrong("new_name", "paper.row.tooLong", FileLines.NAME);
            }
            rejections.passes(row);
            lines.stands(row.number(), "old_code", old, "");
            lines.stands(row.number(), "new_code", heir, "");
            if (!heir.isEmpty()) founded.putIfAbsent(heir, full);
            if (!old.isEmpty())
                olds.computeIfAbsent(old, unit -> new ArrayList<>()).add(new Old(row.number(), heir, split, said));
        }
        var merges = new LinkedHashMap<String, List<String>>();
        var divisions = new ArrayList<Divide>();
        olds.forEach((old, rows) -> {
            var heirs = heirs(old, rows, rejections);
            if (!clear(rows, heirs)) lines.gaps().way(old);
            if (heirs.size() > 1)
                divisions.add(new Divide(
                        old,
                        heirs.stream().map(heir -> new Heir(heir, List.of())).toList()));
            else
                merges.computeIfAbsent(heirs.isEmpty() ? "" : heirs.getFirst(), heir -> new ArrayList<>())
                        .add(old);
        });
        founded.forEach((code, name) -> lines.add(new Create(code, mapping.parentCode(), mapping.level(), name)));
        merges.forEach((into, from) -> lines.add(new Merge(from, into)));
        divisions.forEach(lines::add);
        return lines;
    }

    private static String code(Row row, String column, String prefix) {
        var code = FileLines.text(row, column, FileLines.CODE, true);
        if (code.isEmpty()) return "";
        if ((prefix + code).length() <= FileLines.CODE) return prefix + code;
        row.wrong(column, "paper.row.tooLong", FileLines.CODE - prefix.length());
        return "";
    }

    /// Where the rows say that `old` goes.
    private static List<String> heirs(String old, List<Old> rows, Rejections rejections) {
        var heirs = new LinkedHashSet<String>();
        for (var row : rows)
            if (!row.heir().isEmpty() && !heirs.add(row.heir()))
                rejections.add(row.row(), "old_code", "organization.reorganization.file.twice", old, row.heir());
        boolean undivided = rows.stream().anyMatch(row -> row.said() && !row.split());
        if (heirs.size() > 1 && undivided)
            for (var row : rows)
                rejections.add(
                        row.row(),
                        "old_is_split",
                        "organization.reorganization.file.no-division",
                        old,
                        String.join(", ", heirs));
        return List.copyOf(heirs);
    }

    /// Whether the rows agree on what becomes of a unit.
    private static boolean clear(List<Old> rows, List<String> heirs) {
        return rows.stream()
                .allMatch(row -> !row.heir().isEmpty() && (heirs.size() == 1 || (row.said() && row.split())));
    }

    /// How the list of communes becomes units of this tree.
    ///
    /// @param oldPrefix before the codes of old communes
    /// @param newPrefix before the codes of new ones, which would collide with old ones
    /// @param parentCode under which the new units stand
    /// @param pattern of their names, with `{type}` and `{name}`
    /// @param dissolves whether a unit under which nothing is left is dissolved
    record Mapping(
            String oldPrefix, String newPrefix, String parentCode, Level level, String pattern, boolean dissolves) {

        /// `Phường` and `Phường Đức Xuân` as `Đảng bộ phường Đức Xuân`.
        String named(String type, String name) {
            var vietnamese = Locale.of("vi");
            var plain = !type.isEmpty() && name.toLowerCase(vietnamese).startsWith(type.toLowerCase(vietnamese) + " ")
                    ? name.substring(type.length()).strip()
                    : name;
            return pattern.replace("{type}", type.toLowerCase(vietnamese))
                    .replace("{name}", plain)
                    .replaceAll("\\s+", " ")
                    .strip();
        }
    }

    /// @param heir empty where it cannot be read
    /// @param said whether it can be read if the row is of a division
    private record Old(int row, String heir, boolean split, boolean said) {}
}
