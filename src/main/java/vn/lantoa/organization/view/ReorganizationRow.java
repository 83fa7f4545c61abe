package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// A reorganization in the list of them.
///
/// @param phase code, `FAILED` if it could not be applied on its day
/// @param does what it does, in numbers
public record ReorganizationRow(
        UUID id, String decision, LocalDate effectiveOn, String unit, String phase, List<Figure> does) {
    public ReorganizationRow {
        does = List.copyOf(does);
    }
}
