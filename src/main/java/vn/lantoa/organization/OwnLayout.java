package vn.lantoa.organization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Folded;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableOut;

/// Our own layout of a file of operations: one row per operation, merged unit or part of a division.
@Component
class OwnLayout {

    static final List<String> COLUMNS = List.of("op", "code", "parent_code", "level", "name", "into", "part");

    private static final List<Locale> LANGUAGES = List.of(Locale.of("vi"), Locale.ENGLISH);
    private static final List<String> OPS = List.of("create", "rename", "move", "merge", "divide", "dissolve");

    private final Layouts layouts;
    private final Map<String, String> ops = new HashMap<>();

    OwnLayout(MessageSource words, Layouts layouts) {
        this.layouts = layouts;
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
        out.header(COLUMNS);
        out.row(List.of("create", "M-01", "TN", "UPPER_GRASSROOTS", "Đảng bộ xã Ví Dụ", "", ""));
        out.row(List.of("merge", "X-01", "", "", "", "M-01", ""));
        out.row(List.of("merge", "X-02", "", "", "", "M-01", ""));
        out.row(List.of("divide", "X-03", "", "", "", "M-01", "X-03-CB1"));
        out.row(List.of("divide", "X-03", "", "", "", "M-02", "X-03-CB2"));
        out.row(List.of("move", "X-04", "M-02", "", "", "", ""));
        out.row(List.of("rename", "X-05", "", "", "Đảng bộ phường Ví Dụ", "", ""));
        out.row(List.of("dissolve", "H-01", "", "", "", "", ""));
    }

    /// The operations of every row of which at least the kind can be read; what is wrong is told at its row and stands
    /// among the gaps.
    FileLines read(Table file, Rejections rejections) {
        var lines = new FileLines(false);
        var merges = new LinkedHashMap<String, List<String>>();
        var divisions = new LinkedHashMap<String, Map<String, List<String>>>();
        for (var row : file) {
            lines.count();
            var word = row.required("op");
            var op = word.isEmpty() ? null : ops.get(Folded.of(word));
            if (op == null && !word.isEmpty()) row.wrong("op", "organization.redraw.op", FileLines.shortened(word));
            boolean places = "create".equals(op) || "move".equals(op);
            boolean names = "create".equals(op) || "rename".equals(op);
            boolean leaves = "merge".equals(op) || "divide".equals(op);
            var code = FileLines.text(row, "code", FileLines.CODE, true);
            var parent = FileLines.text(row, "parent_code", FileLines.CODE, places);
            var name = FileLines.text(row, "name", FileLines.NAME, names);
            var into = FileLines.text(row, "into", FileLines.CODE, leaves);
            var part = FileLines.text(row, "part", FileLines.CODE, false);
            var level = "create".equals(op) ? level(row) : null;
            rejections.passes(row);
            if (op == null) {
                for (var unit : List.of(code, parent, into, part)) lines.gaps().code(unit);
                continue;
            }
            var about = FileLines.about(op, op.equals("merge") ? into : code);
            lines.stands(row.number(), "code", code, about);
            if (places) lines.stands(row.number(), "parent_code", parent, about);
            if (leaves) lines.stands(row.number(), "into", into, about);
            switch (op) {
                case "create" -> {
                    if (level == null) lines.gaps().level(code);
                    lines.add(new Create(code, parent, level == null ? Level.CELL : level, name));
                }
                case "rename" -> lines.add(new Rename(code, name));
                case "move" -> lines.add(new Move(code, parent));
                case "merge" ->
                    merges.computeIfAbsent(into, heir -> new ArrayList<>()).add(code);
                case "divide" -> {
                    var heirs = divisions.computeIfAbsent(code, from -> new LinkedHashMap<>());
                    var parts = heirs.computeIfAbsent(into, heir -> new ArrayList<>());
                    if (part.isEmpty()) continue;
                    lines.stands(row.number(), "part", part, about);
                    parts.add(part);
                }
                default -> lines.add(new Dissolve(code));
            }
        }
        merges.forEach((into, from) -> lines.add(new Merge(from, into)));
        divisions.forEach((from, heirs) -> lines.add(division(from, heirs)));
        return lines;
    }

    private static Divide division(String from, Map<String, List<String>> heirs) {
        return new Divide(
                from,
                heirs.entrySet().stream()
                        .map(heir -> new Heir(heir.getKey(), heir.getValue()))
                        .toList());
    }

    private @Nullable Level level(Row row) {
        var text = row.required("level");
        var level = layouts.meaning(Level.class, text);
        if (level == null && !text.isEmpty())
            row.wrong("level", "organization.import.unknown-level", FileLines.shortened(text));
        return level;
    }
}
