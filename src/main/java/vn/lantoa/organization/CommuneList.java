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

    /// The operations of every row that is right; what is wrong is told at its row.
    static FileLines read(Table file, Rejections rejections, Mapping mapping) {
        var lines = new FileLines(true);
        var olds = new LinkedHashMap<String, List<Old>>();
        var news = new LinkedHashMap<String, String>();
        for (var row : file) {
            lines.count();
            var old = FileLines.text(row, "old_code", FileLines.CODE, true);
            var code = FileLines.text(row, "new_code", FileLines.CODE, true);
            var name = FileLines.text(row, "new_name", FileLines.NAME, true);
            var type = FileLines.text(row, "new_type", 40, false);
            boolean split = row.yes("old_is_split");
            if (row.errors().isEmpty()) {
                var other = news.putIfAbsent(code, name);
                if (other != null && !Folded.of(other).equals(Folded.of(name)))
                    row.wrong("new_name", "organization.reorganization.file.two-names", code, other, name);
                var full = mapping.named(type, name);
                if (full.codePointCount(0, full.length()) > FileLines.NAME)
                    row.wrong("new_name", "paper.row.tooLong", FileLines.NAME);
                if ((mapping.newPrefix() + code).length() > FileLines.CODE)
                    row.wrong(
                            "new_code",
                            "paper.row.tooLong",
                            FileLines.CODE - mapping.newPrefix().length());
                if ((mapping.oldPrefix() + old).length() > FileLines.CODE)
                    row.wrong(
                            "old_code",
                            "paper.row.tooLong",
                            FileLines.CODE - mapping.oldPrefix().length());
            }
            if (!rejections.passes(row)) continue;
            lines.stands(row.number(), "old_code", mapping.oldPrefix() + old);
            lines.stands(row.number(), "new_code", mapping.newPrefix() + code);
            olds.computeIfAbsent(mapping.oldPrefix() + old, unit -> new ArrayList<>())
                    .add(new Old(row.number(), mapping.newPrefix() + code, mapping.named(type, name), split));
        }
        var founded = new LinkedHashMap<String, String>();
        var merges = new LinkedHashMap<String, List<String>>();
        var divisions = new ArrayList<Divide>();
        olds.forEach((old, rows) -> {
            var heirs = new LinkedHashSet<String>();
            for (var row : rows) {
                founded.putIfAbsent(row.heir(), row.name());
                if (!heirs.add(row.heir()))
                    rejections.add(row.row(), "old_code", "organization.reorganization.file.twice", old, row.heir());
            }
            boolean split = rows.stream().allMatch(Old::split);
            if (heirs.size() > 1 && !split)
                for (var row : rows)
                    rejections.add(
                            row.row(),
                            "old_is_split",
                            "organization.reorganization.file.no-division",
                            old,
                            String.join(", ", heirs));
            else if (heirs.size() > 1)
                divisions.add(new Divide(
                        old,
                        heirs.stream().map(heir -> new Heir(heir, List.of())).toList()));
            else
                merges.computeIfAbsent(rows.getFirst().heir(), heir -> new ArrayList<>())
                        .add(old);
        });
        founded.forEach((code, name) -> lines.add(new Create(code, mapping.parentCode(), mapping.level(), name)));
        merges.forEach((into, from) -> lines.add(new Merge(from, into)));
        divisions.forEach(lines::add);
        return lines;
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

    private record Old(int row, String heir, String name, boolean split) {}
}
