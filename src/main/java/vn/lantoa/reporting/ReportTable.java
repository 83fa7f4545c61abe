package vn.lantoa.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.Grid;
import vn.lantoa.paper.Words;
import vn.lantoa.reporting.view.DirectiveLine;
import vn.lantoa.reporting.view.Held;
import vn.lantoa.reporting.view.ReportColumn;
import vn.lantoa.reporting.view.ReportRow;
import vn.lantoa.reporting.view.ResultReport;
import vn.lantoa.reporting.view.Told;

/// The 22 columns of a result report, filled in for each line: the same cells on the page and in every file.
///
/// @param letters of a remark that are shown; the rest is cut off
/// @param ditto whether a line says "as above" where it has the same as the total
record ReportTable(ResultReport report, Words words, int letters, boolean ditto) {

    /// The total and the lines below it.
    List<ReportRow> lines() {
        return Stream.concat(Stream.of(report.total()), report.rows().stream()).toList();
    }

    /// A cell for each part of the columns: a text, a number, or null for nothing.
    List<@Nullable Object> cells(ReportRow row) {
        var figure = row.figure();
        var held = row.held();
        var told = row.told();
        return Arrays.asList(
                row.kind() == ReportRow.Kind.PART ? row.order() : null,
                row.kind() == ReportRow.Kind.OWN ? words.say("reporting.own") : figure.name(),
                same(row, symbols()),
                same(row, plan()),
                join(held.levels().stream().map(level -> words.say("reporting.level." + level))),
                join(figure.formsUsed().keySet().stream().map(form -> words.say(form.key()))),
                dates(held),
                then(held.provincialSites()),
                then(held.upperSites()),
                then(held.grassrootsSites()),
                then(held.keyCadreClasses()),
                then(held.classes()),
                held.presenters(),
                said(held.headPresented()),
                figure.total(),
                figure.full(),
                figure.probationary(),
                figure.exempt(),
                figure.studiedExempt(),
                figure.keyCadres(),
                figure.keyCadresStudied(),
                percent(figure.keyCadreRate()),
                figure.studied() - figure.makeUp(),
                figure.makeUp(),
                figure.studied(),
                percent(figure.rates().gross()),
                figure.declared() == 0 ? null : figure.declared(),
                figure.excused(),
                figure.absent(),
                figure.unrecorded(),
                figure.guests(),
                told.essaysDue(),
                told.essaysIn(),
                held.finished(),
                held.unfinished(),
                null,
                null,
                cut(told.strengths()),
                cut(told.shortcomings()),
                cut(told.proposals()),
                signer(told));
    }

    /// Blank where the units are not those that held it.
    private @Nullable Long then(long count) {
        return report.frozen() ? count : null;
    }

    /// The heading of every part, for a header of one row.
    List<String> headings() {
        var headings = new ArrayList<String>();
        for (var column : ReportColumn.ALL) {
            for (var part : column.parts()) {
                var title = words.say(column.title());
                headings.add(column.single() ? title : title + " – " + words.say(column.title(part)));
            }
        }
        return headings;
    }

    /// The table of the columns numbered `numbers`.
    Grid grid(int points, int... numbers) {
        var columns = Arrays.stream(numbers)
                .mapToObj(number -> ReportColumn.ALL.get(number - 1))
                .toList();
        return new Grid(
                columns.stream().map(this::field).toList(),
                lines().stream().map(row -> line(row, columns)).toList(),
                points);
    }

    private Grid.Line line(ReportRow row, List<ReportColumn> columns) {
        var all = cells(row);
        var cells = new ArrayList<@Nullable Object>();
        for (var column : columns)
            cells.addAll(
                    all.subList(column.from(), column.from() + column.parts().size()));
        return new Grid.Line(cells, row.total());
    }

    private Grid.Field field(ReportColumn column) {
        var title = "(" + column.number() + ")\n" + words.say(column.title());
        var first = column.parts().getFirst();
        if (column.single()) return Grid.Field.of(title, first.width(), first.align());
        return Grid.Field.group(
                title,
                column.parts().stream()
                        .map(part -> Grid.Field.of(words.say(column.title(part)), part.width(), part.align()))
                        .toArray(Grid.Field[]::new));
    }

    private String symbols() {
        return join(report.documents().stream().map(DirectiveLine::symbol));
    }

    private @Nullable String plan() {
        var symbol = report.campaign().planSymbol();
        var on = report.campaign().planOn();
        if (symbol == null) return on == null ? null : Days.printed(on);
        return on == null ? symbol : words.say("reporting.plan", symbol, Days.printed(on));
    }

    private @Nullable String same(ReportRow row, @Nullable String text) {
        return ditto && !row.total() && text != null && !text.isEmpty() ? words.say("reporting.ditto") : text;
    }

    private static @Nullable String dates(Held held) {
        var from = held.from();
        var until = held.until();
        if (from == null || until == null) return null;
        return from.equals(until) ? Days.printed(from) : Days.printed(from) + " – " + Days.printed(until);
    }

    private @Nullable String said(@Nullable Boolean answer) {
        return answer == null ? null : words.say(answer ? "reporting.yes" : "reporting.no");
    }

    private @Nullable BigDecimal percent(Rate rate) {
        return rate.percent(report.rounding());
    }

    private String cut(String text) {
        if (text.length() <= letters) return text;
        var end = Character.isHighSurrogate(text.charAt(letters - 1)) ? letters - 1 : letters;
        return text.substring(0, end).strip() + "…";
    }

    private static @Nullable String signer(Told told) {
        if (told.signer() == null) return null;
        return told.signerPost() == null ? told.signer() : told.signer() + ", " + told.signerPost();
    }

    private static String join(Stream<String> words) {
        return words.filter(Objects::nonNull).collect(Collectors.joining(", "));
    }
}
