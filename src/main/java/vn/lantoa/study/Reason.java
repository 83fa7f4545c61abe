package vn.lantoa.study;

/// Why somebody was excused; a category and no detail.
public enum Reason {
    ILL,
    DUTY,
    FAMILY,
    ABROAD,
    OTHER;

    /// As bundles name it: `study.reason.ILL`.
    public String key() {
        return "study.reason." + name();
    }
}
