package vn.lantoa.organization;

import java.util.List;
import vn.lantoa.kernel.Refused;

/// Why an operation of a reorganization cannot be done.
///
/// @param number of the operation, from 1; 0 for the decision as a whole
/// @param code of the unit at fault, or empty
/// @param key of the sentence
public record Fault(int number, String code, String key, List<Object> arguments) {

    public Fault {
        arguments = List.copyOf(arguments);
    }

    static Fault of(int number, String code, String key, Object... arguments) {
        return new Fault(number, code, key, List.of(arguments));
    }

    Refused refusal() {
        return Refused.conflict(key, arguments.toArray());
    }
}
