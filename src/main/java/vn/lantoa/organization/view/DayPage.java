package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// A unit as it stood on a day.
///
/// @param name of that day
/// @param level its code
/// @param since the day on which it came to have this name, level and place
/// @param members on the rolls of its subtree on that day
/// @param cells units where members stood
/// @param children directly under it
public record DayPage(
        UUID id,
        String code,
        String name,
        String level,
        LocalDate since,
        long members,
        long cells,
        List<DayBranch> children) {}
