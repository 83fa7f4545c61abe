package vn.lantoa.live.view;

/// Whether the page of a site is heard of.
public enum LineState {
    ON("circle-check", "good"),
    SILENT("wifi-off", "late"),
    NEVER("clock", "wait");

    private final String icon;
    private final String kind;

    LineState(String icon, String kind) {
        this.icon = icon;
        this.kind = kind;
    }

    public String icon() {
        return icon;
    }

    /// As badges are told apart.
    public String kind() {
        return kind;
    }
}
