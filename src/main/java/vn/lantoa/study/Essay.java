package vn.lantoa.study;

/// Whether those who studied owe a reflection essay (bài thu hoạch); exempt members are only ever invited to.
public enum Essay {
    NONE,
    REQUIRED,
    INVITED
}
