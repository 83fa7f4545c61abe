package vn.lantoa.organization.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a unit was for a while.
///
/// @param parent the name of the unit above, or null at the root
/// @param untilOn exclusive; null: until today
public record StateRow(
        String name,
        String level,
        @Nullable String parent,
        LocalDate fromOn,
        @Nullable LocalDate untilOn,
        @Nullable String decision) {}
