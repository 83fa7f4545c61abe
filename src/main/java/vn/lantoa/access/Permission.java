package vn.lantoa.access;

/// What a post may do within its subtree.
public enum Permission {
    /// Accounts, grants and settings.
    ADMINISTER,
    /// Figures, without names.
    READ,
    /// Names behind the figures, members' pages.
    READ_NAMES,
    /// Create and change units, import them.
    ORGANIZE,
    /// Admit, transfer and change members, posts and exemptions.
    KEEP_MEMBERS,
    /// Add and change documents.
    KEEP_LIBRARY,
    /// Create, open and close campaigns, set rules and targets.
    RUN_CAMPAIGNS,
    /// Schedule sessions and make-up sessions, remind those who are late.
    SCHEDULE,
    /// Record participation: roll call, check-in, sheets, voids.
    RECORD,
    /// Check people in at a door, and nothing else.
    CHECK_IN,
    /// Close the figure of a unit.
    CLOSE_UNIT,
    /// Take data out as files.
    EXPORT,
    /// Read who read, exported and changed what.
    READ_AUDIT
}
