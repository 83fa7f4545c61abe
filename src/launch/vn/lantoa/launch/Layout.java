package vn.lantoa.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/// The packaged jar laid out in a directory: its libraries as files beside a jar of our own classes, and the cache of
/// classes that the build trained on exactly this layout. The JVM uses that cache only where names, sizes and times of
/// the files are those of the training; so the layout depends on nothing but the packaged jar.
final class Layout {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    static final String JAR = "lantoa.jar";
    static final String CACHE = "lantoa.aot";
    private static final FileTime TIME = FileTime.fromMillis(1_000_000_000_000L);

    private final Path directory;

    private Layout(Path directory) {
        this.directory = directory;
    }

    /// Lays `packaged` out below `home` unless it lies there already, whole: it gets its final name last. A home that
    /// does not exist yet is made, for its owner only.
    static Layout of(Path packaged, Path home) throws IOException {
        var directory = home.resolve("application-%x-%x"
                .formatted(
                        Files.size(packaged),
                        Files.getLastModifiedTime(packaged).toMillis()));
        var layout = new Layout(directory);
        try (var jar = new JarFile(packaged.toFile())) {
            if (layout.whole(jar)) return layout;
            remove(directory);
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var unfinished = Files.createTempDirectory(home, "application.");
            try {
                new Layout(unfinished).write(jar);
                Files.move(unfinished, directory);
            } finally {
                remove(unfinished);
            }
        }
        return layout;
    }

    Path directory() {
        return directory;
    }

    /// Whether the build made a cache of classes.
    boolean hasCache() {
        return Files.exists(directory.resolve(CACHE));
    }

    private Path jar() {
        return directory.resolve(JAR);
    }

    /// A power cut may leave a name without all of its bytes.
    private boolean whole(JarFile jar) throws IOException {
        for (var entry : files(jar)) {
            var file = file(entry);
            if (!Files.exists(file) || Files.size(file) != entry.getSize()) return false;
        }
        return Files.exists(jar());
    }

    private static List<ZipEntry> files(JarFile jar) {
        var files = new ArrayList<ZipEntry>();
        jar.stream()
                .filter(entry -> entry.getName().startsWith(LIBRARIES) && !entry.isDirectory()
                        || entry.getName().equals(CACHE))
                .forEach(files::add);
        return files;
    }

    private Path file(ZipEntry entry) throws IOException {
        var name = entry.getName();
        var file = directory
                .resolve(name.startsWith(LIBRARIES) ? "lib/" + name.substring(LIBRARIES.length()) : name)
                .normalize();
        if (!file.startsWith(directory)) throw new IOException("entry outside the jar: " + name);
        return file;
    }

    private void write(JarFile jar) throws IOException {
        Files.createDirectories(directory.resolve("lib"));
        for (var entry : files(jar)) {
            try (var from = jar.getInputStream(entry)) {
                Files.copy(from, file(entry));
            }
            Files.setLastModifiedTime(file(entry), TIME);
        }
        writeClasses(jar);
        Files.setLastModifiedTime(jar(), TIME);
        try (var written = FileChannel.open(jar(), StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    private void writeClasses(JarFile jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar()))) {
            var manifest = new ByteArrayOutputStream();
            manifest(jar).write(manifest);
            store(out, JarFile.MANIFEST_NAME, manifest.toByteArray());
            // Directories too: without them packages and migrations are not found by their names.
            var entries = jar.stream()
                    .filter(entry -> entry.getName().startsWith(CLASSES)
                            && entry.getName().length() > CLASSES.length())
                    .toList();
            for (var entry : entries) {
                try (var from = jar.getInputStream(entry)) {
                    store(out, entry.getName().substring(CLASSES.length()), from.readAllBytes());
                }
            }
        }
    }

    private static Manifest manifest(JarFile jar) throws IOException {
        var packaged = jar.getManifest().getMainAttributes();
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Name.MANIFEST_VERSION, "1.0");
        attributes.put(Name.MAIN_CLASS, packaged.getValue("Start-Class"));
        attributes.put(Name.CLASS_PATH, classPath(jar));
        for (var name : List.of(Name.IMPLEMENTATION_TITLE, Name.IMPLEMENTATION_VERSION))
            if (packaged.getValue(name) != null) attributes.put(name, packaged.getValue(name));
        return manifest;
    }

    // Lines of the index: - "BOOT-INF/lib/name.jar"
    private static String classPath(JarFile jar) throws IOException {
        var index = jar.getEntry("BOOT-INF/classpath.idx");
        var path = new StringBuilder();
        try (var from = jar.getInputStream(index)) {
            new String(from.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                    .forEach(name -> path.append("lib/")
                            .append(name.substring(LIBRARIES.length()))
                            .append(' '));
        }
        return path.toString().strip();
    }

    // Not compressed: the bytes of compressed entries differ from one Java to another.
    private static void store(JarOutputStream out, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        var sum = new CRC32();
        sum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(LocalDateTime.of(2001, 9, 9, 0, 0));
        out.putNextEntry(entry);
        out.write(bytes);
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (var inside = Files.walk(tree)) {
            for (var path : inside.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
