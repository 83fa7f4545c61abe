import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/// Run by Maven after repackaging: compiles the launcher, the class that is its entry for Java 8, and makes that the
/// entry of the jar. The compiler plugin cannot write a second set of classes for another Java beside the jar's own,
/// and Spring Boot's plugin always names its own launcher.
///
/// Arguments: the directory of the launcher's source, a directory for its classes, the jar.
public final class Pack {

    public static void main(String[] arguments) throws IOException {
        var sources = Path.of(arguments[0], "vn/lantoa/launch");
        var classes = Files.createDirectories(Path.of(arguments[1])).toString();
        compile("8", classes, sources.resolve("Launch.java"));
        compile("25", classes, sources.resolve("Swift.java"), sources.resolve("Layout.java"));
        var manifest = Files.writeString(Path.of(arguments[1] + ".txt"), "Enable-Native-Access: ALL-UNNAMED\n")
                .toString();
        run(
                "jar",
                "--update",
                "--file",
                arguments[2],
                "--manifest",
                manifest,
                "--main-class",
                "vn.lantoa.launch.Launch",
                "-C",
                classes,
                ".");
    }

    private static void compile(String release, String classes, Path... sources) {
        var arguments = new ArrayList<>(
                List.of("--release", release, "-Xlint:all,-options", "-Werror", "-encoding", "UTF-8", "-d", classes));
        for (var source : sources) arguments.add(source.toString());
        run("javac", arguments.toArray(String[]::new));
    }

    private static void run(String tool, String... arguments) {
        var code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        if (code != 0) throw new IllegalStateException(tool + " ended with " + code);
    }
}
