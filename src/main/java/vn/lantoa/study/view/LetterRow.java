package vn.lantoa.study.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What stands on all letters of one kind of a session, beside what the house knows.
///
/// @param number with type and body, or empty where it is left open
/// @param day of issue, or null where it is left open
/// @param note a paragraph of one's own, or empty
public record LetterRow(
        String kind,
        String number,
        String place,
        @Nullable LocalDate day,
        String authority,
        String position,
        String signer,
        String note) {

    /// The same with another number.
    public LetterRow numbered(String other) {
        return new LetterRow(kind, other, place, day, authority, position, signer, note);
    }

    public static LetterRow blank(String kind) {
        return new LetterRow(kind, "", "", null, "", "", "", "");
    }
}
