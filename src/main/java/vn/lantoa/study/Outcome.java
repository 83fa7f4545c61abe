package vn.lantoa.study;

/// What the facts that stand about a member add up to; nothing, if nothing was recorded that decides. A stronger one
/// hides a weaker one whatever came first: STUDIED, where the topics attended reach the number that the campaign's
/// rule needs, then EXCUSED, then ABSENT. The same rule stands in SQL as `study.settle` and `study.recounted`; a
/// property test holds them together.
public enum Outcome {
    STUDIED,
    /// Absent with a recorded reason.
    EXCUSED,
    /// Recorded absent without one.
    ABSENT
}
