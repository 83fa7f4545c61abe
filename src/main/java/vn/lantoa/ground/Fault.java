package vn.lantoa.ground;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Why the application cannot stand here: one sentence, in Vietnamese and in English, that names the setting to change.
/// It ends the start with exit code 1 and without a stack trace.
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Fault(String vietnamese, String english) {
        super(vietnamese + " (" + english + ")", null, false, false);
    }

    /// Prints the sentence as one line on standard error. Always UTF-8: with `LANG=C` Java would print question marks
    /// in place of Vietnamese letters.
    void print() {
        err().println("Lan Tỏa: " + String.valueOf(getMessage()).replaceAll("\\s+", " "));
    }

    static PrintStream out() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    private static PrintStream err() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }
}
