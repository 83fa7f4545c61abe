package vn.lantoa.organization;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Folded;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;

/// The columns of the files that go in and out, with the headings and words that people write into them in either
/// language.
@Component
class Layouts {

    static final List<String> UNITS = List.of("code", "parent_code", "level", "name", "valid_from");
    static final List<String> MEMBERS = List.of(
            "member_no",
            "full_name",
            "birth_date",
            "gender",
            "standing",
            "admitted_on",
            "official_on",
            "unit_code",
            "key_cadre",
            "exempt_from",
            "exempt_until",
            "exempt_reason",
            "exempt_decision",
            "phone",
            "email");

    private static final List<Locale> LANGUAGES = List.of(Locale.of("vi"), Locale.ENGLISH);
    private static final List<String> REQUIRED =
            List.of("code", "level", "name", "member_no", "full_name", "standing", "unit_code");

    private final MessageSource words;
    private final Columns units;
    private final Columns members;
    private final Map<Class<?>, Map<String, Enum<?>>> meanings = new HashMap<>();

    Layouts(MessageSource words) {
        this.words = words;
        this.units = columns(UNITS, "units");
        this.members = columns(MEMBERS, "members");
        meanings.put(Level.class, meanings(Level.values(), "level"));
        meanings.put(Standing.class, meanings(Standing.values(), "standing"));
        meanings.put(Gender.class, meanings(Gender.values(), "gender"));
        meanings.put(ExemptReason.class, meanings(ExemptReason.values(), "exempt"));
    }

    Columns units() {
        return units;
    }

    Columns members() {
        return members;
    }

    /// What `text` means: a code as the API has it or the words a page prints, whatever case and accents; null if it
    /// means nothing.
    <E extends Enum<E>> @Nullable E meaning(Class<E> kind, String text) {
        var known = meanings.get(kind);
        if (known == null) return null;
        var found = known.get(text);
        if (found == null) found = known.get(Folded.of(text));
        return found == null ? null : kind.cast(found);
    }

    private Columns columns(List<String> names, String kind) {
        return Columns.of(names.stream()
                .map(name -> column(name)
                        .example(words.getMessage(
                                "organization.example." + kind + "." + name, null, LANGUAGES.getFirst())))
                .toArray(Column[]::new));
    }

    private Column column(String name) {
        var titles = LANGUAGES.stream()
                .map(language -> words.getMessage("organization.column." + name, null, language))
                .toArray(String[]::new);
        return REQUIRED.contains(name) ? Column.required(name, titles) : Column.optional(name, titles);
    }

    private Map<String, Enum<?>> meanings(Enum<?>[] constants, String prefix) {
        var meanings = new HashMap<String, Enum<?>>();
        Arrays.stream(constants)
                .forEach(constant -> Stream.concat(
                                Stream.of(constant.name()),
                                LANGUAGES.stream()
                                        .map(language -> words.getMessage(
                                                "organization." + prefix + "." + constant.name(), null, language)))
                        .forEach(word -> meanings.putIfAbsent(Folded.of(word), constant)));
        // as the export writes them, found without folding
        for (var constant : constants) meanings.putIfAbsent(constant.name(), constant);
        return meanings;
    }
}
