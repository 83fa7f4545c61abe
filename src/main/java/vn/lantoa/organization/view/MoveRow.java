package vn.lantoa.organization.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A unit that holds members and where they go with it.
///
/// @param under above it before
/// @param goes above it afterwards, or the unit that takes its members; null where nobody has said yet
public record MoveRow(
        UUID id,
        String code,
        String name,
        long members,
        String under,
        @Nullable String goes) {}
