package vn.lantoa.organization;

/// đảng viên chính thức / dự bị
public enum Standing {
    FULL,
    PROBATIONARY
}
