package vn.lantoa.live.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A site of a conference as it is now.
///
/// @param level of the unit whose hall it is
/// @param parentName the unit above that, or empty
/// @param expected how many this site expects
/// @param in who are in now; `left` have come and gone again
/// @param guests beside them
/// @param seenAt when its page was last heard of, or null for never
/// @param devices open at its doors
/// @param unsent scans that these still keep
/// @param deviceSeenAt when one of them was last heard of, or null
/// @param help calls for help that nobody has solved; `incidents` likewise
/// @param unread messages that nobody there has said to have read
public record SiteNow(
        UUID id,
        String name,
        boolean main,
        String unitName,
        String level,
        String parentName,
        int expected,
        int in,
        int left,
        int guests,
        LineState line,
        @Nullable Instant seenAt,
        int devices,
        int unsent,
        @Nullable Instant deviceSeenAt,
        int help,
        int incidents,
        int unread) {

    /// Whether somebody should look: it calls, something is wrong, its line is not up, or scans wait to be sent.
    public boolean needsAttention() {
        return help > 0 || incidents > 0 || line != LineState.ON || unsent > 0;
    }

    /// How large its tile is, from 1 to 5, by whom it expects.
    public int size() {
        return expected < 40 ? 1 : expected < 100 ? 2 : expected < 250 ? 3 : expected < 600 ? 4 : 5;
    }

    /// Who came, in hundredths of those expected, at most 100; 0 where nobody is expected.
    public int share() {
        return expected == 0 ? 0 : Math.min(100, (in + left) * 100 / expected);
    }

    /// Sites that stand together: of one level below one unit.
    public String group() {
        return level + " " + parentName;
    }
}
