package vn.lantoa.live;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.lantoa.study.Turnout;

/// People divided into groups by their units.
final class Split {

    private Split() {}

    /// The units in `groups` runs of their order, each of about the same number of people and none empty.
    ///
    /// @param parts at least as many as `groups`
    static List<List<UUID>> of(List<Turnout.Part> parts, int groups) {
        var split = new ArrayList<List<UUID>>();
        var all = parts.stream().mapToLong(Turnout.Part::people).sum();
        var before = 0L;
        for (var place = 0; place < parts.size(); place++) {
            var part = parts.get(place);
            var middle = 2 * before + part.people();
            var fair = all == 0 ? place : (int) Math.min(groups - 1, middle * groups / (2 * all));
            var least = groups - (parts.size() - place); // those that follow must fill the groups that follow
            if (split.isEmpty() || (split.size() <= Math.max(fair, least) && split.size() < groups))
                split.add(new ArrayList<>());
            split.getLast().add(part.unit());
            before += part.people();
        }
        return split;
    }
}
