package vn.lantoa.organization;

/// As the rolls have it.
enum Gender {
    M,
    F
}
