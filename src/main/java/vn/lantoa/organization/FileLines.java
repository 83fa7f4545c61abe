package vn.lantoa.organization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;

/// The operations of a file with the rows and columns that name each unit.
final class FileLines {

    /// So many characters a code may have.
    static final int CODE = 50;

    /// So many characters a name may have.
    static final int NAME = 200;

    private final boolean listed;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<Mention>> mentions = new HashMap<>();
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

    void stands(int row, String column, String code) {
        mentions.computeIfAbsent(code, unit -> new ArrayList<>()).add(new Mention(row, column));
    }

    /// Tells `fault` at the rows that name its unit, in the column that matters to the operation; what no row
    /// names is told at the first row of the operation.
    void blame(Fault fault, @Nullable Operation operation, Rejections rejections) {
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
                        mention.row(), column, fault.key(), fault.arguments().toArray()));
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

    private record Mention(int row, String column) {}
}
