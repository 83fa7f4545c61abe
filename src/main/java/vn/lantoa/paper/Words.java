package vn.lantoa.paper;

import org.jspecify.annotations.Nullable;

/// Gives a sentence in the reader's language; a page's `t` or a message source bound to a language serves.
@FunctionalInterface
public interface Words {

    /// The sentence `key` with its places filled.
    String say(String key, @Nullable Object... arguments);
}
