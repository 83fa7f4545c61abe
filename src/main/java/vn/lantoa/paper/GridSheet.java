package vn.lantoa.paper;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A grid as a sheet made to be printed: A4 across, as wide as the page, header on every page.
final class GridSheet {

    private static final String FONT = "Times New Roman";
    private static final double LINE = 16;

    /// Letters of the ordinary size that the columns share, so that names keep room and figures are not cut off.
    private static final double LETTERS_PER_COLUMN = 10;

    private final Grid grid;
    private final List<String> above;

    private final @Nullable String mark;

    GridSheet(Grid grid, List<String> above, @Nullable String mark) {
        this.grid = grid;
        this.above = above;
        this.mark = mark;
    }

    void write(OutputStream out, String name) {
        try (var letters = new BufferedOutputStream(new StayingOpen(out), 1 << 16)) {
            var workbook = new Workbook(letters, "LanToa", "1.0");
            if (mark != null) workbook.properties().setDescription(XlsxOut.shown(mark));
            var sheet = workbook.newWorksheet(XlsxOut.named(name));
            page(sheet);
            titles(sheet);
            header(sheet);
            for (int i = 0; i < grid.lines().size(); i++) {
                line(sheet, top() + grid.headRows() + i, grid.lines().get(i));
                if (i % 500 == 499) sheet.flush();
            }
            workbook.finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The first row of the header; an empty one stands between the titles and it.
    private int top() {
        return above.isEmpty() ? 0 : above.size() + 1;
    }

    private void page(Worksheet sheet) {
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.footer("&P/&N", Position.CENTER);
        if (mark != null) sheet.footer(mark.replaceAll("[&<>\"\\p{Cntrl}]", " "), Position.LEFT);
        sheet.repeatRows(top(), top() + grid.headRows() - 1);
        sheet.freezePane(0, top() + grid.headRows());
        var widths = widths();
        for (int i = 0; i < widths.length; i++) sheet.width(i, widths[i]);
    }

    private void titles(Worksheet sheet) {
        int last = grid.columns().size() - 1;
        for (int i = 0; i < above.size(); i++) {
            sheet.inlineString(i, 0, XlsxOut.shown(above.get(i)));
            sheet.style(i, 0)
                    .fontName(FONT)
                    .bold()
                    .fontSize(14)
                    .horizontalAlignment("center")
                    .set();
            if (last > 0) sheet.range(i, 0, i, last).merge();
        }
    }

    private void header(Worksheet sheet) {
        var widths = widths();
        var heights = new double[grid.headRows()];
        for (var heading : grid.headings()) {
            int row = top() + heading.row();
            int bottom = row + heading.rows() - 1;
            int right = heading.column() + heading.columns() - 1;
            sheet.inlineString(row, heading.column(), XlsxOut.shown(heading.title()));
            heights[heading.row()] = Math.max(heights[heading.row()], height(heading, widths));
            var range = sheet.range(row, heading.column(), bottom, right);
            range.style()
                    .fontName(FONT)
                    .bold()
                    .wrapText(true)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .fillColor("FFE8ECF2")
                    .borderStyle(BorderStyle.THIN)
                    .set();
            if (bottom > row || right > heading.column()) range.merge();
        }
        for (int i = 0; i < heights.length; i++) sheet.rowHeight(top() + i, heights[i]);
    }

    /// Points that the words of `heading` need in each of its rows; no program measures merged cells by itself.
    private static double height(Grid.Heading heading, double[] widths) {
        double room = 0;
        for (int i = 0; i < heading.columns(); i++) room += widths[heading.column() + i];
        double lines = Math.ceil(heading.title().length() * 1.4 / room);
        return Math.max(LINE, LINE * lines / heading.rows());
    }

    private double[] widths() {
        var widths = grid.widths(LETTERS_PER_COLUMN * grid.columns().size());
        for (int i = 0; i < widths.length; i++) widths[i] = Math.max(5, widths[i]);
        return widths;
    }

    private void line(Worksheet sheet, int row, Grid.Line line) {
        var columns = grid.columns();
        for (int i = 0; i < columns.size(); i++) {
            var cell = line.cells().get(i);
            value(sheet, row, i, cell);
            var style = sheet.style(row, i)
                    .fontName(FONT)
                    .wrapText(true)
                    .verticalAlignment("center")
                    .horizontalAlignment(
                            switch (columns.get(i).align()) {
                                case LEFT -> "left";
                                case CENTRE -> "center";
                                case RIGHT -> "right";
                            })
                    .borderStyle(BorderStyle.THIN);
            if (line.strong()) style.bold();
            var format = format(cell);
            if (format != null) style.format(format);
            style.set();
        }
    }

    private static void value(Worksheet sheet, int row, int column, @Nullable Object cell) {
        switch (cell) {
            case null -> {}
            case Number number -> sheet.value(row, column, number);
            case LocalDate day -> sheet.value(row, column, day);
            default -> {
                var text = cell.toString();
                if (!text.isEmpty()) sheet.inlineString(row, column, XlsxOut.shown(text));
            }
        }
    }

    private static @Nullable String format(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case LocalDate ignored -> "dd/mm/yyyy";
            case BigDecimal number -> number.scale() > 0 ? "#,##0." + "0".repeat(number.scale()) : "#,##0";
            case Number ignored -> "#,##0";
            default -> null;
        };
    }
}
