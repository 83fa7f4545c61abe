package vn.lantoa.paper;

import java.util.List;

/// Something the reader of an import should know although nothing is wrong with it: a column that was not used, further
/// sheets that were not read.
///
/// @param key of the sentence in the message bundle
public record Notice(String key, List<Object> arguments) {

    public Notice {
        arguments = List.copyOf(arguments);
    }

    /// The notice in the reader's language.
    public String told(Words words) {
        return words.say(key, arguments.toArray());
    }
}
