package vn.lantoa.reporting;

import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;
import vn.lantoa.kernel.Zone;
import vn.lantoa.library.DocumentType;
import vn.lantoa.paper.Block;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.Words;
import vn.lantoa.reporting.view.DirectiveLine;
import vn.lantoa.reporting.view.ReportRow;
import vn.lantoa.reporting.view.ResultReport;
import vn.lantoa.reporting.view.TopicLine;
import vn.lantoa.study.view.ClosedFigure;

/// A result report in sentences: how the study was run, the figures, what the unit says.
record ReportText(ResultReport report, Words words, Locale locale) {

    /// So many documents are named in the abstract; more are gathered under the campaign's title.
    private static final int NAMED = 4;

    /// So many units below that changed their figure are named.
    private static final int CHANGED = 10;

    /// What the report is about, as the abstract below its type says.
    String summary() {
        var documents = report.documents();
        if (documents.isEmpty() || documents.size() > NAMED)
            return words.say(
                    "reporting.paper.summary.campaign", report.campaign().title());
        return words.say(
                "reporting.paper.summary", documents.stream().map(this::named).collect(Collectors.joining(", ")));
    }

    List<Block> body() {
        var body = new ArrayList<Block>();
        body.add(new Block.Section(words.say("reporting.paper.part.run"), 1));
        run(body);
        body.add(new Block.Section(words.say("reporting.paper.part.results"), 1));
        results(body);
        if (report.frozen()) {
            body.add(new Block.Section(words.say("reporting.paper.part.judgement"), 1));
            judgement(body);
        }
        return body;
    }

    /// On what the figures rest: tree, day, rounding, moment; what of it is an estimate, and what is left out.
    String basis() {
        var sentences = new ArrayList<String>();
        sentences.add(rests());
        var early = report.campaign().rosterAsOf();
        if (early != null)
            sentences.add(words.say(
                    "reporting.basis.early", Days.printed(report.campaign().cutOff()), Days.printed(early)));
        if (report.figure().estimate()) sentences.add(words.say("reporting.basis.estimate"));
        if (!report.frozen()) sentences.add(words.say("reporting.basis.then"));
        return String.join(" ", sentences);
    }

    private String rests() {
        return words.say(
                report.frozen()
                        ? "reporting.basis"
                        : "reporting.basis." + report.grounds().basis().word(),
                Days.printed(report.campaign().cutOff()),
                words.say("reporting.rounding." + report.rounding().name()),
                time(report.at()),
                day(report.at()));
    }

    /// When the unit closed its figure, what it counted then and what has changed since; which units below have changed
    /// theirs. Empty where nothing was closed.
    List<String> closings() {
        var sentences = new ArrayList<>(closings(report.total()));
        var changed = report.partsChanged();
        if (changed.isEmpty()) return sentences;

        var named = changed.stream()
                .limit(CHANGED)
                .map(row -> words.say("reporting.closing.part", row.figure().name(), changes(row.changes())))
                .collect(Collectors.joining("; "));
        sentences.add(
                changed.size() <= CHANGED
                        ? words.say("reporting.closing.parts", named)
                        : words.say("reporting.closing.parts.more", named, number(changed.size() - CHANGED)));
        return sentences;
    }

    /// The closings of the unit of `row`, a sentence or three for each.
    List<String> closings(ReportRow row) {
        return ClosedFigure.telling(row.closings()).stream()
                .map(closing -> closing(closing, row))
                .toList();
    }

    private String closing(ClosedFigure closing, ReportRow row) {
        var counts = closing.counts();
        var sentences = new ArrayList<String>();
        if (counts == null)
            sentences.add(words.say("reporting.closing.lost", time(closing.closedAt()), day(closing.closedAt())));
        else
            sentences.add(words.say(
                    closing.ended() ? "reporting.closing.ended" : "reporting.closing",
                    time(closing.closedAt()),
                    day(closing.closedAt()),
                    number(counts.studied()),
                    number(counts.total()),
                    rate(new Rate(counts.studied(), counts.total())),
                    number(counts.excused()),
                    number(counts.absent()),
                    number(counts.unrecorded())));
        var reopened = closing.reopenedAt();
        if (reopened != null) sentences.add(words.say("reporting.closing.reopened", time(reopened), day(reopened)));
        if (counts == null) return String.join(" ", sentences);

        var changes = closing.changes(row.figure());
        sentences.add(
                changes.isEmpty()
                        ? words.say("reporting.closing.same")
                        : words.say("reporting.closing.changed", changes(changes)));
        return String.join(" ", sentences);
    }

    private String changes(List<ClosedFigure.Change> changes) {
        return changes.stream()
                .map(change -> words.say(
                        "reporting.closing.change." + change.count(), number(change.was()), number(change.is())))
                .collect(Collectors.joining(", "));
    }

    private static String time(Instant at) {
        return "%tR".formatted(at.atZone(Zone.VIETNAM));
    }

    private static String day(Instant at) {
        return Days.printed(Zone.day(at));
    }

    /// Opening figure, adjustments, closing figure.
    String balance() {
        var balance = report.balance();
        var text = words.say("reporting.balance", number(balance.openingTotal()), number(balance.closingTotal()));
        if (!balance.moved()) return text + " " + words.say("reporting.balance.still");

        var moves = new ArrayList<String>();
        move(moves, "added", balance.added());
        move(moves, "movedIn", balance.movedIn());
        move(moves, "movedOut", balance.movedOut());
        move(moves, "removed", balance.removed());
        move(moves, "exempted", balance.exempted());
        move(moves, "notExempted", balance.notExempted());
        move(moves, "standings", balance.standings());
        return text + " " + words.say("reporting.balance.moves", String.join("; ", moves));
    }

    private void run(List<Block> body) {
        var campaign = report.campaign();
        var plan = campaign.planSymbol();
        var on = campaign.planOn();
        if (plan == null) say(body, "run");
        else if (on == null) say(body, "run.plan", plan);
        else say(body, "run.planned", plan, Days.printed(on));
        body.add(new Block.Items(report.documents().stream()
                .map(document -> words.say(
                        "reporting.paper.document",
                        named(document),
                        Days.printed(document.issuedOn()),
                        document.issuer(),
                        document.title()))
                .toList()));

        if (!report.frozen()) return;

        var held = report.total().held();
        var from = held.from();
        var until = held.until();
        say(
                body,
                "dates",
                Days.printed(from == null ? campaign.opensOn() : from),
                Days.printed(until == null ? campaign.closesOn() : until));
        if (held.keyCadreClasses() + held.classes() > 0)
            say(body, "classes", number(held.keyCadreClasses()), number(held.classes()));
        if (held.sites() > 0)
            say(
                    body,
                    "sites",
                    number(held.sites()),
                    number(held.provincialSites()),
                    number(held.upperSites()),
                    number(held.grassrootsSites()));
        if (report.delegates() > 0) say(body, "delegates", number(report.delegates()));
        if (!report.topics().isEmpty()) {
            say(body, "topics", number(report.topics().size()));
            body.add(new Block.Items(report.topics().stream().map(this::topic).toList()));
        }
        if (held.headPresented() != null) say(body, held.headPresented() ? "head.yes" : "head.no");
        if (report.partsPresented() > 0)
            say(
                    body,
                    "heads",
                    number(report.partsPresented()),
                    number(report.parts().size()));
    }

    private void results(List<Block> body) {
        body.add(new Block.Paragraph(basis()));
        for (var sentence : closings()) body.add(new Block.Paragraph(sentence));
        var figure = report.figure();
        var rates = figure.rates();
        say(
                body,
                "members",
                number(figure.total()),
                number(figure.full()),
                number(figure.probationary()),
                number(figure.exempt()));
        body.add(new Block.Paragraph(balance()));
        say(
                body,
                "studied",
                number(figure.studied()),
                number(figure.total()),
                rate(rates.gross()),
                number(figure.studied() - figure.makeUp()),
                number(figure.makeUp()),
                number(figure.studiedExempt()));
        say(body, "duty", number(figure.studiedOnDuty()), number(figure.onDuty()), rate(rates.duty()));
        if (!figure.formsUsed().isEmpty())
            say(
                    body,
                    "forms",
                    figure.formsUsed().entrySet().stream()
                            .map(used -> words.say(used.getKey().key()) + " " + number(used.getValue()))
                            .collect(Collectors.joining("; ")));
        if (figure.keyCadres() > 0)
            say(
                    body,
                    "cadres",
                    number(figure.keyCadresStudied()),
                    number(figure.keyCadres()),
                    rate(figure.keyCadreRate()));
        say(
                body,
                "absent",
                number(figure.excused()) + reasons(),
                number(figure.absent()),
                number(figure.unrecorded()),
                number(figure.exemptNotStudied()));
        var due = report.total().told().essaysDue();
        var in = report.total().told().essaysIn();
        if (due != null || in != null) say(body, "essays", number(in == null ? 0 : in), number(due == null ? 0 : due));
        if (figure.guests() > 0) say(body, "guests", number(figure.guests()));
        if (figure.declared() > 0) say(body, "declared", number(figure.declared()));
        if (!report.parts().isEmpty())
            say(
                    body,
                    "finished",
                    number(report.partsFinished()),
                    number(report.parts().size()),
                    number(report.total().held().finished()),
                    number(report.total().held().finished()
                            + report.total().held().unfinished()));
    }

    private void judgement(List<Block> body) {
        var told = report.total().told();
        opinion(body, "strengths", told.strengths());
        opinion(body, "shortcomings", told.shortcomings());
        opinion(body, "proposals", told.proposals());
    }

    private void opinion(List<Block> body, String what, String text) {
        body.add(new Block.Section(words.say("reporting.paper." + what), 2));
        body.add(new Block.Paragraph(text.isBlank() ? words.say("reporting.paper.unwritten") : text));
    }

    private void say(List<Block> body, String what, @Nullable Object... arguments) {
        body.add(new Block.Paragraph(words.say("reporting.paper." + what, arguments)));
    }

    private void move(List<String> moves, String what, long people) {
        if (people > 0) moves.add(words.say("reporting.balance." + what, number(people)));
    }

    /// "Nghị quyết số 42-NQ/TW"; QĐ is told apart by its title.
    private String named(DirectiveLine document) {
        var type = DocumentType.of(document.type())
                .map(Enum::name)
                .map(name -> name.equals("QD") && document.title().startsWith("Quy định") ? "QDI" : name)
                .orElse("OTHER");
        return words.say("reporting.type." + type, document.symbol());
    }

    private String topic(TopicLine topic) {
        var text = words.say("reporting.paper.topic", Integer.toString(topic.number()), topic.title());
        var presenter = topic.presenter();
        if (presenter != null && !presenter.isBlank())
            text += " " + words.say("reporting.paper.topic.presenter", presenter);
        return topic.byHead() ? text + " " + words.say("reporting.paper.topic.head") : text;
    }

    private String reasons() {
        if (report.reasons().isEmpty()) return "";
        return " ("
                + report.reasons().entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(reason -> words.say("study.reason." + reason.getKey())
                                        .toLowerCase(locale) + " " + number(reason.getValue()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private String number(long count) {
        return NumberFormat.getIntegerInstance(locale).format(count);
    }

    private String rate(Rate rate) {
        var percent = rate.percent(report.rounding());
        if (percent == null) return "–";
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(percent) + "\u00a0%";
    }
}
