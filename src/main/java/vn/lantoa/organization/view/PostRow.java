package vn.lantoa.organization.view;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A post that somebody holds or held.
///
/// @param untilOn first day without it, or null
/// @param memberNo of the record to which it belongs: there may be two of one person
public record PostRow(
        UUID id,
        UUID member,
        String memberName,
        UUID unit,
        String unitName,
        String kind,
        LocalDate fromOn,
        @Nullable LocalDate untilOn,
        String memberNo) {}
