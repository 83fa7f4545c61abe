package vn.lantoa.paper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a workbook shows its numbers, as far as it changes what they mean: days, and codes filled up with zeros.
final class NumberFormats {

    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final Pattern NOT_SHOWN = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.");
    private static final Pattern DAY = Pattern.compile("[dy]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ZEROS = Pattern.compile("0{2,30}");
    private static final int LAST_SERIAL = 2_958_465; // 31/12/9999
    private static final MathContext SHOWN = new MathContext(15);

    /// What each cell style does: null nothing, an empty text days, else the zeros to fill up with.
    private final List<@Nullable String> styles = new ArrayList<>();

    private boolean since1904;

    void since1904() {
        since1904 = true;
    }

    /// Reads the part to its end.
    void read(Part part) {
        Map<String, String> own = new HashMap<>();
        boolean cells = false;
        while (part.next()) {
            if (part.ends("cellXfs")) cells = false;
            if (!part.starts()) continue;
            switch (part.name()) {
                case "numFmt" -> {
                    var id = part.attribute("numFmtId");
                    var code = part.attribute("formatCode");
                    if (id != null && code != null) own.put(id, code);
                }
                case "cellXfs" -> cells = true;
                case "xf" -> {
                    if (cells) styles.add(meaning(part.attribute("numFmtId"), own));
                }
                default -> {}
            }
        }
    }

    /// The number `raw` as the user sees it in a cell of `style`: digits, or a day as `yyyy-mm-dd`.
    ///
    /// @return null if it is no number that a spreadsheet can hold
    @Nullable
    String shown(String raw, @Nullable String style) {
        if (raw.length() > 60) return null;
        BigDecimal number;
        try {
            number = new BigDecimal(raw);
        } catch (NumberFormatException wrong) {
            return null;
        }
        if (Math.abs((long) number.precision() - number.scale()) > 400 || Math.abs((long) number.scale()) > 400)
            return null;

        var meaning = meaning(style);
        if (meaning != null && meaning.isEmpty()) return day(number);
        if (number.precision() > 15) number = number.round(SHOWN);
        if (number.signum() == 0) number = BigDecimal.ZERO;
        var digits = number.scale() > 0 ? number.stripTrailingZeros().toPlainString() : number.toPlainString();
        if (meaning == null || digits.length() >= meaning.length() || number.signum() < 0 || digits.contains("."))
            return digits;
        return meaning.substring(digits.length()) + digits;
    }

    private @Nullable String day(BigDecimal serial) {
        int days = serial.abs().compareTo(BigDecimal.valueOf(LAST_SERIAL)) > 0 ? -1 : serial.intValue();
        if (days < 0) return null;
        if (since1904) return EPOCH_1904.plusDays(days).toString();
        // Excel believes in 29/02/1900: days before it lie one later than counted
        return EPOCH.plusDays(days < 60 ? days + 1L : days).toString();
    }

    private @Nullable String meaning(@Nullable String style) {
        if (style == null) return null;
        try {
            int place = Integer.parseInt(style);
            return place >= 0 && place < styles.size() ? styles.get(place) : null;
        } catch (NumberFormatException wrong) {
            throw Part.broken();
        }
    }

    private static @Nullable String meaning(@Nullable String id, Map<String, String> own) {
        if (id == null) return null;
        var code = own.get(id);
        if (code != null) return meaningOf(code);
        return switch (id) {
            case "14",
                    "15",
                    "16",
                    "17",
                    "22",
                    "27",
                    "28",
                    "29",
                    "30",
                    "31",
                    "36",
                    "50",
                    "51",
                    "52",
                    "53",
                    "54",
                    "55",
                    "56",
                    "57",
                    "58" -> "";
            default -> null;
        };
    }

    private static @Nullable String meaningOf(String code) {
        var positive = code.split(";", 2)[0];
        if (ZEROS.matcher(positive).matches()) return positive;
        return DAY.matcher(NOT_SHOWN.matcher(positive).replaceAll("")).find() ? "" : null;
    }
}
