package vn.lantoa.organization.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member in a list.
///
/// @param exempt reason of the exemption in force, or null
public record MemberRow(
        UUID id,
        String memberNo,
        String fullName,
        String standing,
        boolean keyCadre,
        String unitName,
        @Nullable String exempt) {}
