package vn.lantoa.organization.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A cell where a member stood for a while.
///
/// @param fromOn null if nobody knows since when
/// @param untilOn first day no longer there, or null
public record MembershipRow(
        String unitName,
        @Nullable LocalDate fromOn,
        @Nullable LocalDate untilOn,
        String reason,
        @Nullable String decision) {}
