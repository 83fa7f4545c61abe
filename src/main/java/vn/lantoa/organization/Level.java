package vn.lantoa.organization;

/// Where a unit stands in the organisation, from the top down (domain.md, words).
public enum Level {
    CENTRAL,
    PROVINCIAL,
    UPPER_GRASSROOTS,
    GRASSROOTS,
    SECTIONAL,
    CELL;

    /// Whether a unit of this level may stand directly under one of `parent`.
    public boolean under(Level parent) {
        return compareTo(parent) > 0;
    }
}
