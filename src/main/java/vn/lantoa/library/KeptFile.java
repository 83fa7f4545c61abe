package vn.lantoa.library;

/// A file that was taken in: told by its content, kept under its hash. The table whose rows it goes to calls the hash
/// `sha256` too and has a [Holder].
///
/// @param name with the ending of its real type
/// @param mediaType by its content
/// @param sha256 of the bytes, by which [Intake] finds them
@SuppressWarnings("ArrayRecordComponent") // a row, compared by nobody
public record KeptFile(String name, String mediaType, long bytes, byte[] sha256) {}
