package vn.lantoa.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// A paper as PDF/A-2b: set from markup that is made here and nowhere else, with its letters inside, without any
/// address that would be fetched.
final class Pdf {

    private static final byte[] COLOURS =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    private static final String STYLE = """
            @page { @top-center { content: counter(page); font-family: serif-vn; font-size: 13pt; } }
            @page :first { @top-center { content: none; } }
            body { font-family: serif-vn; font-size: 14pt; line-height: 1.3; margin: 0; }
            p { margin: 0 0 6pt 0; text-align: justify; text-indent: 10mm; }
            table { border-collapse: collapse; width: 100%; }
            .frame { table-layout: fixed; page-break-inside: avoid; }
            .frame td { vertical-align: top; text-align: center; padding: 0; }
            .caps { text-transform: uppercase; }
            .strong { font-weight: bold; }
            .slant { font-style: italic; }
            .party { font-weight: bold; font-size: 15pt; white-space: nowrap; border-bottom: 0.75pt solid #000; padding-bottom: 1pt; }
            .second td { padding-top: 8pt; }
            .type { font-weight: bold; font-size: 16pt; text-align: center; margin: 18pt 0 0 0; text-transform: uppercase; }
            .summary { font-weight: bold; text-align: center; }
            .over { font-style: italic; text-align: center; margin-bottom: 4pt; }
            .rule { width: 30mm; margin: 3pt auto 12pt auto; border-top: 0.75pt solid #000; height: 0; }
            .letter { height: 18pt; }
            h1, h2, h3 { font-size: 14pt; font-weight: normal; margin: 8pt 0 4pt 0; page-break-after: avoid; }
            .section { text-indent: 10mm; }
            .grid { -fs-table-paginate: paginate; table-layout: fixed; margin: 6pt 0; line-height: 1.15; word-wrap: break-word;
                    border-collapse: separate; border-spacing: 0; }
            .grid th, .grid td { border-right: 0.5pt solid #000; border-bottom: 0.5pt solid #000; padding: 2pt 2.5pt; vertical-align: middle; }
            .grid .open { border-bottom: none; }
            .grid .edge { border-left: 0.5pt solid #000; }
            .grid .top { border-top: 0.5pt solid #000; }
            .grid tr { page-break-inside: avoid; }
            .grid th { font-weight: bold; text-align: center; }
            .LEFT { text-align: left; } .CENTRE { text-align: center; } .RIGHT { text-align: right; }
            .sign { margin-top: 14pt; }
            .sign .to { text-align: left; font-size: 12pt; line-height: 1.15; }
            .sign .to span { font-size: 14pt; text-decoration: underline; }
            .room { height: 26mm; }
            """;

    private final Paper paper;
    private final Words words;
    private final Locale locale;
    private int depth;
    private final StringBuilder html = new StringBuilder(1 << 14);

    Pdf(Paper paper, Words words, Locale locale) {
        this.paper = paper;
        this.words = words;
        this.locale = locale;
    }

    void write(OutputStream out) {
        var builder = new PdfRendererBuilder()
                .usePdfAConformance(PdfAConformance.PDFA_2_B)
                .useColorProfile(COLOURS)
                .usePdfUaAccessibility(true)
                .withProducer("Lan Tỏa")
                .useFont(Typeface.REGULAR::open, "serif-vn", 400, FontStyle.NORMAL, true)
                .useFont(Typeface.BOLD::open, "serif-vn", 700, FontStyle.NORMAL, true)
                .useFont(Typeface.ITALIC::open, "serif-vn", 400, FontStyle.ITALIC, true)
                .useUriResolver((base, address) -> null)
                .withHtmlContent(markup(), null)
                .toStream(out);
        try {
            builder.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String markup() {
        var page = paper.layout();
        html.append("<html lang=\"").append(locale.getLanguage()).append("\"><head><title>");
        text(paper.title());
        html.append("</title><meta name=\"subject\" content=\"");
        text(paper.title());
        html.append("\"/><style>").append(sheet("", page)).append(STYLE);
        var mark = paper.mark();
        if (mark != null) html.append(foot(mark));
        for (int i = 0; i < paper.annexes().size(); i++) {
            html.append(sheet("annex" + i, paper.annexes().get(i).layout()));
        }
        html.append("</style></head><body>");
        head(paper.head());
        paper.body().forEach(this::block);
        var signature = paper.signature();
        if (signature != null) sign(signature);
        for (int i = 0; i < paper.annexes().size(); i++) {
            var annex = paper.annexes().get(i);
            // the width is said because blocks are measured by the first page of the paper
            html.append("<div style=\"page: annex%d; page-break-before: always; width: %dmm\">"
                    .formatted(i, annex.layout().width()));
            annex(annex);
            html.append("</div>");
        }
        return html.append("</body></html>").toString();
    }

    private static String sheet(String name, Layout page) {
        return "@page %s { size: %dmm %dmm; margin: %dmm %dmm %dmm %dmm; }\n"
                .formatted(
                        name,
                        page.sheetWidth(),
                        page.sheetHeight(),
                        page.top(),
                        page.right(),
                        page.bottom(),
                        page.left());
    }

    /// The mark as a string of the style sheet, every letter in it by its number, so that no text ends the string.
    private static String foot(String mark) {
        var letters = new StringBuilder();
        Paper.plain(mark).codePoints().forEach(c -> letters.append("\\%06x".formatted(c)));
        return "@page { @bottom-left { content: \"%s\"; font-family: serif-vn; font-style: italic; font-size: 8pt; white-space: nowrap; } }\n"
                .formatted(letters);
    }

    private void annex(Paper.Annex annex) {
        boolean first = true;
        for (var title : annex.titles()) {
            if (first) section(title, 1, "summary");
            else element("div", "over", title);
            first = false;
        }
        annex.body().forEach(this::block);
    }

    private void head(Head head) {
        html.append("<table class=\"frame\"><col style=\"width:47%\"/><col style=\"width:53%\"/><tr><td>");
        var superior = head.superior();
        if (superior != null) element("div", "caps", superior);
        element("div", "caps strong", head.issuer());
        element("div", "", "*");
        html.append("</td><td>");
        element("span", "party", words.say("paper.official.party"));
        html.append("</td></tr><tr class=\"second\"><td>");
        element("div", "", Paper.number(head, words));
        var draft = head.draft();
        if (draft != null) element("div", "strong", draft);
        html.append("</td><td>");
        element("div", "slant", Paper.placeAndDay(head, words));
        html.append("</td></tr></table>");
        var type = head.type();
        if (type == null) {
            html.append("<div class=\"letter\"></div>");
            return;
        }
        element("h1", "type", type);
        depth = 1;
        var summary = head.summary();
        if (summary != null) element("div", "summary", summary);
        html.append("<div class=\"rule\"></div>");
    }

    private void block(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> paragraph.text().lines().forEach(line -> element("p", "", line));
            case Block.Section section ->
                section(section.text(), section.level(), section.level() == 1 ? "section strong" : "section slant");
            case Block.Items list -> list.items().forEach(item -> element("p", "", "- " + item));
            case Grid grid -> grid(grid);
        }
    }

    /// Readers who cannot see go by the depth of headings, which begins with 1 and skips none.
    private void section(String text, int level, String style) {
        depth = Math.min(depth + 1, level + (paper.head().type() == null ? 0 : 1));
        element("h" + depth, style, text);
    }

    private void grid(Grid grid) {
        html.append("<table class=\"grid\" style=\"font-size:")
                .append(grid.points())
                .append("pt\">");
        for (double width : grid.widths(100)) {
            html.append("<col style=\"width:")
                    .append(String.format(Locale.ROOT, "%.3f", width))
                    .append("%\"/>");
        }
        html.append("<thead>");
        for (int row = 0; row < grid.headRows(); row++) headRow(grid, row);
        html.append("</thead><tbody>");
        var columns = grid.columns();
        for (var line : grid.lines()) {
            html.append(line.strong() ? "<tr class=\"strong\">" : "<tr>");
            for (int i = 0; i < columns.size(); i++) {
                html.append("<td class=\"")
                        .append(columns.get(i).align())
                        .append(i == 0 ? " edge" : "")
                        .append("\">");
                lines(Grid.printed(line.cells().get(i), locale));
                html.append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    /// A heading over several rows is set as one cell for each, the words in the lowest: the borders of cells that span
    /// rows get lost where the header is repeated on a further page.
    private void headRow(Grid grid, int row) {
        html.append("<tr>");
        for (var heading : grid.headingsOf(row)) {
            boolean lowest = row == heading.row() + heading.rows() - 1;
            html.append("<th class=\"")
                    .append(heading.column() == 0 ? "edge " : "")
                    .append(row == 0 ? "top " : "")
                    .append(lowest ? "" : "open");
            html.append("\" colspan=\"").append(heading.columns()).append("\">");
            if (lowest) lines(heading.title());
            html.append("</th>");
        }
        html.append("</tr>");
    }

    private void sign(Signature signature) {
        html.append(
                "<table class=\"frame sign\"><col style=\"width:47%\"/><col style=\"width:53%\"/><tr><td class=\"to\">");
        if (!signature.recipients().isEmpty()) {
            element("span", "", words.say("paper.official.recipients"));
            signature.recipients().forEach(to -> element("div", "", "- " + to));
        }
        html.append("</td><td>");
        var authority = signature.authority();
        if (authority != null) element("div", "caps strong", authority);
        element("div", "caps", signature.position());
        html.append("<div class=\"room\"></div>");
        element("div", "strong", signature.name());
        html.append("</td></tr></table>");
    }

    private void element(String name, String style, String content) {
        html.append('<').append(name).append(" class=\"").append(style).append("\">");
        lines(content);
        html.append("</").append(name).append('>');
    }

    private void lines(String content) {
        var lines = List.of(content.split("\\R", -1));
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) html.append("<br/>");
            text(lines.get(i));
        }
    }

    private void text(String text) {
        var plain = Paper.plain(text);
        for (int i = 0; i < plain.length(); i++) {
            char letter = plain.charAt(i);
            switch (letter) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                default -> html.append(letter);
            }
        }
    }
}
