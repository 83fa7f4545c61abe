package vn.lantoa.library;

import java.util.List;

/// A table whose rows refer to bytes that came through [Intake], by a column `sha256`. Every such table needs one
/// bean of this kind: bytes that no holder claims are removed in the end. As long as a table with such a column
/// has none, nothing is removed at all.
public interface Holder {

    /// Schema and name, such as `library.file`.
    String table();

    /// Those of `hashes` that a row refers to; hexadecimal digits in lower case, both ways.
    List<String> held(List<String> hashes);
}
