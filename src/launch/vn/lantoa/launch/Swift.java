package vn.lantoa.launch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Goes on as a quicker Java: the same process, by `execv` of the system, with the jar laid out in files, the trained
/// cache of classes and the measured settings of memory. The number of the process, its input, output and environment
/// stay; what was given to `java` on the command line is given again and wins over ours.
///
/// Where anything of it is not to be had – another system, a home that cannot be written, no room on its disk, an
/// agent in the JVM – it returns, and the start goes on as it began.
public final class Swift {

    /// Java by itself would take a quarter of the machine's memory; see ADR 12.
    private static final List<String> HEAP = List.of("-Xms64m", "-Xmx1g");

    private static final List<String> COLLECTOR = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private static final List<String> USUAL = List.of(
            "-Xss512k", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8");

    private static final long ROOM = 1L << 30;

    /// The open directory of the layout, by which its files have the same names in every home: where the names are not
    /// those of the training, the JVM takes its cache, but believes its classes to lie where they lay then.
    private static final int OPEN = 199;

    private static final int READ_ONLY = 0;
    private static final String PLACE = "/proc/self/fd/" + OPEN + "/";

    private Swift() {}

    /// Returns only where this process cannot be replaced.
    public static void goOn(String packaged, String home) throws Throwable {
        var given = given();
        int at = given.indexOf("-jar");
        if (at < 1 || given.subList(1, at).stream().anyMatch(Swift::watches)) return;
        for (var variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"))
            for (var option : System.getenv().getOrDefault(variable, "").split("\\s+")) if (watches(option)) return;
        if (Files.exists(Path.of(PLACE))) return;
        var place = Path.of(home).toAbsolutePath();
        var roomIn = place.toFile();
        while (!roomIn.exists()) roomIn = roomIn.getParentFile();
        if (!roomIn.isDirectory() || roomIn.getUsableSpace() < ROOM) return;

        var layout = Layout.of(Path.of(packaged), place);
        replace(Path.of("/proc/self/exe").toRealPath(), layout.directory(), command(given, at, layout));
    }

    /// Options of a JVM that something outside waits for or looks into, or that name a cache of their own.
    private static boolean watches(String option) {
        return option.startsWith("-agent")
                || option.startsWith("-javaagent")
                || option.startsWith("-Djarmode")
                || option.startsWith("-XX:SharedArchiveFile");
    }

    private static List<String> command(List<String> given, int at, Layout layout) {
        var options = given.subList(1, at);
        var command = new ArrayList<String>();
        command.add(given.getFirst());
        if (none(options, "-XX:\\+Use\\w+GC")) command.addAll(COLLECTOR);
        if (none(options, "-Xm[sx].*|-XX:(Initial|Min|Max)(Heap|RAM).*")) command.addAll(HEAP);
        command.addAll(USUAL);
        if (layout.hasCache() && none(options, "-XX:AOT.*"))
            command.addAll(List.of("-XX:AOTCache=" + PLACE + Layout.CACHE, "-Xlog:aot*=off,cds*=off"));
        command.addAll(options);
        command.add("-jar");
        command.add(PLACE + Layout.JAR);
        command.addAll(given.subList(at + 2, given.size()));
        return command;
    }

    private static boolean none(List<String> options, String pattern) {
        return options.stream().noneMatch(option -> option.matches(pattern));
    }

    /// How this process was called, each byte as one letter, since arguments and names of files need not be UTF-8.
    private static List<String> given() throws IOException {
        var all = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
        return List.of(all.split("\0", -1))
                .subList(0, (int) all.chars().filter(letter -> letter == 0).count());
    }

    private static String system(Path path) {
        var names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return new String(path.toString().getBytes(names), StandardCharsets.ISO_8859_1);
    }

    @SuppressWarnings("restricted")
    private static void replace(Path program, Path directory, List<String> command) throws Throwable {
        var linker = Linker.nativeLinker();
        var library = linker.defaultLookup();
        var open =
                linker.downcallHandle(library.findOrThrow("open"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        var dup2 =
                linker.downcallHandle(library.findOrThrow("dup2"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        var setenv = linker.downcallHandle(
                library.findOrThrow("setenv"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        var execv =
                linker.downcallHandle(library.findOrThrow("execv"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        try (var memory = Arena.ofConfined()) {
            var words = memory.allocate(ADDRESS, command.size() + 1L);
            for (int i = 0; i < command.size(); i++) words.setAtIndex(ADDRESS, i, word(memory, command.get(i)));
            words.setAtIndex(ADDRESS, command.size(), MemorySegment.NULL);

            int opened = (int) open.invokeExact(word(memory, system(directory)), READ_ONLY);
            if (opened < 0 || (int) dup2.invokeExact(opened, OPEN) < 0) return;
            // Without it the C library keeps an arena of memory for each thread and never gives it back.
            int set = (int) setenv.invokeExact(word(memory, "MALLOC_ARENA_MAX"), word(memory, "2"), 0);
            int failed = (int) execv.invokeExact(word(memory, system(program)), words);
        }
    }

    private static MemorySegment word(Arena memory, String word) {
        return memory.allocateFrom(word, StandardCharsets.ISO_8859_1);
    }
}
