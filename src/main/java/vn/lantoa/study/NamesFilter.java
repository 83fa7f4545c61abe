package vn.lantoa.study;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// Which rows of a roster stand behind a figure.
///
/// @param group in terms of domain.md's arithmetic
/// @param form only who studied by it, or null
/// @param search part of a name or a number, or empty
record NamesFilter(Group group, @Nullable Form form, String search) {

    /// The groups, each counted by a figure of the board.
    enum Group {
        ALL,
        FULL,
        PROBATIONARY,
        EXEMPT,
        STUDIED,
        STUDIED_DUTY,
        STUDIED_EXEMPT,
        EXEMPT_NOT_STUDIED,
        EXCUSED,
        ABSENT,
        UNRECORDED,
        MADE_UP,
        KEY_CADRE,
        KEY_CADRE_STUDIED;

        /// As addresses and bundles write it: `studied-exempt`.
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// @throws Refused (422) if `word` names no group; empty or null is everybody
        static Group of(@Nullable String word) {
            if (word == null || word.isBlank()) return ALL;
            return Arrays.stream(values())
                    .filter(group -> group.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> Refused.invalid("study.names.refused.outcome", shortened(word)));
        }
    }

    private static final int LONGEST = 100;

    /// The filter that the words of an address mean.
    ///
    /// @throws Refused (422) for a word that means nothing
    static NamesFilter of(@Nullable String outcome, @Nullable String form, @Nullable String search) {
        var sought = search == null ? "" : search.strip();
        return new NamesFilter(Group.of(outcome), form(form), shortened(sought));
    }

    private static @Nullable Form form(@Nullable String word) {
        if (word == null || word.isBlank()) return null;
        return Arrays.stream(Form.values())
                .filter(form -> form.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("study.names.refused.form", shortened(word)));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
