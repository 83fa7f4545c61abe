package vn.lantoa.library;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands beside "Số" on a document. Party form `19-NQ/TW` (number-TYPE/BODY); State forms `202/2025/QH15`,
/// `1683/NQ-UBTVQH15`, `19/2025/QĐ-TTg` (domain.md, documents). The number alone names nothing: it restarts with every
/// type and term.
///
/// @param printed as it was given, in NFC
/// @param number without leading zeros, `19` or `12a`
/// @param year of State forms, or null
/// @param type as its letters say, or empty where the form has none
/// @param body that issued it (`TW`, `TU`, `TTg`, `QH15`)
public record Symbol(
        String printed, String number, @Nullable Integer year, Optional<DocumentType> type, String body) {

    private static final Pattern PARTY =
            Pattern.compile("(\\d{1,6}\\p{L}?)\\s*-\\s*(\\p{L}{2,4})\\s*/\\s*(\\S(?:.{0,60}\\S)?)");
    private static final Pattern STATE_YEAR =
            Pattern.compile("(\\d{1,6}\\p{L}?)/(\\d{4})/(?:(\\p{L}{2,4})-)?([\\p{L}\\p{N}.-]{1,60})");
    private static final Pattern STATE = Pattern.compile("(\\d{1,6}\\p{L}?)/(\\p{L}{2,4})-([\\p{L}\\p{N}.-]{1,60})");

    /// The parts of `text`, or empty if it has none of the known forms.
    public static Optional<Symbol> parse(String text) {
        var printed = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        var party = PARTY.matcher(printed);
        if (party.matches()) return Optional.of(symbol(printed, party, null, 2, 3));
        var stateYear = STATE_YEAR.matcher(printed);
        if (stateYear.matches())
            return Optional.of(symbol(printed, stateYear, Integer.valueOf(stateYear.group(2)), 3, 4));
        var state = STATE.matcher(printed);
        if (state.matches()) return Optional.of(symbol(printed, state, null, 2, 3));
        return Optional.empty();
    }

    private static Symbol symbol(String printed, Matcher parts, @Nullable Integer year, int type, int body) {
        var letters = parts.group(type);
        var number = parts.group(1).replaceFirst("^0+(?=\\d)", "");
        return new Symbol(
                printed,
                year == null ? number : number + "/" + year,
                year,
                letters == null ? Optional.empty() : DocumentType.of(letters),
                parts.group(body));
    }
}
