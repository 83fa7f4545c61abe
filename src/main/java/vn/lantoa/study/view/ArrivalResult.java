package vn.lantoa.study.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a member is told who read the code of a hall.
///
/// @param good whether he or she is in
public record ArrivalResult(
        String outcome,
        boolean good,
        @Nullable String name,
        @Nullable String cell,
        @Nullable Instant since,
        @Nullable String site) {}
