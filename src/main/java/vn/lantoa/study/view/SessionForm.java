package vn.lantoa.study.view;

import java.util.List;
import java.util.Set;

/// A session as it was typed.
///
/// @param topics numbers of the topics ticked
/// @param sites lines of the sites, blank ones last
public record SessionForm(
        String title,
        String form,
        String host,
        String day,
        String startsAt,
        String untilDay,
        String endsAt,
        Set<String> topics,
        boolean makeUp,
        boolean forKeyCadres,
        String headChaired,
        String headPresented,
        List<Line> sites) {

    /// @param id of the site that exists, or empty
    public record Line(String id, String unit, String name, String capacity, boolean main) {

        public static final Line EMPTY = new Line("", "", "", "", false);

        public boolean blank() {
            return unit.isBlank() && name.isBlank() && capacity.isBlank();
        }
    }
}
