package vn.lantoa.live.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Conference;
import vn.lantoa.study.ConferenceSite;

/// What somebody is at a conference, as its pages need to know.
///
/// @param runs whether this person may run it: moderate questions, open polls, set what is discussed
/// @param seat where he or she takes part, or null where that is not known
/// @param kept sites that he or she operates, the main one first
public record Participant(
        Conference conference, boolean runs, @Nullable ConferenceSite seat, List<ConferenceSite> kept) {

    public Participant {
        kept = List.copyOf(kept);
    }

    /// Where its pages begin.
    public String base() {
        return "/live/conferences/" + conference.id();
    }
}
