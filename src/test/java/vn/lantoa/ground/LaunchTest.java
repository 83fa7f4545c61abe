package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of the packaged jar, with real processes and a packaged application of three classes: one that tells
/// how it was started, one in a library, and one in the place of Spring Boot's loader.
class LaunchTest {

    private static final Map<String, String> SOURCES = Map.of(
            "app/Tells.java",
            """
            package app;
            public class Tells {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("by files " + lib.Library.NAME);
                    System.out.println("process " + ProcessHandle.current().pid());
                    System.out.println("arguments " + String.join("|", arguments));
                    System.out.println("option " + System.getProperty("an.option"));
                    System.out.println("resource " + (Tells.class.getResource("/some/") != null));
                    System.out.println("heap " + Runtime.getRuntime().maxMemory() / (1 << 20));
                    System.out.println("arenas " + System.getenv("MALLOC_ARENA_MAX"));
                }
            }
            """,
            "lib/Library.java",
            """
            package lib;
            public class Library {
                public static final String NAME = new String("with its library");
            }
            """,
            "org/springframework/boot/loader/launch/JarLauncher.java",
            """
            package org.springframework.boot.loader.launch;
            public class JarLauncher {
                public static void main(String[] arguments) {
                    System.out.println("by the loader");
                }
            }
            """);

    @TempDir
    static Path workshop;

    private static Path jar;

    @TempDir
    Path directory;

    private Path home;

    @BeforeAll
    static void pack() throws IOException {
        jar = packed(workshop.resolve("gói.jar"));
    }

    @BeforeEach
    void furnish() {
        home = directory.resolve("nhà của ' Lan");
    }

    @Test
    void goesOnInTheSameProcessFromFilesWithWhatItWasGiven() throws Exception {
        var said = started(List.of("-Dan.option=đỗ \" và '", "-Xmx96m"), "một", "", "hai ba");

        assertThat(said)
                .contains(
                        "by files with its library",
                        "arguments một||hai ba",
                        "option đỗ \" và '",
                        "resource true",
                        "arenas 2",
                        "own process true");
        assertThat(said)
                .anyMatch(line -> line.startsWith("heap 9")); // a little below what was given, with this collector
        assertThat(laidOut()).hasSize(1);

        assertThat(started(List.of())).contains("by files with its library");
        assertThat(laidOut()).hasSize(1);
    }

    @Test
    void laysOutAgainWhatAPowerCutLeftShort() throws Exception {
        started(List.of());
        var library = laidOut().getFirst().resolve("lib/library.jar");
        Files.write(library, new byte[10]);

        assertThat(started(List.of())).contains("by files with its library");
        assertThat(Files.size(library)).isGreaterThan(10);
    }

    @Test
    void staysAsItIsWhereItCannotOrShallNotBeReplaced() throws Exception {
        assertThat(started(List.of("-Djarmode=tools"))).containsExactly("by the loader", "own process true");
        assertThat(started(List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0")))
                .contains("by the loader");
        assertThat(home).doesNotExist();

        Files.writeString(home, "a file");
        assertThat(started(List.of())).containsExactly("by the loader", "own process true");
    }

    @Test
    void takesAnotherCollectorAndLessMemoryAsTheyAreGiven() throws Exception {
        assertThat(started(List.of("-XX:+UseParallelGC", "-Xmx32m"))).contains("by files with its library");
        assertThat(started(List.of("-XX:MaxRAMPercentage=1"))).noneMatch(line -> line.startsWith("heap 9"));
    }

    private List<Path> laidOut() throws IOException {
        try (var inside = Files.list(home)) {
            return inside.toList();
        }
    }

    private List<String> started(List<String> options, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(Arrays.asList(arguments));
        var out = directory.resolve("said.txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("LANTOA_HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("MALLOC_ARENA_MAX");
        var process = builder.start();
        var pid = process.pid();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        var said = new ArrayList<>(Files.readAllLines(out));
        said.add("own process "
                + said.stream()
                        .filter(line -> line.startsWith("process "))
                        .allMatch(line -> line.equals("process " + pid)));
        return said;
    }

    private static Path packed(Path packaged) throws IOException {
        var sources = workshop.resolve("sources");
        var classes = workshop.resolve("classes");
        var files = new ArrayList<String>();
        for (var source : SOURCES.entrySet()) {
            var file = sources.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()).toString());
        }
        run("javac", Stream.concat(Stream.of("-encoding", "UTF-8", "-d", classes.toString()), files.stream()));

        var whole = workshop.resolve("whole");
        Files.createDirectories(whole.resolve("BOOT-INF/lib"));
        Files.createDirectories(whole.resolve("BOOT-INF/classes/some"));
        var library = whole.resolve("BOOT-INF/lib/library.jar");
        run("jar", Stream.of("--create", "--file", library.toString(), "-C", classes.toString(), "lib"));
        Files.move(classes.resolve("app"), whole.resolve("BOOT-INF/classes/app"));
        Files.move(classes.resolve("org"), whole.resolve("org"));
        Files.writeString(whole.resolve("BOOT-INF/classpath.idx"), "- \"BOOT-INF/lib/library.jar\"\n");
        var manifest = Files.writeString(workshop.resolve("manifest.txt"), "Start-Class: app.Tells\n");
        run(
                "jar",
                Stream.of(
                        "--create",
                        "--file",
                        packaged.toString(),
                        "--manifest",
                        manifest.toString(),
                        "-C",
                        whole.toString(),
                        "."));
        run("java", packer(packaged));
        return packaged;
    }

    private static Stream<String> packer(Path packaged) {
        return Stream.of(
                "src/launch/Pack.java", "src/launch", workshop.resolve("launch").toString(), packaged.toString());
    }

    /// A tool of this Java, in this process where it has one.
    private static void run(String name, Stream<String> arguments) throws IOException {
        var said = new ByteArrayOutputStream();
        var print = new PrintStream(said, true, StandardCharsets.UTF_8);
        var tool = ToolProvider.findFirst(name);
        var given = arguments.toArray(String[]::new);
        int code = tool.isPresent() ? tool.get().run(print, print, given) : program(name, given);
        assertThat(code).as(name + " " + said).isZero();
    }

    private static int program(String name, String... arguments) throws IOException {
        var command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", name)
                                .toString()),
                        Arrays.stream(arguments))
                .collect(Collectors.toList());
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }
}
