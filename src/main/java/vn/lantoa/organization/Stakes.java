package vn.lantoa.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// What other modules have at stake when the tree is redrawn. Implemented by modules that stand above this one; asked
/// in the transaction of the redrawing.
public interface Stakes {

    /// Work under way that units of `units` take part in, for the preview.
    List<Stake> underWay(Collection<UUID> units);

    /// What was done since `on` on the tree as it stood, so that to change `units` from that day would contradict it.
    List<Obstacle> against(Collection<UUID> units, LocalDate on);

    /// What rests on a redrawing and keeps it from being undone: work that names a unit of `founded`, or that was
    /// frozen since `at` with a unit of `changed` in it.
    List<Obstacle> resting(Collection<UUID> founded, Collection<UUID> changed, Instant at);

    /// Work under way that is touched.
    ///
    /// @param address of its page
    /// @param units of those asked that take part
    /// @param unrecorded people there of whom nothing is recorded yet
    record Stake(String title, String address, long units, long unrecorded) {}

    /// @param key of a sentence in the messages of the module that says it
    record Obstacle(String key, List<Object> arguments) {
        public Obstacle {
            arguments = List.copyOf(arguments);
        }
    }
}
