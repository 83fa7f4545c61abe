package vn.lantoa.study.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody called to a make-up session.
///
/// @param outcome what is recorded about the person in the campaign as a whole, or null
/// @param present recorded at this very session
public record InviteeRow(
        UUID member,
        String memberNo,
        String fullName,
        UUID unit,
        String unitName,
        @Nullable String outcome,
        boolean present) {}
