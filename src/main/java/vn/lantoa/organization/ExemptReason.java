package vn.lantoa.organization;

/// Why somebody is exempt from work and meetings: the category only, never a detail of health.
public enum ExemptReason {
    AGE,
    HEALTH,
    TREATMENT,
    ABROAD,
    REMOTE,
    MATERNITY,
    RETIRING,
    OTHER
}
