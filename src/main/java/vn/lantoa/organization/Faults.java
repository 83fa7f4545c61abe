package vn.lantoa.organization;

import java.util.ArrayList;
import java.util.List;

/// Why a decision cannot be done, as it comes to light.
final class Faults {

    private final List<Fault> all = new ArrayList<>();

    void add(int number, String code, String key, Object... arguments) {
        all.add(Fault.of(number, code, key, arguments));
    }

    boolean none() {
        return all.isEmpty();
    }

    List<Fault> all() {
        return List.copyOf(all);
    }
}
