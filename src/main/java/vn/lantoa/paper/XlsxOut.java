package vn.lantoa.paper;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A workbook written as it grows: header bold and frozen, columns as wide as the first rows need, texts as texts, days
/// as days. After a million rows a further sheet follows.
public final class XlsxOut implements TableOut {

    static final int ROWS_PER_SHEET = 1_000_000;

    private static final int MOST_LETTERS = 32_767;
    private static final int FLUSH_AFTER = 500;
    private static final int MEASURED = 100;
    private static final int WIDEST = 60;
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\[\\]:*?/\\\\\\p{Cntrl}]");

    private final OutputStream out;
    private final Workbook workbook;
    private String title;
    private final int rowsPerSheet;
    private List<String> headings = List.of();
    private List<List<? extends @Nullable Object>> first = new ArrayList<>();
    private int[] widths = {};
    private @Nullable Worksheet sheet;
    private int sheets;
    private int rows;

    /// @param title of the sheet; what Excel does not allow in it is left out
    public XlsxOut(OutputStream out, String title) {
        this(out, title, ROWS_PER_SHEET);
    }

    XlsxOut(OutputStream out, String title, int rowsPerSheet) {
        this.out = new BufferedOutputStream(new StayingOpen(out), 1 << 16);
        this.workbook = new Workbook(this.out, "LanToa", "1.0");
        this.workbook.setCompressionLevel(4);
        this.title = named(title);
        this.rowsPerSheet = rowsPerSheet;
    }

    /// Notes who took the workbook out in its properties.
    XlsxOut marked(String mark) {
        workbook.properties().setDescription(mark);
        return this;
    }

    /// Notes in the properties of the workbook who took it out.
    public void describe(String mark) {
        workbook.properties().setDescription(mark);
    }

    /// Ends the present sheet and begins another with its own header.
    ///
    /// @param title of the sheet; what Excel does not allow in it is left out
    public void sheet(String title, List<String> headings) {
        try {
            if (sheet == null) begin();
            present().finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.title = named(title);
        this.headings = List.copyOf(headings);
        sheet = null;
        sheets = 0;
        first = new ArrayList<>();
    }

    @Override
    public void header(List<String> headings) {
        this.headings = List.copyOf(headings);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        if (sheet == null) {
            first.add(cells);
            if (first.size() == MEASURED) begin();
        } else {
            write(cells);
        }
    }

    @Override
    public void close() {
        try {
            if (sheet == null) begin();
            workbook.finish();
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The first rows wait until the widths are known, which stand before them in the file.
    private void begin() {
        widths = widths();
        open();
        for (var cells : first) write(cells);
        first = List.of();
    }

    private int[] widths() {
        int columns = headings.size();
        for (var cells : first) columns = Math.max(columns, cells.size());
        var widest = new int[columns];
        measure(headings, widest);
        for (var cells : first) measure(cells, widest);
        return widest;
    }

    private static void measure(List<? extends @Nullable Object> cells, int[] widest) {
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            int letters = cell == null ? 0 : cell.toString().length();
            widest[i] = Math.max(widest[i], Math.min(letters, WIDEST));
        }
    }

    private void open() {
        sheets++;
        var sheet = workbook.newWorksheet(sheets == 1 ? title : shortened(title, 24) + " (" + sheets + ")");
        for (int i = 0; i < widths.length; i++) sheet.width(i, widths[i] + 3.0);
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        rows = 0;
        this.sheet = sheet;
        if (headings.isEmpty()) return;
        for (int i = 0; i < headings.size(); i++) {
            sheet.inlineString(0, i, shown(headings.get(i)));
            sheet.style(0, i)
                    .bold()
                    .fillColor("FFE8ECF2")
                    .borderStyle(BorderStyle.THIN)
                    .wrapText(true)
                    .verticalAlignment("center")
                    .set();
        }
        sheet.freezePane(0, 1);
        sheet.repeatRows(0);
        rows = 1;
    }

    private void write(List<? extends @Nullable Object> cells) {
        if (rows > rowsPerSheet) next();
        var sheet = present();
        for (int i = 0; i < cells.size(); i++) cell(sheet, rows, i, cells.get(i));
        rows++;
        if (rows % FLUSH_AFTER == 0) flush(sheet);
    }

    private void next() {
        try {
            present().finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        open();
    }

    private Worksheet present() {
        var sheet = this.sheet;
        if (sheet == null) throw new IllegalStateException("no sheet");
        return sheet;
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void cell(Worksheet sheet, int row, int column, @Nullable Object cell) {
        switch (cell) {
            case null -> {}
            case Number number -> sheet.value(row, column, number);
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("dd/mm/yyyy").set();
            }
            case Boolean truth -> sheet.value(row, column, truth);
            default -> {
                var text = cell.toString();
                if (!text.isEmpty()) sheet.inlineString(row, column, shown(text));
            }
        }
    }

    static String shown(String text) {
        text = CellText.inWorkbook(text);
        if (text.contains("_x")) text = ESCAPE.matcher(text).replaceAll("_x005F_");
        return text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS - 1) + "…" : text;
    }

    static String named(String title) {
        var name = NOT_IN_NAMES.matcher(title).replaceAll(" ").strip();
        name = name.startsWith("'") || name.endsWith("'")
                ? name.replace('\'', ' ').strip()
                : name;
        return name.isEmpty() ? "1" : shortened(name, 31);
    }

    private static String shortened(String name, int letters) {
        return name.length() > letters ? name.substring(0, letters) : name;
    }
}
