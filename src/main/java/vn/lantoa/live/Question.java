package vn.lantoa.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A question as its moderators decide about it.
///
/// @param mergedInto the question that stands for it, or null
record Question(
        UUID id,
        QuestionState state,
        @Nullable Integer place,
        @Nullable UUID mergedInto) {

    /// Whether it may go to `next`; what was merged goes where the other goes.
    boolean mayBecome(QuestionState next) {
        return mergedInto == null && state.leadsTo(next);
    }

    /// Whether `other` may stand for it from now on.
    boolean mayMergeInto(Question other) {
        return !id.equals(other.id)
                && mergedInto == null
                && other.mergedInto == null
                && other.state != QuestionState.ASIDE;
    }
}
