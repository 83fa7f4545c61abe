package vn.lantoa.organization.view;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody typed into a form, kept so that a refused form shows it again.
public record Typed(Map<String, String> values) {

    public static final Typed NOTHING = new Typed(Map.of());

    public Typed {
        values = Map.copyOf(values);
    }

    /// What was typed into `name`; empty if nothing.
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /// The same with `value` in `name`; null leaves it empty.
    public Typed with(String name, @Nullable Object value) {
        var more = new HashMap<>(values);
        more.put(name, value == null ? "" : value.toString());
        return new Typed(more);
    }
}
