package vn.lantoa.organization;

/// Why somebody is no longer on the rolls.
enum LeavingReason {
    DEATH,
    TRANSFER_OUT,
    EXPELLED,
    RESIGNED,
    OTHER
}
