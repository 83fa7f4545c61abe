package vn.lantoa.paper;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table of a paper or a sheet, with headings that may span several columns. The header stands again on every page.
///
/// @param fields the columns and groups of columns
/// @param lines below the header
/// @param points size of the letters; 11 suits a table of a few columns, 7 one of twenty on a sheet across
public record Grid(List<Field> fields, List<Line> lines, int points) implements Block {

    public Grid {
        fields = List.copyOf(fields);
        lines = List.copyOf(lines);
        int columns = leaves(fields).size();
        for (var line : lines) {
            if (line.cells().size() != columns) {
                throw new IllegalArgumentException(line.cells().size() + " cells under " + columns + " columns");
            }
        }
    }

    /// How the cells of a column stand.
    public enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    /// A column, or a group of columns under a common heading.
    ///
    /// @param width compared with the other columns; a group is as wide as its parts
    /// @param parts of a group; empty for a column
    public record Field(String title, double width, Align align, List<Field> parts) {

        public Field {
            parts = List.copyOf(parts);
        }

        public static Field of(String title, double width, Align align) {
            return new Field(title, width, align, List.of());
        }

        public static Field group(String title, Field... parts) {
            return new Field(title, 0, Align.CENTRE, Arrays.asList(parts));
        }

        int depth() {
            return 1 + parts.stream().mapToInt(Field::depth).max().orElse(0);
        }
    }

    /// A line of the table.
    ///
    /// @param cells one for each column: a text, a number, a day, or null for nothing
    /// @param strong whether the line stands out, as a total does
    public record Line(List<? extends @Nullable Object> cells, boolean strong) {

        /// An ordinary line.
        public static Line of(@Nullable Object... cells) {
            return new Line(Arrays.asList(cells), false);
        }

        /// A line that stands out.
        public static Line strong(@Nullable Object... cells) {
            return new Line(Arrays.asList(cells), true);
        }
    }

    /// One cell of the header.
    ///
    /// @param row from 0
    /// @param column from 0, its leftmost
    record Heading(String title, int row, int column, int rows, int columns) {}

    /// Writes the table as a workbook made to be printed: A4 across and as wide as the page, headings merged, the
    /// header on every page, numbers as numbers and days as days. `out` stays open.
    ///
    /// @param sheet its name
    /// @param above lines of title over the table
    public void workbook(OutputStream out, String sheet, List<String> above) {
        new GridSheet(this, above, null).write(out, sheet);
    }

    /// The same, marked with who took it out: at the foot of every page and as a property of the workbook.
    public void workbook(OutputStream out, String sheet, List<String> above, String mark) {
        new GridSheet(this, above, mark).write(out, sheet);
    }

    /// The columns from left to right.
    List<Field> columns() {
        return leaves(fields);
    }

    int headRows() {
        return fields.stream().mapToInt(Field::depth).max().orElse(1);
    }

    /// The cells of the header, row by row and from left to right.
    List<Heading> headings() {
        var headings = new ArrayList<Heading>();
        place(fields, 0, 0, headRows(), headings);
        headings.sort(Comparator.comparingInt(Heading::row).thenComparingInt(Heading::column));
        return headings;
    }

    /// The cells of the header that reach into `row`, from left to right.
    List<Heading> headingsOf(int row) {
        return headings().stream()
                .filter(h -> h.row() <= row && row < h.row() + h.rows())
                .sorted(Comparator.comparingInt(Heading::column))
                .toList();
    }

    /// The width of each column if all together are `whole` wide.
    double[] widths(double whole) {
        var columns = columns();
        double sum = columns.stream().mapToDouble(Field::width).sum();
        return columns.stream().mapToDouble(c -> whole * c.width() / sum).toArray();
    }

    /// A cell as it is printed for `locale`.
    static String printed(@Nullable Object cell, Locale locale) {
        return switch (cell) {
            case null -> "";
            case LocalDate day -> Days.printed(day);
            case BigDecimal number -> {
                var format = NumberFormat.getNumberInstance(locale);
                format.setMinimumFractionDigits(number.scale());
                format.setMaximumFractionDigits(number.scale());
                yield format.format(number);
            }
            case Number number -> NumberFormat.getNumberInstance(locale).format(number);
            default -> cell.toString();
        };
    }

    private static List<Field> leaves(List<Field> fields) {
        return fields.stream()
                .flatMap(f -> f.parts().isEmpty() ? Stream.of(f) : leaves(f.parts()).stream())
                .toList();
    }

    private static int place(List<Field> fields, int row, int column, int depth, List<Heading> headings) {
        int from = column;
        for (var field : fields) {
            boolean leaf = field.parts().isEmpty();
            int columns = leaf ? 1 : place(field.parts(), row + 1, column, depth, headings);
            headings.add(new Heading(field.title(), row, column, leaf ? depth - row : 1, columns));
            column += columns;
        }
        return column - from;
    }
}
