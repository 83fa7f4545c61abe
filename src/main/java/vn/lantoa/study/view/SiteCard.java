package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything about a site that is settled before the day.
///
/// @param hall where in the building; empty if nothing was said, as are address, chair and note
/// @param operator user name of the account that works the hall, or null
/// @param expects UNIT, LIST or OPEN
/// @param testedAt when its line was last found in order, or null
/// @param expected people expected here and nowhere else
/// @param present people who came in
/// @param mayChange whether the reader settles all of it
/// @param mayTick whether the reader ticks line and equipment
public record SiteCard(
        UUID id,
        UUID session,
        UUID unit,
        String unitCode,
        String unitName,
        String name,
        String hall,
        String address,
        @Nullable Integer capacity,
        String chair,
        @Nullable String operator,
        @Nullable String operatorName,
        String expects,
        boolean main,
        String note,
        @Nullable Instant testedAt,
        @Nullable String testedBy,
        long expected,
        long present,
        boolean mayChange,
        boolean mayTick) {}
