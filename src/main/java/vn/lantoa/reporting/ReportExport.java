package vn.lantoa.reporting;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.CsvOut;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.PaperFormat;
import vn.lantoa.paper.Words;
import vn.lantoa.reporting.view.ReportColumn;
import vn.lantoa.reporting.view.ResultReport;
import vn.lantoa.study.Bases;
import vn.lantoa.study.Basis;
import vn.lantoa.study.CampaignId;

/// Takes result reports out as files, each marked with who took it out and when, and notes it. A report names the units
/// directly below only, so that a file stays small enough to be made before it is sent.
@Component
class ReportExport {

    private final Bases bases;
    private final Reporting reporting;
    private final ReportPaper paper;
    private final Audit audit;
    private final MessageSource messages;

    ReportExport(Bases bases, Reporting reporting, ReportPaper paper, Audit audit, MessageSource messages) {
        this.bases = bases;
        this.reporting = reporting;
        this.paper = paper;
        this.audit = audit;
        this.messages = messages;
    }

    /// The report of the unit that is called `code` on `basis`, or of the highest one `actor` may take out.
    ///
    /// @throws NotFound if `actor` may not take out the unit's report
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    Taken byCode(
            Actor actor,
            CampaignId id,
            @Nullable String code,
            Basis basis,
            ReportFile file,
            Locale locale,
            Instant at) {
        var unit = bases.named(actor.scope(Permission.EXPORT), id, basis, code);
        return take(actor, id, new UnitId(unit.unit()), basis, file, locale, at);
    }

    /// The report of `unit`, or of the highest one `actor` may take out.
    ///
    /// @param locale of tables; papers are in Vietnamese
    /// @throws NotFound if `actor` may not take out the unit's report
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    Taken take(
            Actor actor,
            CampaignId id,
            @Nullable UnitId unit,
            Basis basis,
            ReportFile file,
            Locale locale,
            Instant at) {
        var place = new UnitId(
                bases.place(actor.scope(Permission.EXPORT), id, basis, unit).unit());
        var report = reporting.of(actor, id, place, basis, at);
        var bytes = bytes(report, file, locale, mark(actor, locale, at));
        audit.note(
                actor,
                "reporting.report.export",
                id.value(),
                place.value(),
                file.ending() + report.grounds().query());
        return new Taken(named(report, actor, Zone.day(at)) + "." + file.ending(), new ByteArrayResource(bytes));
    }

    /// A file ready to be sent.
    record Taken(String name, ByteArrayResource file) {}

    private byte[] bytes(ResultReport report, ReportFile file, Locale locale, Mark mark) {
        var out = new ByteArrayOutputStream(1 << 16);
        switch (file) {
            case CSV -> csv(report, locale, out);
            case XLSX -> workbook(report, locale, mark.reader, out);
            case DOCX ->
                paper.of(report, mark.official).write(PaperFormat.DOCX, out, paper.words(), ReportPaper.LOCALE);
            case PDF -> paper.of(report, mark.official).write(PaperFormat.PDF, out, paper.words(), ReportPaper.LOCALE);
        }
        return out.toByteArray();
    }

    private void csv(ResultReport report, Locale locale, ByteArrayOutputStream out) {
        var table = whole(report, locale);
        var words = words(locale);
        var text = new ReportText(report, words, locale);
        try (var csv = new CsvOut(out)) {
            csv.header(with(table.headings(), words.say("reporting.column.closing")));
            for (var row : table.lines()) csv.row(with(table.cells(row), String.join(" ", text.closings(row))));
        }
    }

    /// CSV has no room above the table: what a unit counted when it closed stands behind the 22 columns.
    private static <T extends @Nullable Object> List<T> with(List<T> cells, T closing) {
        var all = new ArrayList<>(cells);
        all.add(closing);
        return all;
    }

    private void workbook(ResultReport report, Locale locale, String mark, ByteArrayOutputStream out) {
        var words = words(locale);
        var text = new ReportText(report, words, locale);
        var above = new ArrayList<>(List.of(
                words.say("reporting.table.title"),
                report.campaign().title(),
                report.unit().name() + (report.draft() ? " (" + words.say("reporting.paper.draft") + ")" : ""),
                text.basis()));
        above.addAll(text.closings());
        var numbers = IntStream.rangeClosed(1, ReportColumn.ALL.size()).toArray();
        whole(report, locale).grid(8, numbers).workbook(out, words.say("reporting.table.sheet"), above, mark);
    }

    private ReportTable whole(ResultReport report, Locale locale) {
        return new ReportTable(report, words(locale), Integer.MAX_VALUE, false);
    }

    private Words words(Locale locale) {
        return (key, arguments) -> messages.getMessage(key, arguments, locale);
    }

    private Mark mark(Actor actor, Locale locale, Instant at) {
        return new Mark(mark(words(locale), actor, at), mark(paper.words(), actor, at));
    }

    private static String mark(Words words, Actor actor, Instant at) {
        return words.say(
                "reporting.mark",
                actor.name(),
                actor.username(),
                "%tR".formatted(at.atZone(Zone.VIETNAM)),
                Days.printed(Zone.day(at)));
    }

    /// `bao-cao-ket-qua-dang-bo-xa-tan-linh-20231212-canbo`: letters that every file system takes; who took it out
    /// stands in the name because CSV has no other place for it,
    /// and so does a basis other than the usual one.
    private String named(ResultReport report, Actor actor, LocalDate day) {
        var name = "bao cao ket qua " + report.unit().name() + " "
                + (report.frozen()
                        ? ""
                        : words(ReportPaper.LOCALE)
                                        .say("study.basis."
                                                + report.grounds().basis().word())
                                + " ")
                + day.toString().replace("-", "") + " " + actor.username();
        return Folded.of(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private record Mark(String reader, String official) {}
}
