package vn.lantoa.live;

import java.util.Locale;

/// What a ballot of a poll says.
public enum PollKind {
    /// One of the options.
    SINGLE,
    /// Some of the options, so many at most.
    MULTIPLE,
    /// A whole number between two ends.
    SCALE,
    /// A few words of one's own.
    WORDS,
    /// All options in an order.
    ORDER;

    /// Whether hands in a hall can be counted for it.
    public boolean byHands() {
        return this == SINGLE || this == MULTIPLE || this == SCALE;
    }

    public boolean hasOptions() {
        return this == SINGLE || this == MULTIPLE || this == ORDER;
    }

    /// The key of its words.
    public String key() {
        return "live.poll.kind." + name().toLowerCase(Locale.ROOT);
    }
}
