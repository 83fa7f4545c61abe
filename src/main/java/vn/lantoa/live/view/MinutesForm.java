package vn.lantoa.live.view;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The minutes of a group as their form shows them.
///
/// @param present how many sat in the group, as typed
/// @param presentBase what stood there when the writer saw it
/// @param lines by the matter
public record MinutesForm(String present, String presentBase, Map<UUID, Line> lines) {

    /// What is typed about one matter.
    ///
    /// @param base the mark of the note that the writer saw
    public record Line(
            String base, String opinions, String proposals, String agreed, String against, String otherwise) {

        static final Line BLANK = new Line("", "", "", "", "", "");
    }

    public MinutesForm {
        lines = new HashMap<>(lines);
    }

    @Override
    public Map<UUID, Line> lines() {
        return Map.copyOf(lines);
    }

    public Line line(UUID matter) {
        return lines.getOrDefault(matter, Line.BLANK);
    }

    /// A number as a field shows it.
    public static String typed(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }
}
