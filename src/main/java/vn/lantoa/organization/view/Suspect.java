package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record that may be of the same person as another.
///
/// @param leftOn first day no longer on the rolls, or null
public record Suspect(
        UUID id,
        String memberNo,
        String fullName,
        @Nullable LocalDate birthDate,
        String unitName,
        @Nullable LocalDate leftOn,
        boolean sameName,
        boolean sameBirth) {}
