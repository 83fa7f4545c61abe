package vn.lantoa.study.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A site with the people who came in.
///
/// @param present people checked in or recorded at this site whose fact stands
public record SiteRow(
        UUID id,
        UUID unit,
        String unitCode,
        String unitName,
        String name,
        @Nullable Integer capacity,
        boolean main,
        long present) {}
