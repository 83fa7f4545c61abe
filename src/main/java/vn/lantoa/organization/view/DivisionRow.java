package vn.lantoa.organization.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unit that is divided.
///
/// @param number of the division among the operations
/// @param heirs names by code, in the order of the decision
/// @param parts units directly below it
public record DivisionRow(int number, String code, String name, List<Heir> heirs, List<Part> parts) {

    public DivisionRow {
        heirs = List.copyOf(heirs);
        parts = List.copyOf(parts);
    }

    /// How many parts still need an heir.
    public long open() {
        return parts.stream().filter(part -> part.heir() == null).count();
    }

    public record Heir(String code, String name) {}

    /// @param heir code of the heir it goes to, or null
    public record Part(
            String code,
            String name,
            long members,
            @Nullable String heir) {}
}
