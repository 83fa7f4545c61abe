package vn.lantoa.paper;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// Rows of a CSV file. A blank line counts as a row, as it does in a spreadsheet.
final class CsvRows implements Records {

    private static final int SAMPLE = 1 << 16;
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final Limits limits;
    private int number;

    private CsvRows(Reader in, char separator, int skipped, Limits limits) {
        this.reader = csv(separator).build(handler(), in);
        this.records = reader.iterator();
        this.limits = limits;
        for (int i = 0; i < skipped; i++) next();
    }

    static CsvRows open(Path file, Columns columns, Limits limits) throws IOException {
        var encoding = Encoding.of(file);
        var sample = sample(file, encoding);
        if (sample.isBlank()) throw Refused.invalid("paper.table.empty");
        // Excel writes the separator into a line of its own
        boolean told = sample.regionMatches(true, 0, "sep=", 0, 4) && sample.length() > 4;
        char separator = told ? sample.charAt(4) : separator(sample, columns);
        return new CsvRows(encoding.reader(file), separator, told ? 1 : 0, limits);
    }

    @Override
    public @Nullable Raw next() {
        try {
            if (!records.hasNext()) return null;
            number++;
            if (number > limits.rows() + 100L) throw Refused.tooLarge("paper.table.rows", limits.rows());
            return new Raw(number, records.next().getFields(), Map.of());
        } catch (CsvParseException | UncheckedIOException broken) {
            throw Refused.invalid("paper.table.quotes", number + 1);
        }
    }

    @Override
    public List<Notice> notices() {
        return List.of();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String sample(Path file, Encoding encoding) throws IOException {
        try (var in = encoding.reader(file)) {
            var letters = new char[SAMPLE];
            int length = 0;
            for (int n; length < SAMPLE && (n = in.read(letters, length, SAMPLE - length)) >= 0; ) length += n;
            return new String(letters, 0, length);
        }
    }

    /// The separator under which one of the first rows names most of the expected columns.
    private static char separator(String sample, Columns columns) {
        char best = ',';
        int most = -1;
        for (char separator : SEPARATORS) {
            int score = score(sample, separator, columns);
            if (score > most) {
                most = score;
                best = separator;
            }
        }
        return best;
    }

    private static int score(String sample, char separator, Columns columns) {
        int best = 0;
        try (var reader = csv(separator).build(handler(), new StringReader(sample))) {
            var rows = reader.iterator();
            for (int i = 0; i < Table.HEADER_WITHIN && rows.hasNext(); i++) {
                var cells = rows.next().getFields();
                var meant = new HashSet<Integer>();
                for (var cell : cells) {
                    var meaning = columns.meaning(cell);
                    if (meaning != null) meant.add(meaning);
                }
                best = Math.max(best, meant.size() * 1_000 + Math.min(cells.size(), 999));
            }
        } catch (CsvParseException | IOException broken) {
            // the sample may end within quotes; what was seen before counts
        }
        return best;
    }

    private static CsvReader.CsvReaderBuilder csv(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }

    private static CsvRecordHandler handler() {
        return CsvRecordHandler.builder()
                .maxFields(16_384)
                .maxFieldSize(200_000)
                .maxRecordSize(1_000_000)
                .build();
    }
}
