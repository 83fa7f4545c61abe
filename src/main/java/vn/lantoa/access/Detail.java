package vn.lantoa.access;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/// One form in which an action keeps its details in the trace. Kept are names, figures and a few plain words, the same
/// for every reader; they become a sentence when the trace is read.
///
/// @param action such as `study.campaign.end`
/// @param pattern that the whole detail has
/// @param key of the sentence that the groups of the pattern fill; null if the only group is all there is to say
/// @param words for each group what the keys of its words begin with; empty, or missing at the end, where it is data
public record Detail(
        String action, Pattern pattern, @Nullable String key, List<String> words) {

    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /// A detail that `key` says, filled with the groups of `pattern`.
    public static Detail of(String action, String pattern, String key, String... words) {
        return new Detail(action, Pattern.compile(pattern, Pattern.DOTALL), key, List.of(words));
    }

    /// A detail that is one word.
    public static Detail word(String action, String words) {
        return new Detail(action, Pattern.compile("(\\S+)"), null, List.of(words));
    }

    /// A detail that is a day.
    public static Detail day(String action) {
        return new Detail(action, Pattern.compile("(" + DAY + ")"), null, List.of());
    }

    /// What `detail` says to a reader of `locale`, or null if it has another form.
    @Nullable
    String said(String detail, MessageSource messages, Locale locale) {
        var parts = pattern.matcher(detail);
        if (!parts.matches()) return null;
        var filling = new @Nullable Object[parts.groupCount()];
        for (var group = 0; group < filling.length; group++)
            filling[group] = said(parts.group(group + 1), group, messages, locale);
        return key == null ? String.valueOf(filling[0]) : messages.getMessage(key, filling, locale);
    }

    private Object said(@Nullable String part, int group, MessageSource messages, Locale locale) {
        if (part == null) return "";
        if (COUNT.matcher(part).matches()) return Integer.valueOf(part);
        if (DAY.matcher(part).matches()) return printed(part);
        var beginning = group < words.size() ? words.get(group) : "";
        if (beginning.isEmpty()) return part;
        var said = messages.getMessage(beginning + part, null, null, locale);
        if (said == null) said = messages.getMessage(beginning + part.toLowerCase(Locale.ROOT), null, null, locale);
        return said == null ? part : said;
    }

    private static String printed(String day) {
        try {
            return LocalDate.parse(day).format(PRINTED);
        } catch (DateTimeException none) {
            return day;
        }
    }
}
