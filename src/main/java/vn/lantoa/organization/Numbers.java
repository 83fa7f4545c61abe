package vn.lantoa.organization;

/// How many members stand in a subtree today.
///
/// @param exempt with an exemption in force today
/// @param cells units where members may stand
public record Numbers(long full, long probationary, long exempt, long keyCadres, long cells) {

    public long members() {
        return full + probationary;
    }
}
