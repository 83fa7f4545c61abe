package vn.lantoa.reporting.view;

/// What a basis does to the numbers of one side at the asked unit.
///
/// @param was what the asked unit counted in the campaigns' own trees
/// @param moved units with members that are counted under another committee than they stood under
/// @param people members in them
/// @param declared head-counts without names
/// @param estimated of them split in proportion
public record Shift(long was, long moved, long people, long declared, long estimated) {

    public static Shift none() {
        return new Shift(0, 0, 0, 0, 0);
    }
}
