package vn.lantoa.study.view;

import java.util.List;
import java.util.UUID;

/// What hinders a unit from closing its figure.
///
/// @param unrecorded own members about whom nothing is recorded
/// @param open units directly below that have not closed
public record Unfinished(List<Person> unrecorded, List<Below> open) {

    public Unfinished {
        unrecorded = List.copyOf(unrecorded);
        open = List.copyOf(open);
    }

    /// Whether nothing hinders it.
    public boolean none() {
        return unrecorded.isEmpty() && open.isEmpty();
    }

    public record Person(UUID member, String memberNo, String name) {}

    public record Below(UUID unit, String code, String name) {}
}
