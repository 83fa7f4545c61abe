package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.MemberId;

/// The lists on which members stand elsewhere, for the merging of two records of one person. Implemented by the module
/// that keeps them, which stands above this one; everything happens in the caller's transaction, and whoever calls has
/// asked whether the actor may.
public interface Rosters {

    /// Where either of the two stands today, by whichever record that was merged into it, the running ones first; to be
    /// asked before one of them is merged into the other.
    List<Row> of(MemberId kept, MemberId dropped);

    /// Leaves one of the two on each running list that has both, and notes the other as taken off from `on`.
    ///
    /// @param merging the record of the merging
    /// @param staying who stays, by list; where nothing is said, as [Row#droppedStays] has it
    /// @throws vn.lantoa.kernel.Refused if a unit has closed its figure, with a sentence that names it
    void merge(
            Actor actor,
            UUID merging,
            MemberId kept,
            MemberId dropped,
            Map<UUID, MemberId> staying,
            LocalDate on,
            String reason);

    /// Puts everybody back whom `merging` took off.
    ///
    /// @throws vn.lantoa.kernel.Refused if a list is no longer running or a unit has closed its figure
    void part(Actor actor, UUID merging, LocalDate on, String reason);

    /// How much has been written about the person of `kept` until now, by whichever record; what mergings themselves
    /// write is not counted, so that a merging and its undoing leave it as it was. Otherwise it only ever grows.
    long entries(MemberId kept);

    /// A list on which at least one of two members stands.
    ///
    /// @param running whether it can still be changed
    /// @param kept key of the word for what is recorded of the kept one; null where he or she is not on it
    /// @param dropped the same of the other
    /// @param droppedStays whether more is recorded of the other than of the kept one
    record Row(
            UUID id,
            String title,
            boolean running,
            @Nullable String kept,
            @Nullable String dropped,
            boolean droppedStays) {

        /// Whether one of the two has to be taken off.
        public boolean both() {
            return running && kept != null && dropped != null;
        }
    }
}
