package vn.lantoa.paper;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CSV as RFC 4180 has it: commas, CRLF, UTF-8, with the mark that makes Excel read Vietnamese. Days are `yyyy-mm-dd`,
/// decimals have a point. A text that a spreadsheet would run gets an apostrophe in front.
public final class CsvOut implements TableOut {

    private final Writer letters;
    private final CsvWriter csv;

    public CsvOut(OutputStream out) {
        letters = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(letters);
        try {
            letters.write('\ufeff');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void header(List<String> headings) {
        row(headings);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        var texts = new ArrayList<String>(cells.size());
        for (var cell : cells) texts.add(text(cell));
        csv.writeRecord(texts);
    }

    @Override
    public void close() {
        try {
            csv.flush();
            letters.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case String text -> CellText.guarded(text);
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> CellText.guarded(cell.toString());
        };
    }
}
