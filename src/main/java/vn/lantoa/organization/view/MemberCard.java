package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member as the member's page shows him or her.
///
/// @param phone null also for those who may not see it, like `email`
/// @param leftOn first day no longer on the rolls, or null
/// @param doubleOf the record that is kept of the same person, or null; `doubleNo` and `doubleName` are its number and
/// name
public record MemberCard(
        UUID id,
        String memberNo,
        String fullName,
        @Nullable LocalDate birthDate,
        @Nullable String gender,
        String standing,
        @Nullable LocalDate admittedOn,
        @Nullable LocalDate officialOn,
        UUID unit,
        String unitCode,
        String unitName,
        boolean keyCadre,
        @Nullable String phone,
        @Nullable String email,
        @Nullable LocalDate leftOn,
        @Nullable String leftReason,
        @Nullable UUID doubleOf,
        @Nullable String doubleNo,
        @Nullable String doubleName) {}
