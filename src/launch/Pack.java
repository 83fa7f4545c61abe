import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/// Run by Maven after repackaging: compiles the launcher for Java 8 and makes it the entry of the jar. The compiler
/// plugin cannot write a second set of classes for another Java beside the jar's own, and Spring Boot's plugin always
/// names its own launcher.
///
/// Arguments: the directory of the launcher's source, a directory for its class, the jar.
public final class Pack {

    public static void main(String[] arguments) throws IOException {
        var source = Path.of(arguments[0], "vn/lantoa/launch/Launch.java").toString();
        var classes = Files.createDirectories(Path.of(arguments[1])).toString();
        run("javac", "--release", "8", "-Xlint:-options", "-encoding", "UTF-8", "-d", classes, source);
        run("jar", "--update", "--file", arguments[2], "--main-class", "vn.lantoa.launch.Launch", "-C", classes, ".");
    }

    private static void run(String tool, String... arguments) {
        var code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        if (code != 0) throw new IllegalStateException(tool + " ended with " + code);
    }
}
