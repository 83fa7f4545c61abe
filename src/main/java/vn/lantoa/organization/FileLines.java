package vn.lantoa.organization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.RowError;

/// The operations of a file with the rows and columns that name each unit.
final class FileLines {

    /// So many characters a code may have.
    static final int CODE = 50;

    /// So many characters a name may have.
    static final int NAME = 200;

    private static final String IN_TWO = "organization.redraw.in-two";
    private static final String HEIR_ENDS = "organization.redraw.heir-ends";
    private static final String FILE_IN_TWO = "organization.reorganization.file.in-two";
    private static final String FILE_HEIR_ENDS = "organization.reorganization.file.heir-ends";

    private final boolean listed;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<Mention>> mentions = new HashMap<>();
    private final Unread.Gaps gaps = new Unread.Gaps();
    private final Set<RowError> told = new HashSet<>();
    private int rows;

    /// @param listed whether the file is a list of communes, whose columns are called otherwise
    FileLines(boolean listed) {
        this.listed = listed;
    }

    void count() {
        rows++;
    }

    int rows() {
        return rows;
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /// Notes that a row names `code`.
    ///
    /// @param operation what the row is about, as [#about]; empty if it belongs to several
    void stands(int row, String column, String code, String operation) {
        if (!code.isEmpty())
            mentions.computeIfAbsent(code, unit -> new ArrayList<>()).add(new Mention(row, column, operation));
    }

    /// What tells the rows of one operation from those of another.
    static String about(String op, String code) {
        return op + ' ' + code;
    }

    Unread.Gaps gaps() {
        return gaps;
    }

    /// Tells `fault` at the rows of its operation that name its unit, in the column that matters to it; what no row
    /// names is told at the rows of the operation. A unit in two operations is told at the rows of both.
    ///
    /// @param all operations that the fault numbers
    void blame(Fault fault, List<Operation> all, Rejections rejections) {
        var operation = fault.number() == 0 ? null : all.get(fault.number() - 1);
        var named = mentions(fault.code(), operation);
        if (named.isEmpty() && operation != null) named = mentions(operation.code(), operation);
        var other = other(fault, all);
        var rows = other == null ? List.<Mention>of() : mentions(fault.code(), other);
        if (named.isEmpty()) {
            // the operation was there before the file, or the parent of all new units is at fault
            named = rows.isEmpty() ? List.of(new Mention(1, listed ? "new_code" : "code", "")) : rows;
            reject(named, fault.key(), fault.arguments(), rejections);
        } else if (rows.isEmpty()) {
            reject(named, fault.key(), fault.arguments(), rejections);
        } else if (fault.key().equals(IN_TWO)) {
            var one = rows.getFirst().row();
            var two = named.getLast().row();
            var arguments = List.<Object>of(fault.code(), Math.min(one, two), Math.max(one, two));
            var both = new LinkedHashSet<>(rows);
            both.addAll(named);
            reject(both, FILE_IN_TWO, arguments, rejections);
        } else {
            reject(named, FILE_HEIR_ENDS, List.of(fault.code(), rows.getFirst().row()), rejections);
        }
    }

    /// The other operation that a fault names by its number, which says nothing to who reads rows.
    private static @Nullable Operation other(Fault fault, List<Operation> all) {
        if (!fault.key().equals(IN_TWO) && !fault.key().equals(HEIR_ENDS)) return null;
        return fault.arguments().get(1) instanceof Integer number && number > 0 && number <= all.size()
                ? all.get(number - 1)
                : null;
    }

    private List<Mention> mentions(String code, @Nullable Operation operation) {
        var all = mentions.getOrDefault(code, List.of());
        if (operation == null) return first(all);
        var about = about(Operation.word(operation), operation.code());
        var own = all.stream()
                .filter(mention ->
                        mention.operation().isEmpty() || mention.operation().equals(about))
                .toList();
        return first(own.isEmpty() ? all : own);
    }

    /// Those in the column that matters most.
    private List<Mention> first(List<Mention> all) {
        var order = listed ? List.of("old_code", "new_code") : List.of("code", "into", "parent_code", "part");
        return all.stream()
                .map(Mention::column)
                .min(Comparator.comparingInt(order::indexOf))
                .map(column -> all.stream()
                        .filter(mention -> mention.column().equals(column))
                        .toList())
                .orElse(List.of());
    }

    private void reject(Collection<Mention> at, String key, List<Object> arguments, Rejections rejections) {
        for (var mention : at) {
            var error = new RowError(mention.row(), mention.column(), key, arguments);
            if (told.add(error)) rejections.add(error);
        }
    }

    /// The text of a column as it may be kept; what is too long is told at the row and not kept.
    static String text(Row row, String column, int most, boolean required) {
        var text = row.text(column, most);
        if (required && text.isEmpty()) row.wrong(column, "paper.row.required");
        return text.codePointCount(0, text.length()) > most ? "" : text;
    }

    static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private record Mention(int row, String column, String operation) {}
}
