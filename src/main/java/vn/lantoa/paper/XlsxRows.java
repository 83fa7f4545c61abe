package vn.lantoa.paper;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// Rows of the first visible sheet of a workbook. We walk the sheet ourselves: the libraries at hand trust a cell's own
/// address, so that a file of one kilobyte with a cell far to the right takes all memory there is.
final class XlsxRows implements Records {

    /// A cell of Excel holds no more.
    static final int MOST_LETTERS = 32_767;

    private static final int MOST_PARTS = 2_000;
    private static final int MOST_COLUMNS = 16_384;
    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_LETTERS_IN_ROW = 2_000_000;
    private static final int MOST_ARRAYS = 1_000;
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final ZipFile zip;
    private final Unpacked.Meter meter;
    private final Limits limits;
    private final SharedTexts texts = new SharedTexts();
    private final NumberFormats formats = new NumberFormats();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Block> arrays = new ArrayList<>();
    private final Part sheet;
    private int number;

    XlsxRows(Path file, Limits limits) {
        this.limits = limits;
        this.meter = new Unpacked.Meter(limits.unpackedBytes());
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException broken) {
            throw Part.broken();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        try {
            weigh();
            this.sheet = firstSheet();
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    @Override
    public @Nullable Raw next() {
        while (sheet.next()) {
            if (sheet.starts("row")) return row();
        }
        return null;
    }

    @Override
    public List<Notice> notices() {
        return notices;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Refuses an archive that by its own word is a bomb, before anything is unfolded.
    private void weigh() {
        if (zip.size() > MOST_PARTS) throw Unpacked.bomb();
        long sum = 0;
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            long size = entry.getSize();
            sum += size;
            if (size < 0 || sum > limits.unpackedBytes()) throw Unpacked.bomb();
            if (size > Unpacked.HARMLESS && size / Math.max(1, entry.getCompressedSize()) > Unpacked.RATIO) {
                throw Unpacked.bomb();
            }
        }
    }

    private Part firstSheet() {
        var main = relations("_rels/.rels", "").byKind("officeDocument");
        if (main == null || !main.endsWith(".xml") || zip.getEntry("[Content_Types].xml") == null) {
            throw Refused.unsupported("paper.table.kind");
        }
        var relations = relations(beside(main), folder(main));
        var name = relations.byId(sheetId(main));
        readIfPresent(relations.byKind("sharedStrings"), texts::read);
        readIfPresent(relations.byKind("styles"), formats::read);
        return required(name);
    }

    /// The relation of the first sheet that is not hidden.
    private String sheetId(String main) {
        String first = null;
        String firstName = "";
        int visible = 0;
        try (var part = required(main)) {
            boolean root = true;
            while (part.next()) {
                if (!part.starts()) continue;
                if (root && !part.name().equals("workbook")) throw Refused.unsupported("paper.table.kind");
                root = false;
                if (part.starts("workbookPr") && truth(part.attribute("date1904"))) formats.since1904();
                if (!part.starts("sheet") || hidden(part.attribute("state"))) continue;
                visible++;
                if (first != null) continue;
                first = part.prefixed("id");
                var name = part.attribute("name");
                firstName = name == null ? "" : name;
            }
        }
        if (first == null) throw Part.broken();
        if (visible > 1) notices.add(new Notice("paper.table.sheets", List.of(firstName)));
        return first;
    }

    private static boolean hidden(@Nullable String state) {
        return state != null && !state.equals("visible");
    }

    private static boolean truth(@Nullable String value) {
        return value != null && (value.equals("1") || value.equals("true"));
    }

    private Part required(@Nullable String name) {
        var part = name == null ? null : Part.open(zip, name, meter);
        if (part == null) throw Part.broken();
        return part;
    }

    private void readIfPresent(@Nullable String name, Consumer<Part> reading) {
        if (name == null) return;
        try (var part = Part.open(zip, name, meter)) {
            if (part != null) reading.accept(part);
        }
    }

    private Relations relations(String name, String folder) {
        var relations = new Relations(new HashMap<>(), new HashMap<>());
        try (var part = Part.open(zip, name, meter)) {
            if (part == null) throw Refused.unsupported("paper.table.kind");
            while (part.next()) {
                if (!part.starts("Relationship") || "External".equals(part.attribute("TargetMode"))) continue;
                var target = part.attribute("Target");
                var id = part.attribute("Id");
                var kind = part.attribute("Type");
                if (target == null || id == null || kind == null) throw Part.broken();
                var path = target.startsWith("/") ? target.substring(1) : resolved(folder, target);
                relations.ids.put(id, path);
                relations.kinds.putIfAbsent(kind.substring(kind.lastIndexOf('/') + 1), path);
            }
        }
        return relations;
    }

    private static String resolved(String folder, String target) {
        while (target.startsWith("../")) {
            target = target.substring(3);
            folder = folder.isEmpty() ? "" : folder(folder.substring(0, folder.length() - 1));
        }
        return folder + (target.startsWith("./") ? target.substring(2) : target);
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String beside(String path) {
        return folder(path) + "_rels/" + path.substring(path.lastIndexOf('/') + 1) + ".rels";
    }

    private Raw row() {
        number = rowNumber(sheet.attribute("r"));
        var cells = new ArrayList<String>();
        Map<Integer, String> faults = new HashMap<>(0);
        int letters = 0;
        while (sheet.next() && !sheet.ends("row")) {
            if (!sheet.starts("c")) continue;
            int column = column(sheet.attribute("r"), cells.size());
            if (column < cells.size()) throw Part.broken();
            while (cells.size() < column) cells.add("");
            var text = cell(column, faults);
            letters += text.length();
            if (letters > MOST_LETTERS_IN_ROW) throw Unpacked.bomb();
            cells.add(text);
        }
        return new Raw(number, cells, faults);
    }

    private int rowNumber(@Nullable String written) {
        int next = written == null ? number + 1 : whole(written);
        if (next <= number || next > MOST_ROWS) throw Part.broken();
        return next;
    }

    /// The text of the cell that starts here, read to its end.
    private String cell(int column, Map<Integer, String> faults) {
        var kind = sheet.attribute("t");
        var style = sheet.attribute("s");
        var text = new StringBuilder();
        boolean taking = false;
        boolean formula = within(column);
        int phonetic = 0;
        while (sheet.next() && !sheet.ends("c")) {
            if (sheet.starts()) {
                switch (sheet.name()) {
                    case "v", "t" -> taking = phonetic == 0;
                    case "f" -> {
                        formula = true;
                        remember(sheet.attribute("t"), sheet.attribute("ref"));
                    }
                    case "rPh" -> phonetic++;
                    default -> {}
                }
            } else if (sheet.ends()) {
                taking = false;
                if (sheet.name().equals("rPh")) phonetic--;
            } else if (taking) {
                sheet.appendTo(text, MOST_LETTERS);
            }
        }
        if (formula) faults.put(column, "paper.row.formula");
        return meant(kind == null ? "n" : kind, text.toString(), style, column, faults);
    }

    private String meant(String kind, String text, @Nullable String style, int column, Map<Integer, String> faults) {
        if (text.isEmpty()) return "";
        return switch (kind) {
            case "s" -> unescaped(texts.text(whole(text)));
            case "n" -> {
                var shown = formats.shown(text.strip(), style);
                if (shown == null) faults.putIfAbsent(column, "paper.row.number");
                yield shown == null ? text : shown;
            }
            case "b" -> text.equals("1") ? "TRUE" : "FALSE";
            case "d" -> text.length() > 10 ? text.substring(0, 10) : text;
            case "e" -> {
                faults.putIfAbsent(column, "paper.row.errorCell");
                yield text;
            }
            default -> unescaped(text);
        };
    }

    /// Excel writes letters that XML cannot hold as `_x000D_`.
    private static String unescaped(String text) {
        if (!text.contains("_x")) return text;
        return ESCAPED.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }

    /// The results of an array formula stand in cells that do not say so.
    private void remember(@Nullable String kind, @Nullable String range) {
        if (!"array".equals(kind) || range == null || !range.contains(":")) return;
        if (arrays.size() == MOST_ARRAYS) throw Part.broken();
        var ends = range.split(":", 2);
        arrays.add(new Block(column(ends[0], 0), column(ends[1], 0), whole(digits(ends[0])), whole(digits(ends[1]))));
    }

    private boolean within(int column) {
        for (var block : arrays) if (block.holds(column, number)) return true;
        return false;
    }

    /// The column (from 0) of an address such as `AB12`.
    private static int column(@Nullable String address, int next) {
        if (address == null) return next;
        int column = 0;
        for (int i = 0; i < address.length() && i < 4; i++) {
            char letter = address.charAt(i);
            if (letter < 'A' || letter > 'Z') break;
            column = column * 26 + letter - 'A' + 1;
        }
        if (column < 1 || column > MOST_COLUMNS) throw Part.broken();
        return column - 1;
    }

    private static String digits(String address) {
        int at = 0;
        while (at < address.length() && !Character.isDigit(address.charAt(at))) at++;
        return address.substring(at);
    }

    private static int whole(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException wrong) {
            throw Part.broken();
        }
    }

    private record Block(int left, int right, int top, int bottom) {

        boolean holds(int column, int row) {
            return column >= left && column <= right && row >= top && row <= bottom;
        }
    }

    private record Relations(Map<String, String> ids, Map<String, String> kinds) {

        @Nullable
        String byId(String id) {
            return ids.get(id);
        }

        @Nullable
        String byKind(String kind) {
            return kinds.get(kind);
        }
    }
}
