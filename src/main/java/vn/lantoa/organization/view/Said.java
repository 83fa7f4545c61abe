package vn.lantoa.organization.view;

import java.util.List;

/// A sentence to print.
///
/// @param key in a message bundle
public record Said(String key, List<Object> arguments) {

    public Said {
        arguments = List.copyOf(arguments);
    }

    public static Said of(String key, Object... arguments) {
        return new Said(key, List.of(arguments));
    }

    public Object[] places() {
        return arguments.toArray();
    }
}
