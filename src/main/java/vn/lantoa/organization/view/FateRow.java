package vn.lantoa.organization.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of one unit.
///
/// @param id of the unit to open, or null if it does not exist yet
/// @param way code
/// @param under above it before, null for one that is founded
/// @param goes where it or what it held goes: the new unit above or the heirs, empty where there are none
public record FateRow(
        @Nullable UUID id,
        String code,
        String name,
        String way,
        @Nullable String nameAfter,
        @Nullable String under,
        String goes) {}
