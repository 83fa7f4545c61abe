package vn.lantoa.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What groups are to discuss.
///
/// @param place in order, from 1
/// @param hint what to look at, or empty
/// @param minutes available for it, or null
/// @param counted whether groups count who agrees, who does not and the rest
public record Matter(
        UUID id,
        int place,
        String body,
        String hint,
        @Nullable Integer minutes,
        boolean counted) {}
