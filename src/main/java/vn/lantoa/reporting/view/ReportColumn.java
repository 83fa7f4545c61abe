package vn.lantoa.reporting.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.lantoa.paper.Grid.Align;

/// One of the 22 columns that result reports fill in, as a single column or several under a common heading.
///
/// @param number from 1, as forms print it
/// @param key of its heading: `reporting.column.` and this
/// @param from place of its first part among all parts
public record ReportColumn(int number, String key, int from, List<Part> parts) {

    /// All of them in the order of the form.
    public static final List<ReportColumn> ALL = all();

    public ReportColumn {
        parts = List.copyOf(parts);
    }

    /// A column of the table.
    ///
    /// @param key of its heading: that of the column, a dot and this; empty for the only part
    /// @param width compared with the other columns
    public record Part(String key, double width, Align align) {}

    public boolean single() {
        return parts.size() == 1;
    }

    public String title() {
        return "reporting.column." + key;
    }

    public String title(Part part) {
        return title() + "." + part.key;
    }

    private static List<ReportColumn> all() {
        var columns = new ArrayList<ReportColumn>();
        single(columns, "order", 0.8, Align.CENTRE);
        single(columns, "unit", 3, Align.LEFT);
        single(columns, "documents", 2, Align.LEFT);
        single(columns, "plan", 1.8, Align.LEFT);
        single(columns, "level", 1.5, Align.LEFT);
        single(columns, "form", 1.8, Align.LEFT);
        single(columns, "dates", 2, Align.CENTRE);
        group(columns, "sites", 0.9, "provincial", "upper", "grassroots");
        group(columns, "classes", 0.9, "key", "all");
        add(columns, "presenters", new Part("names", 2, Align.LEFT), new Part("head", 1.3, Align.CENTRE));
        group(columns, "members", 1.1, "total", "full", "probationary");
        group(columns, "exempt", 0.9, "total", "studied");
        group(columns, "cadres", 1.15, "called", "attended", "rate");
        group(columns, "studied", 1.1, "main", "makeup", "total", "rate", "declared");
        group(columns, "absent", 1, "excused", "absent", "unrecorded");
        single(columns, "guests", 1.1, Align.RIGHT);
        group(columns, "essays", 1.1, "due", "in");
        group(columns, "finished", 0.9, "yes", "no");
        single(columns, "programmes", 1.1, Align.RIGHT);
        single(columns, "inspections", 1.1, Align.RIGHT);
        add(
                columns,
                "remarks",
                new Part("strengths", 4, Align.LEFT),
                new Part("shortcomings", 4, Align.LEFT),
                new Part("proposals", 4, Align.LEFT));
        single(columns, "signer", 1.8, Align.LEFT);
        return List.copyOf(columns);
    }

    private static void single(List<ReportColumn> columns, String key, double width, Align align) {
        add(columns, key, new Part("", width, align));
    }

    private static void group(List<ReportColumn> columns, String key, double width, String... parts) {
        add(
                columns,
                key,
                Arrays.stream(parts)
                        .map(part -> new Part(part, width, Align.RIGHT))
                        .toArray(Part[]::new));
    }

    private static void add(List<ReportColumn> columns, String key, Part... parts) {
        int from = columns.stream().mapToInt(column -> column.parts.size()).sum();
        columns.add(new ReportColumn(columns.size() + 1, key, from, Arrays.asList(parts)));
    }
}
