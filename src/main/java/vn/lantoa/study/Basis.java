package vn.lantoa.study;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// On which tree the figures of a campaign are shown (domain.md, section 4). The counts are the same; where they are
/// counted is not. Over the whole campaign all three add up to the same.
public enum Basis {
    /// As it was: the tree that the campaign froze when it opened.
    WAS,
    /// As it is now: each cell where it stands today.
    NOW,
    /// Bridged: what a unit counted is carried to its heirs, whatever a single cell has done since.
    BRIDGED;

    /// As addresses and the API write it: `bridged`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The basis that `word` names; empty or null is [#WAS].
    ///
    /// @throws Refused (400) if it names none
    public static Basis of(@Nullable String word) {
        if (word == null || word.isBlank()) return WAS;
        return Arrays.stream(values())
                .filter(basis -> basis.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.unreadable("study.basis.refused"));
    }
}
