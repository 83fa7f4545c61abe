package vn.lantoa.organization;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Why a decision cannot be done, as it comes to light. Each fault is told once and none that only follows from
/// another: a unit that nobody knows, or that goes to two places, is asked nothing further.
final class Faults {

    private final Set<Fault> all = new LinkedHashSet<>();
    private final Unread unread;
    private final Set<String> strangers = new HashSet<>();
    private final Set<String> unsettled = new HashSet<>();

    Faults(Unread unread) {
        this.unread = unread;
        strangers.addAll(unread.levels());
        unsettled.addAll(unread.ways());
    }

    /// It is clear what is meant, and that it cannot be.
    void add(int number, String code, String key, Object... arguments) {
        if (number == 0 || read(code)) all.add(Fault.of(number, code, key, arguments));
    }

    /// Nobody can tell which unit `code` is.
    void stranger(int number, String code, String key, Object... arguments) {
        strangers.add(code);
        add(number, code, key, arguments);
    }

    /// Nobody can tell where `code` goes or whether it ends.
    void unsettled(int number, String code, String key, Object... arguments) {
        unsettle(code);
        add(number, code, key, arguments);
    }

    void unsettle(String code) {
        unsettled.add(code);
    }

    /// Whether everything was read that is said about `code`.
    boolean read(String code) {
        return !unread.codes().contains(code);
    }

    /// Whether it is clear what `code` is.
    boolean known(String code) {
        return read(code) && !strangers.contains(code);
    }

    /// Whether it is clear what `code` is and where it goes.
    boolean settled(String code) {
        return known(code) && !unsettled.contains(code);
    }

    /// In the order of the operations.
    List<Fault> all() {
        return all.stream().sorted(Comparator.comparingInt(Fault::number)).toList();
    }
}
