package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import vn.lantoa.kernel.Refused;

/// A day that was refused in one of the short forms that a page has a row of.
///
/// @param row of whose form
/// @param typed as it was typed, so that the form shows it again
public record WrongDay(UUID row, String typed, Refused refused) {

    /// The kind of field that can show what was typed: one for days shows nothing where there is no such day.
    public String field() {
        try {
            LocalDate.parse(typed);
            return "date";
        } catch (DateTimeParseException noDay) {
            return "text";
        }
    }
}
