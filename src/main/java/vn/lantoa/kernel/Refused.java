package vn.lantoa.kernel;

import java.util.List;

/// A request that was understood and cannot be done, with the sentence that tells the reader why. Pages show it beside
/// the form that was sent (which keeps its input), the API answers it as a problem of `status`.
public class Refused extends RuntimeException {

    private final int status;
    private final String key;
    private final List<Object> arguments;

    /// @param key of the sentence in the module's message bundle
    /// @param arguments that fill the sentence's places
    private Refused(int status, String key, Object... arguments) {
        super(key + List.of(arguments), null, false, false);
        this.status = status;
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /// What was sent is well formed but wrong (422).
    public static Refused invalid(String key, Object... arguments) {
        return new Refused(422, key, arguments);
    }

    /// What was sent cannot be read at all (400).
    public static Refused unreadable(String key, Object... arguments) {
        return new Refused(400, key, arguments);
    }

    /// Who asks did not prove to be who he or she says (401).
    public static Refused unauthorized(String key, Object... arguments) {
        return new Refused(401, key, arguments);
    }

    /// What was sent does not fit the state of things (409).
    public static Refused conflict(String key, Object... arguments) {
        return new Refused(409, key, arguments);
    }

    /// What was sent is larger than is taken (413).
    public static Refused tooLarge(String key, Object... arguments) {
        return new Refused(413, key, arguments);
    }

    /// What was sent is of a kind that is not taken (415).
    public static Refused unsupported(String key, Object... arguments) {
        return new Refused(415, key, arguments);
    }

    /// Too much was asked in too short a time (429).
    public static Refused tooMany(String key, Object... arguments) {
        return new Refused(429, key, arguments);
    }

    public int status() {
        return status;
    }

    public String key() {
        return key;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
