package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision that is in force, as far as a reader's units go.
///
/// @param decision its number
/// @param effectiveOn first day of the new tree
/// @param does what it does to those units, in its own order
/// @param more how many operations about them are not shown
public record Extract(
        String decision, @Nullable LocalDate decidedOn, LocalDate effectiveOn, List<Said> does, int more) {

    public Extract {
        does = List.copyOf(does);
    }
}
