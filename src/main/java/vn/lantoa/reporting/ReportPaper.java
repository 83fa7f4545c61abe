package vn.lantoa.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Settings;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Head;
import vn.lantoa.paper.Layout;
import vn.lantoa.paper.Paper;
import vn.lantoa.paper.Signature;
import vn.lantoa.paper.Words;
import vn.lantoa.reporting.view.ResultReport;
import vn.lantoa.reporting.view.Superior;

/// A result report as an official paper, in Vietnamese whatever the reader's language: the text upright, behind the
/// signature the 22 columns across, in three tables so that they can be read on A4.
@Component
class ReportPaper {

    static final Locale LOCALE = Locale.of("vi");

    /// A remark of a subordinate unit is cut off here; it stands whole in the workbook.
    private static final int LETTERS = 300;

    /// Of the letters of each table: the figures of a whole province fit into their columns.
    private static final int[] POINTS = {8, 7, 8};

    private static final int[][] ANNEXES = {
        {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {1, 2, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, {1, 2, 21, 22}
    };

    private final Settings settings;
    private final Words words;

    ReportPaper(Settings settings, MessageSource messages) {
        this.settings = settings;
        this.words = (key, arguments) -> messages.getMessage(key, arguments, LOCALE);
    }

    Words words() {
        return words;
    }

    /// @param mark who takes the paper out, and when
    Paper of(ResultReport report, String mark) {
        var text = new ReportText(report, words, LOCALE);
        var body = Body.of(report.unit().level(), report.unit().name());
        var summary = text.summary();
        return new Paper(
                words.say("reporting.paper.type") + " " + summary + " – "
                        + report.unit().name(),
                new Head(
                        superior(report),
                        body.name(),
                        "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0-BC/" + body.letters(),
                        place(report, body),
                        Zone.day(report.at()),
                        words.say("reporting.paper.type"),
                        summary,
                        report.draft() ? words.say("reporting.paper.draft") : null),
                text.body(),
                signature(report, body),
                new Layout(
                        false,
                        margin("top", Layout.upright().top()),
                        margin("bottom", Layout.upright().bottom()),
                        margin("left", Layout.upright().left()),
                        margin("right", Layout.upright().right())),
                annexes(report, body),
                mark);
    }

    private List<Paper.Annex> annexes(ResultReport report, Body body) {
        var table = new ReportTable(report, words, LETTERS, true);
        var annexes = new ArrayList<Paper.Annex>();
        for (var numbers : ANNEXES) {
            var titles = List.of(
                    words.say("reporting.table.title"),
                    words.say(
                            "reporting.paper.annex",
                            body.letters(),
                            annexes.size() + 1,
                            ANNEXES.length,
                            Integer.toString(annexes.isEmpty() ? 1 : numbers[2]),
                            Integer.toString(numbers[numbers.length - 1])));
            annexes.add(new Paper.Annex(titles, List.of(table.grid(POINTS[annexes.size()], numbers)), across()));
        }
        return annexes;
    }

    private Layout across() {
        var across = Layout.across();
        return new Layout(
                true,
                margin("top", across.top()),
                margin("bottom", across.bottom()),
                across.left(),
                margin("right", across.right()));
    }

    /// The committee above, which a province does not name.
    private static @Nullable String superior(ResultReport report) {
        if (report.superiors().isEmpty()) return null;
        var above = report.superiors().getLast();
        return switch (above.level()) {
            case CENTRAL -> null;
            default -> Body.of(above.level(), above.name()).name();
        };
    }

    /// Where the paper is issued: the unit's own area, else that of the nearest unit above which has one.
    private static String place(ResultReport report, Body body) {
        if (body.place() != null) return body.place();
        return report.superiors().reversed().stream()
                .map(ReportPaper::body)
                .map(Body::place)
                .filter(place -> place != null)
                .findFirst()
                .orElse("……");
    }

    private Signature signature(ResultReport report, Body body) {
        var told = report.total().told();
        var recipients = new ArrayList<String>();
        if (!report.superiors().isEmpty())
            recipients.add(words.say(
                    "reporting.paper.recipient.superior",
                    body(report.superiors().getLast()).name()));
        if (!report.parts().isEmpty()) recipients.add(words.say("reporting.paper.recipient.parts"));
        recipients.add(words.say("reporting.paper.recipient.file", body.name()));
        return new Signature(
                recipients,
                body.authority(),
                told.signerPost() == null ? words.say("reporting.paper.secretary") : told.signerPost(),
                told.signer() == null ? "" : told.signer());
    }

    private static Body body(Superior superior) {
        return Body.of(superior.level(), superior.name());
    }

    private int margin(String side, int fallback) {
        return new BigDecimal(settings.value("paper.margin-" + side, Integer.toString(fallback)))
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
    }
}
