package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;

/// A paper that an expert presents.
///
/// @param bytes of the file
public record ExpertPaperRow(
        UUID id, UUID expert, String title, String name, String mediaType, long bytes, Instant addedAt) {

    public long kilobytes() {
        return Math.max(1, bytes / 1024);
    }
}
