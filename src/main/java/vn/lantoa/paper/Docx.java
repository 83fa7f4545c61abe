package vn.lantoa.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.impl.xb.xmlschema.SpaceAttribute.Space;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBody;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STUnderline;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVerticalJc;

/// A paper as a Word file. Lengths in the file are twentieths of a point, letters are counted in half points.
final class Docx {

    private static final String FONT = "Times New Roman";
    private static final double TWIPS_PER_MM = 1440 / 25.4;
    private static final double LEFT_SHARE = 0.47;

    private static final Face PLAIN = new Face(14, false, false, false);
    private static final Face STRONG = new Face(14, true, false, false);
    private static final Face SLANTED = new Face(14, false, true, false);
    private static final Face PARTY = new Face(15, true, false, false);
    private static final Face MARK = new Face(9, false, true, false);
    private static final Face TYPE = new Face(16, true, false, false);

    private final Paper paper;
    private final Words words;
    private final Locale locale;
    private final XWPFDocument document = new XWPFDocument();
    private final CTBody body = document.getDocument().getBody();
    private int width;

    Docx(Paper paper, Words words, Locale locale) {
        this.paper = paper;
        this.words = words;
        this.locale = locale;
        this.width = twips(paper.layout().width());
    }

    void write(OutputStream out) {
        try (document) {
            var properties = document.getProperties().getCoreProperties();
            properties.setTitle(Paper.plain(paper.title()));
            properties.setCreator("Lan Tỏa");
            var mark = paper.mark();
            if (mark != null) properties.setDescription(Paper.plain(mark));
            defaults();
            head(paper.head());
            paper.body().forEach(this::block);
            var signature = paper.signature();
            if (signature != null) sign(signature);
            ends();
            var layout = paper.layout();
            boolean titled = true;
            for (var annex : paper.annexes()) {
                sheet(section(), layout, titled);
                layout = annex.layout();
                titled = false;
                annex(annex);
            }
            sheet(body.getSectPr(), layout, titled);
            document.write(new StayingOpen(out));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void defaults() {
        var styles = document.createStyles();
        var fonts = CTFonts.Factory.newInstance();
        fonts.setAscii(FONT);
        fonts.setHAnsi(FONT);
        fonts.setCs(FONT);
        fonts.setEastAsia(FONT);
        styles.setDefaultFonts(fonts);
        styles.setSpellingLanguage("vi-VN");
    }

    private void head(Head head) {
        int left = (int) (width * LEFT_SHARE);
        var frame = table(left, width - left);
        var upper = frame.addNewTr();
        var issuer = cell(upper, left, STVerticalJc.TOP);
        var superior = head.superior();
        if (superior != null) centred(issuer.addNewP(), PLAIN, upper(superior));
        centred(issuer.addNewP(), STRONG, upper(head.issuer()));
        centred(issuer.addNewP(), PLAIN, "*");
        var right = cell(upper, width - left, STVerticalJc.TOP);
        var party = words.say("paper.official.party");
        centred(right.addNewP(), PARTY, party);
        rule(right.addNewP(), width - left, (int) Math.round(Typeface.BOLD.width(party, PARTY.points) * 20));

        var lower = frame.addNewTr();
        var number = cell(lower, left, STVerticalJc.TOP);
        centred(number.addNewP(), PLAIN, Paper.number(head, words));
        var draft = head.draft();
        if (draft != null) centred(number.addNewP(), STRONG, draft);
        centred(cell(lower, width - left, STVerticalJc.TOP).addNewP(), SLANTED, Paper.placeAndDay(head, words));

        space(body.addNewP(), 240);
        var type = head.type();
        if (type == null) return;
        centred(body.addNewP(), TYPE, upper(type));
        var summary = head.summary();
        if (summary != null) centred(body.addNewP(), STRONG, summary);
        rule(body.addNewP(), width, twips(30));
        space(body.addNewP(), 60);
    }

    private void block(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> paragraph.text().lines().forEach(line -> running(line, PLAIN));
            case Block.Section section ->
                running(section.text(), section.level() == 1 ? STRONG : SLANTED)
                        .getPPr()
                        .addNewKeepNext();
            case Block.Items list -> list.items().forEach(item -> running("- " + item, PLAIN));
            case Grid grid -> grid(grid);
        }
    }

    private CTP running(String text, Face face) {
        var paragraph = body.addNewP();
        var properties = paragraph.addNewPPr();
        var spacing = properties.addNewSpacing();
        spacing.setBefore(BigInteger.valueOf(60));
        spacing.setAfter(BigInteger.valueOf(60));
        spacing.setLine(BigInteger.valueOf(288));
        spacing.setLineRule(STLineSpacingRule.AUTO);
        properties.addNewInd().setFirstLine(BigInteger.valueOf(twips(10)));
        properties.addNewJc().setVal(STJc.BOTH);
        run(paragraph, face, text);
        return paragraph;
    }

    private void grid(Grid grid) {
        int[] widths = whole(grid.widths(width));
        var table = table(widths);
        var borders = table.getTblPr().addNewTblBorders();
        for (var border : List.of(
                borders.addNewTop(),
                borders.addNewLeft(),
                borders.addNewBottom(),
                borders.addNewRight(),
                borders.addNewInsideH(),
                borders.addNewInsideV())) {
            line(border, 4);
        }
        for (int row = 0; row < grid.headRows(); row++) headRow(table.addNewTr(), grid, row, widths);
        var face = new Face(grid.points(), false, false, false);
        var strong = new Face(grid.points(), true, false, false);
        var columns = grid.columns();
        for (var line : grid.lines()) {
            var row = table.addNewTr();
            row.addNewTrPr().addNewCantSplit();
            for (int i = 0; i < widths.length; i++) {
                var paragraph = cell(row, widths[i], STVerticalJc.CENTER).addNewP();
                align(paragraph, columns.get(i).align());
                run(
                        paragraph,
                        line.strong() ? strong : face,
                        Grid.printed(line.cells().get(i), locale));
            }
        }
        space(body.addNewP(), 60);
    }

    private static void headRow(CTRow row, Grid grid, int at, int[] widths) {
        var properties = row.addNewTrPr();
        properties.addNewCantSplit();
        properties.addNewTblHeader();
        var face = new Face(grid.points(), true, false, false);
        for (var heading : grid.headingsOf(at)) {
            int wide = 0;
            for (int i = 0; i < heading.columns(); i++) wide += widths[heading.column() + i];
            var cell = cell(row, wide, STVerticalJc.CENTER);
            var layout = cell.getTcPr();
            if (heading.columns() > 1) layout.addNewGridSpan().setVal(BigInteger.valueOf(heading.columns()));
            if (heading.rows() > 1) {
                layout.addNewVMerge().setVal(heading.row() == at ? STMerge.RESTART : STMerge.CONTINUE);
            }
            centred(cell.addNewP(), face, heading.row() == at ? heading.title() : "");
        }
    }

    private void sign(Signature signature) {
        space(body.addNewP(), 120);
        int left = (int) (width * LEFT_SHARE);
        var row = table(left, width - left).addNewTr();
        row.addNewTrPr().addNewCantSplit();
        var to = cell(row, left, STVerticalJc.TOP);
        if (signature.recipients().isEmpty()) {
            to.addNewP();
        } else {
            run(to.addNewP(), new Face(14, false, false, true), words.say("paper.official.recipients"));
            var small = new Face(12, false, false, false);
            signature.recipients().forEach(each -> run(to.addNewP(), small, "- " + each));
        }
        var by = cell(row, width - left, STVerticalJc.TOP);
        var authority = signature.authority();
        if (authority != null) centred(by.addNewP(), STRONG, upper(authority));
        centred(by.addNewP(), PLAIN, upper(signature.position()));
        for (int i = 0; i < 4; i++) centred(by.addNewP(), PLAIN, "");
        centred(by.addNewP(), STRONG, signature.name());
        space(body.addNewP(), 20);
    }

    private void annex(Paper.Annex annex) {
        width = twips(annex.layout().width());
        boolean first = true;
        for (var title : annex.titles()) {
            centred(body.addNewP(), first ? STRONG : SLANTED, title);
            first = false;
        }
        space(body.addNewP(), 60);
        annex.body().forEach(this::block);
    }

    /// From the second page on the number of the page at the top, and on every page the mark at the foot.
    private void ends() {
        var paragraph = document.createHeader(HeaderFooterType.DEFAULT)
                .createParagraph()
                .getCTP();
        align(paragraph, Grid.Align.CENTRE);
        var field = paragraph.addNewFldSimple();
        field.setInstr(" PAGE ");
        var number = field.addNewR();
        face(number.addNewRPr(), PLAIN);
        number.addNewT().setStringValue("2");
        var mark = paper.mark();
        if (mark == null) return;
        for (var pages : List.of(HeaderFooterType.DEFAULT, HeaderFooterType.FIRST)) {
            run(document.createFooter(pages).createParagraph().getCTP(), MARK, mark);
        }
    }

    /// Ends a section here. What stands at the head and the foot of pages is kept with the last one and holds here too.
    private CTSectPr section() {
        var section = body.addNewP().addNewPPr().addNewSectPr();
        section.setHeaderReferenceArray(body.getSectPr().getHeaderReferenceArray());
        section.setFooterReferenceArray(body.getSectPr().getFooterReferenceArray());
        return section;
    }

    /// Size and margins of the pages of `section`.
    ///
    /// @param titled whether its first page bears no number
    private static void sheet(CTSectPr section, Layout layout, boolean titled) {
        if (section.isSetTitlePg()) section.unsetTitlePg();
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(twips(layout.sheetWidth())));
        size.setH(BigInteger.valueOf(twips(layout.sheetHeight())));
        size.setOrient(layout.landscape() ? STPageOrientation.LANDSCAPE : STPageOrientation.PORTRAIT);
        var margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(twips(layout.top())));
        margins.setBottom(BigInteger.valueOf(twips(layout.bottom())));
        margins.setLeft(BigInteger.valueOf(twips(layout.left())));
        margins.setRight(BigInteger.valueOf(twips(layout.right())));
        margins.setHeader(BigInteger.valueOf(twips(Math.min(10, layout.top() / 2))));
        margins.setFooter(BigInteger.valueOf(twips(Math.min(10, layout.bottom() / 2))));
        margins.setGutter(BigInteger.ZERO);
        if (titled) section.addNewTitlePg();
    }

    /// A table without lines, its columns `widths` wide.
    private CTTbl table(int... widths) {
        var table = body.addNewTbl();
        var properties = table.addNewTblPr();
        int sum = 0;
        for (int each : widths) sum += each;
        var whole = properties.addNewTblW();
        whole.setType(STTblWidth.DXA);
        whole.setW(BigInteger.valueOf(sum));
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        var room = properties.addNewTblCellMar();
        for (var side : List.of(room.addNewLeft(), room.addNewRight())) {
            side.setType(STTblWidth.DXA);
            side.setW(BigInteger.valueOf(50));
        }
        var grid = table.addNewTblGrid();
        for (int each : widths) grid.addNewGridCol().setW(BigInteger.valueOf(each));
        return table;
    }

    private static CTTc cell(CTRow row, int wide, STVerticalJc.Enum stand) {
        var cell = row.addNewTc();
        var properties = cell.addNewTcPr();
        var width = properties.addNewTcW();
        width.setType(STTblWidth.DXA);
        width.setW(BigInteger.valueOf(wide));
        properties.addNewVAlign().setVal(stand);
        return cell;
    }

    /// A rule of `length` in the middle of `room`, as the upper border of a flat empty paragraph.
    private static void rule(CTP paragraph, int room, int length) {
        var properties = paragraph.addNewPPr();
        line(properties.addNewPBdr().addNewTop(), 6);
        var spacing = properties.addNewSpacing();
        spacing.setBefore(BigInteger.valueOf(50));
        spacing.setLine(BigInteger.valueOf(80));
        spacing.setLineRule(STLineSpacingRule.EXACT);
        int side = Math.max(0, (room - length) / 2);
        var indent = properties.addNewInd();
        indent.setLeft(BigInteger.valueOf(side));
        indent.setRight(BigInteger.valueOf(side));
    }

    private static void line(CTBorder border, int eighths) {
        border.setVal(STBorder.SINGLE);
        border.setSz(BigInteger.valueOf(eighths));
        border.setSpace(BigInteger.ZERO);
        border.setColor("000000");
    }

    private static void space(CTP paragraph, int after) {
        var spacing = paragraph.addNewPPr().addNewSpacing();
        spacing.setAfter(BigInteger.valueOf(after));
        spacing.setLine(BigInteger.valueOf(20));
        spacing.setLineRule(STLineSpacingRule.EXACT);
    }

    private static void centred(CTP paragraph, Face face, String text) {
        align(paragraph, Grid.Align.CENTRE);
        run(paragraph, face, text);
    }

    private static void align(CTP paragraph, Grid.Align align) {
        paragraph
                .addNewPPr()
                .addNewJc()
                .setVal(
                        switch (align) {
                            case LEFT -> STJc.LEFT;
                            case CENTRE -> STJc.CENTER;
                            case RIGHT -> STJc.RIGHT;
                        });
    }

    private static void run(CTP paragraph, Face face, String text) {
        var run = paragraph.addNewR();
        face(run.addNewRPr(), face);
        boolean first = true;
        for (var line : Paper.plain(text).split("\\R", -1)) {
            if (!first) run.addNewBr();
            first = false;
            var part = run.addNewT();
            part.setStringValue(line);
            part.setSpace(Space.PRESERVE);
        }
    }

    private static void face(CTRPr properties, Face face) {
        if (face.bold) properties.addNewB();
        if (face.italic) properties.addNewI();
        properties.addNewSz().setVal(BigInteger.valueOf(face.points * 2L));
        properties.addNewSzCs().setVal(BigInteger.valueOf(face.points * 2L));
        if (face.underlined) properties.addNewU().setVal(STUnderline.SINGLE);
    }

    private String upper(String text) {
        return text.toUpperCase(locale);
    }

    private static int twips(int millimetres) {
        return (int) Math.round(millimetres * TWIPS_PER_MM);
    }

    /// Whole widths with the sum that the parts have.
    private static int[] whole(double[] widths) {
        var whole = new int[widths.length];
        double sum = 0;
        int given = 0;
        for (int i = 0; i < widths.length; i++) {
            sum += widths[i];
            whole[i] = (int) Math.round(sum) - given;
            given += whole[i];
        }
        return whole;
    }

    private record Face(int points, boolean bold, boolean italic, boolean underlined) {}
}
