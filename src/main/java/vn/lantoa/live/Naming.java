package vn.lantoa.live;

import java.util.Locale;

/// Who may see the name of somebody who asks; chosen before writing.
public enum Naming {
    CHAIR,
    ALL,
    /// Not kept at all: no account and no name is stored.
    NOBODY;

    /// The key of its words.
    public String key() {
        return "live.naming." + name().toLowerCase(Locale.ROOT);
    }
}
