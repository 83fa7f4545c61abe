package vn.lantoa.paper;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// A table that somebody sent, read row by row in constant memory: CSV (UTF-8, UTF-16 or windows-1258; comma, semicolon
/// or tab) or the first visible sheet of an XLSX workbook. The kind is told by the content. The header is looked for in
/// the first rows, so that a title above it does no harm. Every text arrives in NFC.
///
/// Opening refuses (415) encrypted and foreign files, (413) too large ones and those that unfold beyond the limits,
/// and (422) files that are empty, lack a required column or name one twice. Reading on may refuse too, when a file
/// turns out to be broken or too large further down; a caller therefore keeps nothing before the last row is read.
public final class Table implements Iterable<Row>, AutoCloseable {

    static final int HEADER_WITHIN = 20;
    private static final int HEARD_EVERY = 1_000;

    private final Source source;
    private final Columns columns;
    private final Limits limits;
    private final Records records;
    private final boolean csv;
    private final List<String> headings;
    private final int[] meanings;
    private final List<Notice> notices = new ArrayList<>();
    private final Progress progress;
    private @Nullable Row ahead;
    private int rows;

    private Table(Source source, Columns columns, Limits limits, Progress progress) {
        this.source = source;
        this.columns = columns;
        this.limits = limits;
        this.progress = progress;
        this.records = source.records(columns, limits);
        this.csv = records instanceof CsvRows;
        try {
            this.headings = header().stream().map(Table::heading).toList();
            this.meanings = meanings();
            this.ahead = read();
            if (ahead == null) throw Refused.invalid("paper.table.noRows");
            notices.addAll(records.notices());
        } catch (RuntimeException refused) {
            records.close();
            throw refused;
        }
    }

    /// The table in `file`, which stays the caller's.
    public static Table open(Path file, Columns columns, Limits limits) {
        return open(file, columns, limits, Progress.UNHEARD);
    }

    /// The table in `file`, which stays the caller's; `progress` hears of every thousand rows that were read.
    public static Table open(Path file, Columns columns, Limits limits, Progress progress) {
        return new Table(new Source(file, false), columns, limits, progress);
    }

    /// The table that `in` carries; it is laid down on disk first, and deleted when the table is closed.
    public static Table open(InputStream in, Columns columns, Limits limits) {
        var source = Source.spooled(in, limits.fileBytes());
        try {
            return new Table(source, columns, limits, Progress.UNHEARD);
        } catch (RuntimeException refused) {
            source.discard();
            throw refused;
        }
    }

    /// Who hears how far the import of this table has come.
    public Progress progress() {
        return progress;
    }

    /// What the reader should know: columns that are not used, sheets that are not read.
    public List<Notice> notices() {
        return Collections.unmodifiableList(notices);
    }

    /// The headings as the file has them.
    public List<String> headings() {
        return headings;
    }

    /// Whether the file has `column` (API name).
    public boolean has(String column) {
        int place = columns.place(column);
        return Arrays.stream(meanings).anyMatch(meaning -> meaning == place);
    }

    /// The rows below the header that hold something; can be walked once.
    @Override
    public Iterator<Row> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return ahead != null;
            }

            @Override
            public Row next() {
                var row = ahead;
                if (row == null) throw new NoSuchElementException();
                ahead = read();
                return row;
            }
        };
    }

    @Override
    public void close() {
        records.close();
        source.discard();
    }

    /// Reads `file` once more and writes its rows with one more column that says in words what is wrong with each.
    ///
    /// @param errors of the import of this same file
    public static void marked(
            Path file, Columns columns, Limits limits, List<RowError> errors, Words words, TableOut out) {
        try (var table = open(file, columns, limits)) {
            var byRow = new HashMap<Integer, List<String>>();
            for (var error : errors) {
                var told = error.column() == null
                        ? error.told(words)
                        : table.called(error.column()) + ": " + error.told(words);
                byRow.computeIfAbsent(error.row(), row -> new ArrayList<>()).add(told);
            }
            var header = new ArrayList<>(table.headings());
            header.add(words.say("paper.result.wrong"));
            out.header(header);
            for (var row : table) {
                var cells = new ArrayList<Object>();
                for (int i = 0; i < table.headings.size(); i++) {
                    cells.add(i < row.cells().size() ? row.cells().get(i) : "");
                }
                cells.add(String.join(" ", byRow.getOrDefault(row.number(), List.of())));
                out.row(cells);
            }
        }
    }

    /// What the file calls `column` (API name), or what people do where the file lacks it.
    private String called(String column) {
        int place = columns.place(column);
        for (int i = 0; i < meanings.length; i++) if (meanings[i] == place) return headings.get(i);
        return columns.all().get(place).title();
    }

    /// The first row that names all required columns, or a refusal that lists what the best one lacks.
    private List<String> header() {
        var missing = required();
        boolean something = false;
        boolean heading = false;
        for (int i = 0; i < HEADER_WITHIN; i++) {
            var raw = records.next();
            if (raw == null) break;
            if (raw.blank()) continue;
            something = true;
            var lacking = required();
            boolean named = false;
            for (var cell : raw.cells()) {
                var meaning = columns.meaning(cell);
                if (meaning == null) continue;
                named = true;
                lacking.remove(columns.all().get(meaning));
            }
            if (named && lacking.isEmpty()) return raw.cells();
            heading |= named;
            if (lacking.size() < missing.size()) missing = lacking;
        }
        if (!something) throw Refused.invalid("paper.table.empty");
        throw Refused.invalid(
                heading ? "paper.table.missing" : "paper.table.noHeader",
                told(missing.isEmpty() ? columns.all() : missing));
    }

    /// The columns as people and programs call them: `Mã tổ chức (code), Tên tổ chức (name)`.
    private static String told(List<Column> columns) {
        return columns.stream().map(Column::told).collect(Collectors.joining(", "));
    }

    private List<Column> required() {
        var needed = new ArrayList<Column>();
        for (var column : columns.all()) if (column.required()) needed.add(column);
        return needed;
    }

    /// For each cell of the header the place of the column it means, or -1.
    private int[] meanings() {
        var seen = new boolean[columns.all().size()];
        var twice = new TreeSet<String>();
        var unused = new ArrayList<String>();
        var found = new int[headings.size()];
        for (int i = 0; i < found.length; i++) {
            var meaning = columns.meaning(headings.get(i));
            found[i] = meaning == null ? -1 : meaning;
            if (meaning == null) {
                if (!headings.get(i).isEmpty()) unused.add(headings.get(i));
            } else if (seen[meaning]) {
                twice.add(headings.get(i));
            } else {
                seen[meaning] = true;
            }
        }
        if (!twice.isEmpty()) throw Refused.invalid("paper.table.twice", String.join(", ", twice));
        if (!unused.isEmpty()) {
            notices.add(new Notice("paper.table.unused", List.of(String.join(", ", unused))));
        }
        return found;
    }

    private static String heading(String cell) {
        return CellText.cleaned(cell).replaceAll("\\s+", " ");
    }

    private @Nullable Row read() {
        while (true) {
            var raw = records.next();
            if (raw == null) return null;
            var row = row(raw);
            if (row == null) continue;
            if (++rows > limits.rows()) throw Refused.tooLarge("paper.table.rows", limits.rows());
            if (rows % HEARD_EVERY == 0) progress.at(Progress.Step.READING, rows);
            return row;
        }
    }

    /// The row that `raw` is, or null if its known cells are all empty.
    private @Nullable Row row(Records.Raw raw) {
        var known = new String[columns.all().size()];
        Arrays.fill(known, "");
        var row = new Row(raw.number(), columns, known, raw.cells());
        boolean empty = true;
        for (int i = 0; i < meanings.length && i < raw.cells().size(); i++) {
            if (meanings[i] < 0) continue;
            var column = columns.all().get(meanings[i]);
            var text = CellText.cleaned(raw.cells().get(i));
            var fault = raw.faults().get(i);
            if (fault == null) fault = CellText.fault(text, column.lines());
            if (fault != null) row.wrong(column.name(), fault);
            if (text.length() > limits.cellLetters()) {
                row.wrong(column.name(), "paper.row.tooLong", limits.cellLetters());
            } else {
                known[meanings[i]] = text;
            }
            empty &= text.isEmpty() && fault == null;
        }
        // a separator within an unquoted text pushes the cells behind it to the right; notes beside a sheet do no harm
        for (int i = meanings.length; csv && i < raw.cells().size(); i++) {
            if (!raw.cells().get(i).isBlank()) {
                row.wrongAsAWhole("paper.row.extra", meanings.length);
                return row;
            }
        }
        return empty ? null : row;
    }
}
