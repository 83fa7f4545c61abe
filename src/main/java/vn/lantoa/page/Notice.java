package vn.lantoa.page;

import java.io.Serializable;
import java.util.List;

/// A sentence to show once above the next page, such as "Saved". Handed over a redirect as the flash attribute
/// `notice`.
///
/// @param key of the sentence in a message bundle
public record Notice(String key, List<String> arguments) implements Serializable {

    public Notice {
        arguments = List.copyOf(arguments);
    }

    public static Notice of(String key, String... arguments) {
        return new Notice(key, List.of(arguments));
    }
}
