package vn.lantoa.paper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with one row of a file.
///
/// @param row as the user's own program numbers it, the first line being 1
/// @param column by its API name, or null if the row as a whole is wrong
/// @param key of the sentence in a message bundle
public record RowError(int row, @Nullable String column, String key, List<Object> arguments) {

    public RowError {
        arguments = List.copyOf(arguments);
    }

    /// The sentence in the reader's language.
    public String told(Words words) {
        return words.say(key, arguments.toArray());
    }
}
