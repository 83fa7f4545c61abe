package vn.lantoa.organization;

/// What a member is in the committee of a unit, the highest first.
public enum PostKind {
    SECRETARY,
    DEPUTY_SECRETARY,
    COMMITTEE_MEMBER,
    PRESENTER
}
