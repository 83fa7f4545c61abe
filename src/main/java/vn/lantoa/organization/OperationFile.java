package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Notice;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableOut;

/// Reads the operations of a reorganization from a table: our own layout, one row per operation, merged unit or part of
/// a division, or the list of old and new communes that the statistics office publishes (docs/reorganizations.md).
/// Which
/// of the two it is, the header tells. Every wrong row is told at once.
@Component
class OperationFile {

    static final List<String> OWN = List.of("op", "code", "parent_code", "level", "name", "into", "part");
    static final List<String> MERGERS = List.of(
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

    private static final List<Locale> LANGUAGES = List.of(Locale.of("vi"), Locale.ENGLISH);
    private static final Set<String> REQUIRED = Set.of("op", "code", "old_code", "new_code", "new_name");
    private static final List<String> OPS = List.of("create", "rename", "move", "merge", "divide", "dissolve");
    private static final int CODE = 50;
    private static final int NAME = 200;

    private final MessageSource words;
    private final Layouts layouts;
    private final Groundwork groundwork;
    private final Columns own;
    private final Columns mergers;
    private final Map<String, String> ops = new HashMap<>();

    OperationFile(MessageSource words, Layouts layouts, Groundwork groundwork) {
        this.words = words;
        this.layouts = layouts;
        this.groundwork = groundwork;
        this.own = columns(OWN);
        this.mergers = columns(MERGERS);
        for (var op : OPS) {
            Stream.concat(
                            Stream.of(op),
                            LANGUAGES.stream()
                                    .map(language ->
                                            words.getMessage("organization.reorganization.op." + op, null, language)))
                    .forEach(word -> ops.putIfAbsent(Folded.of(word), op));
        }
    }

    /// Writes the file that people fill in, with an example of each operation.
    void template(TableOut out) {
        out.header(OWN);
        out.row(List.of("create", "M-01", "TN", "UPPER_GRASSROOTS", "Đảng bộ xã Ví Dụ", "", ""));
        out.row(List.of("merge", "X-01", "", "", "", "M-01", ""));
        out.row(List.of("merge", "X-02", "", "", "", "M-01", ""));
        out.row(List.of("divide", "X-03", "", "", "", "M-01", "X-03-CB1"));
        out.row(List.of("divide", "X-03", "", "", "", "M-02", "X-03-CB2"));
        out.row(List.of("move", "X-04", "M-02", "", "", "", ""));
        out.row(List.of("rename", "X-05", "", "", "Đảng bộ phường Ví Dụ", "", ""));
        out.row(List.of("dissolve", "H-01", "", "", "", "", ""));
    }

    /// Opens what was sent in whichever layout its header names.
    ///
    /// @throws Refused if it is no table or has neither layout
    Table open(Path file) {
        var limits = Limits.usual().withRows(Operations.MOST * 2);
        Refused first;
        try {
            return Table.open(file, own, limits);
        } catch (Refused refused) {
            if (!refused.key().equals("paper.table.missing") && !refused.key().equals("paper.table.noHeader"))
                throw refused;
            first = refused;
        }
        try {
            return Table.open(file, mergers, limits);
        } catch (Refused refused) {
            throw refused.key().equals("paper.table.noHeader") ? first : refused;
        }
    }

    /// Reads every row and judges what would come of it, on the day and within the actor's reach. What a person can
    /// still put right on the page (units left below a dissolved one, parts without an heir) is no fault of a row.
    ///
    /// @param present operations that the decision holds already
    Read read(Actor actor, Table file, Mapping mapping, Redrawing.Decision present) {
        var rejections = new Rejections();
        boolean listed = isMergers(file);
        var lines = listed ? mergers(file, rejections, mapping) : own(file, rejections);
        var operations = lines.operations();
        if (operations.size() + present.operations().size() > Operations.MOST)
            throw Refused.tooLarge("organization.redraw.many", Operations.MOST);
        if (listed) operations = withoutStanding(actor, operations);
        if (listed && mapping.dissolves() && rejections.rejected() == 0)
            operations = withDistricts(actor, operations, mapping);

        var before = present.operations();
        var all = Drafting.joined(before, operations);
        var ground = groundwork.of(actor.scope(ORGANIZE), all);
        var blueprint = Blueprint.of(all, ground, present.effectiveOn());
        for (var fault : blueprint.faults()) {
            if (fault.key().equals("organization.redraw.left")) continue;
            var operation = fault.number() > 0 ? all.get(fault.number() - 1) : null;
            lines.blame(fault, operation, rejections);
        }
        int rows = lines.rows();
        return new Read(
                rejections.rejected() == 0 ? operations : List.of(),
                rejections.result(rows - rejections.rejected()),
                listed,
                file.notices());
    }

    private static boolean isMergers(Table file) {
        try {
            return file.has("old_code");
        } catch (IllegalArgumentException own) {
            return false;
        }
    }

    private Lines own(Table file, Rejections rejections) {
        var lines = new Lines(false);
        var merges = new LinkedHashMap<String, List<String>>();
        var divisions = new LinkedHashMap<String, Map<String, List<String>>>();
        for (var row : file) {
            lines.count();
            var word = row.required("op");
            var op = word.isEmpty() ? null : ops.get(Folded.of(word));
            if (op == null) {
                if (!word.isEmpty()) row.wrong("op", "organization.redraw.op", shortened(word));
                rejections.passes(row);
                continue;
            }
            var code = line(row, "code", CODE, true);
            var parent = line(row, "parent_code", CODE, op.equals("create") || op.equals("move"));
            var name = line(row, "name", NAME, op.equals("create") || op.equals("rename"));
            var into = line(row, "into", CODE, op.equals("merge") || op.equals("divide"));
            var part = line(row, "part", CODE, false);
            var level = op.equals("create") ? level(row) : null;
            if (!rejections.passes(row)) continue;
            lines.stands(row.number(), "code", code);
            switch (op) {
                case "create" -> {
                    lines.stands(row.number(), "parent_code", parent);
                    if (level != null) lines.add(new Create(code, parent, level, name));
                }
                case "rename" -> lines.add(new Rename(code, name));
                case "move" -> {
                    lines.stands(row.number(), "parent_code", parent);
                    lines.add(new Move(code, parent));
                }
                case "merge" -> {
                    lines.stands(row.number(), "into", into);
                    merges.computeIfAbsent(into, heir -> new ArrayList<>()).add(code);
                }
                case "divide" -> {
                    lines.stands(row.number(), "into", into);
                    var heirs = divisions.computeIfAbsent(code, from -> new LinkedHashMap<>());
                    var parts = heirs.computeIfAbsent(into, heir -> new ArrayList<>());
                    if (part.isEmpty()) continue;
                    lines.stands(row.number(), "part", part);
                    parts.add(part);
                }
                default -> lines.add(new Dissolve(code));
            }
        }
        merges.forEach((into, from) -> lines.add(new Merge(from, into)));
        divisions.forEach((from, heirs) -> lines.add(division(from, heirs)));
        return lines;
    }

    private Lines mergers(Table file, Rejections rejections, Mapping mapping) {
        var lines = new Lines(true);
        var olds = new LinkedHashMap<String, List<Old>>();
        var news = new LinkedHashMap<String, String>();
        for (var row : file) {
            lines.count();
            var old = line(row, "old_code", CODE, true);
            var code = line(row, "new_code", CODE, true);
            var name = line(row, "new_name", NAME, true);
            var type = line(row, "new_type", 40, false);
            boolean split = row.yes("old_is_split");
            if (row.errors().isEmpty()) {
                var other = news.putIfAbsent(code, name);
                if (other != null && !Folded.of(other).equals(Folded.of(name)))
                    row.wrong("new_name", "organization.reorganization.file.two-names", code, other, name);
                var full = mapping.named(type, name);
                if (full.codePointCount(0, full.length()) > NAME) row.wrong("new_name", "paper.row.tooLong", NAME);
                if ((mapping.newPrefix() + code).length() > CODE)
                    row.wrong(
                            "new_code",
                            "paper.row.tooLong",
                            CODE - mapping.newPrefix().length());
                if ((mapping.oldPrefix() + old).length() > CODE)
                    row.wrong(
                            "old_code",
                            "paper.row.tooLong",
                            CODE - mapping.oldPrefix().length());
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

    /// Without founding what stands already: those receive.
    private List<Operation> withoutStanding(Actor actor, List<Operation> operations) {
        var ground = groundwork.of(actor.scope(ORGANIZE), operations);
        return operations.stream()
                .filter(operation -> !(operation instanceof Create create)
                        || ground.unit(create.code())
                                .filter(unit -> unit.mine() && unit.untilOn() == null)
                                .isEmpty())
                .toList();
    }

    /// With every district dissolved under which nothing is left.
    private List<Operation> withDistricts(Actor actor, List<Operation> operations, Mapping mapping) {
        var all = new ArrayList<>(operations);
        for (var district : groundwork.left(actor.scope(ORGANIZE), operations)) {
            if (district.rest() == 0 && !district.code().equals(mapping.parentCode()))
                all.add(new Dissolve(district.code()));
        }
        return all;
    }

    private static Divide division(String from, Map<String, List<String>> heirs) {
        return new Divide(
                from,
                heirs.entrySet().stream()
                        .map(heir -> new Heir(heir.getKey(), heir.getValue()))
                        .toList());
    }

    /// The text of a column as it may be kept.
    private static String line(Row row, String column, int most, boolean required) {
        var text = row.text(column, most);
        if (required && text.isEmpty()) row.wrong(column, "paper.row.required");
        return text.codePointCount(0, text.length()) > most ? "" : text;
    }

    private @Nullable Level level(Row row) {
        var text = row.required("level");
        var level = layouts.meaning(Level.class, text);
        if (level == null && !text.isEmpty()) row.wrong("level", "organization.import.unknown-level", shortened(text));
        return level;
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private Columns columns(List<String> names) {
        return Columns.of(names.stream().map(this::column).toArray(Column[]::new));
    }

    private Column column(String name) {
        var titles = LANGUAGES.stream()
                .map(language -> words.getMessage("organization.column." + name, null, language))
                .toArray(String[]::new);
        return REQUIRED.contains(name) ? Column.required(name, titles) : Column.optional(name, titles);
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

    /// @param operations none if a row is wrong
    /// @param listed whether it was the list of communes
    record Read(List<Operation> operations, ImportResult result, boolean listed, List<Notice> notices) {
        Read {
            operations = List.copyOf(operations);
            notices = List.copyOf(notices);
        }
    }

    private record Old(int row, String heir, String name, boolean split) {}

    /// The operations of a file with the rows and columns that name each unit.
    private static final class Lines {

        private final boolean listed;
        private final List<Operation> operations = new ArrayList<>();
        private final Map<String, List<Mention>> mentions = new HashMap<>();
        private int rows;

        private Lines(boolean listed) {
            this.listed = listed;
        }

        private void count() {
            rows++;
        }

        private int rows() {
            return rows;
        }

        private void add(Operation operation) {
            operations.add(operation);
        }

        private List<Operation> operations() {
            return List.copyOf(operations);
        }

        private void stands(int row, String column, String code) {
            mentions.computeIfAbsent(code, unit -> new ArrayList<>()).add(new Mention(row, column));
        }

        /// Tells `fault` at the rows that name its unit, in the column that matters to the operation; what no row
        /// names is told at the first row of the operation.
        private void blame(Fault fault, @Nullable Operation operation, Rejections rejections) {
            var named = mentions.get(fault.code());
            if (named == null && operation != null) named = mentions.get(operation.code());
            if (named == null) {
                // the operation was there before the file, or the parent of all new units is at fault
                rejections.add(
                        1,
                        listed ? "new_code" : "code",
                        fault.key(),
                        fault.arguments().toArray());
                return;
            }
            var subject = listed ? List.of("old_code", "new_code") : List.of("code", "into", "parent_code", "part");
            var columns = new TreeSet<String>(Comparator.comparingInt(subject::indexOf));
            named.forEach(mention -> columns.add(mention.column()));
            var column = columns.first();
            named.stream()
                    .filter(mention -> mention.column().equals(column))
                    .forEach(mention -> rejections.add(
                            mention.row(),
                            column,
                            fault.key(),
                            fault.arguments().toArray()));
        }

        private record Mention(int row, String column) {}
    }
}
