package vn.lantoa.live;

import java.util.Locale;

/// Where the minutes of a group stand.
public enum GroupState {
    /// Nothing is written yet.
    BLANK,
    WRITING,
    /// Sent back by the main site, with a remark, and not handed in since.
    RETURNED,
    HANDED_IN;

    /// The key of its words.
    public String key() {
        return "live.group.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind of badge that shows it.
    public String kind() {
        return switch (this) {
            case BLANK -> "plain";
            case WRITING -> "news";
            case RETURNED -> "wait";
            case HANDED_IN -> "good";
        };
    }
}
