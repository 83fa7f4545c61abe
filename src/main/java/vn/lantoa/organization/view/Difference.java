package vn.lantoa.organization.view;

import org.jspecify.annotations.Nullable;

/// What two records say of one person where they differ, for a choice between the two.
///
/// @param name of the column, and of the question in the form
/// @param label key of the word for it
/// @param kept as text, or null where that record says nothing; a key of a word if `words`
/// @param words whether the two are keys and no plain text
/// @param takesDropped whether the other's word is chosen
public record Difference(
        String name,
        String label,
        @Nullable String kept,
        @Nullable String dropped,
        boolean words,
        boolean takesDropped) {}
