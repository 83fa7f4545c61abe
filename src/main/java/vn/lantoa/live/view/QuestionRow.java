package vn.lantoa.live.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.live.Naming;
import vn.lantoa.live.QuestionState;

/// A question as a list shows it.
///
/// @param site name of the hall it comes from, or null
/// @param name of who asks, as far as the reader may see it, or null
/// @param hall whether an operator entered it for a hall
/// @param place in the queue, from 1, or null
/// @param answer in writing, or null
/// @param support how many support it or one merged into it
/// @param supported whether the reader does
/// @param merged how many were merged into it
public record QuestionRow(
        UUID id,
        @Nullable String site,
        String body,
        Naming shownTo,
        @Nullable String name,
        boolean hall,
        Instant askedAt,
        QuestionState state,
        @Nullable Integer place,
        @Nullable String handedTo,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        int support,
        boolean supported,
        int merged) {}
