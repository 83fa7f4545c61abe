package vn.lantoa.library.view;

import java.time.Instant;
import java.util.UUID;

/// A file of a document.
///
/// @param bytes its size
/// @param readable whether text could be taken out, so that search finds it
public record FileLine(UUID id, String name, String mediaType, long bytes, boolean readable, Instant addedAt) {}
