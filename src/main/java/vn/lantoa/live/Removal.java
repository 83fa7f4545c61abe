package vn.lantoa.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That the recording of a conference was removed for good.
///
/// @param by name of the account; null with `why`: by the rule of how long recordings are kept
public record Removal(
        Instant at, @Nullable String by, @Nullable String why) {}
