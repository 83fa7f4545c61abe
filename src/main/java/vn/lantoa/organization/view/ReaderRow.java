package vn.lantoa.organization.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who looked at a record or changed it.
///
/// @param why in a sentence, where one was asked for
public record ReaderRow(
        Instant at, String who, String action, @Nullable String why) {

    /// Key of the word for what was done.
    public String word() {
        return switch (action) {
            case "organization.member.read" -> "organization.readers.read";
            case "organization.member.return" -> "organization.readers.returned";
            default -> "organization.readers.changed";
        };
    }
}
