package vn.lantoa.reporting.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a unit said in words, and the essays that were counted by hand.
///
/// @param signer who signs: as the unit wrote, else its secretary; null where neither is known
/// @param essaysDue null where nobody counted
public record Told(
        String strengths,
        String shortcomings,
        String proposals,
        @Nullable String signer,
        @Nullable String signerPost,
        @Nullable Long essaysDue,
        @Nullable Long essaysIn) {

    public static Told nothing() {
        return new Told("", "", "", null, null, null, null);
    }

    /// Nothing but who signs.
    public static Told signed(@Nullable String signer) {
        return new Told("", "", "", signer, null, null, null);
    }

    /// The same with the essays of `parts` together, where any of them counted.
    Told summing(List<Told> parts) {
        if (parts.stream().allMatch(part -> part.essaysDue == null && part.essaysIn == null)) return this;
        return new Told(
                strengths,
                shortcomings,
                proposals,
                signer,
                signerPost,
                parts.stream().mapToLong(part -> or(part.essaysDue)).sum(),
                parts.stream().mapToLong(part -> or(part.essaysIn)).sum());
    }

    private static long or(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
