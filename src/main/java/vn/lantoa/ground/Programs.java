package vn.lantoa.ground;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, taken out of our own archive into the home once, so that nothing is left to a directory
/// for temporary files that others clean or mount without execution.
final class Programs {

    /// The directory that holds `bin`, `lib` and `share`.
    private final Path directory;

    private Programs(Path directory) {
        this.directory = directory;
    }

    /// Takes the programs out unless they already lie below `parent`, whole: they get their final name last.
    ///
    /// @throws Fault on a machine for which we carry no programs
    static Programs under(Path parent) throws IOException {
        var system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        var archive = Programs.class.getResource("/postgres-linux-x86_64.txz");
        if (archive == null || !system.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)")) {
            throw new Fault(
                    "PostgreSQL kèm theo chỉ chạy trên Linux x86-64, máy này là " + system
                            + ": đặt LANTOA_DATABASE_URL để dùng cơ sở dữ liệu bên ngoài.",
                    "The embedded PostgreSQL runs on Linux x86-64 only and this is " + system
                            + ": set LANTOA_DATABASE_URL to use an external database.");
        }

        // The size tells one release of the programs from another without reading all of it at every start.
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        try (var packed = connection.getInputStream()) {
            var directory = parent.resolve("programs-" + connection.getContentLengthLong());
            if (Files.isDirectory(directory)) return new Programs(directory);

            var unfinished = parent.resolve("programs.new");
            remove(unfinished);
            extract(new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16))), unfinished);
            Files.move(unfinished, directory);
            return new Programs(directory);
        }
    }

    String path(String program) {
        return directory.resolve("bin").resolve(program).toString();
    }

    /// Removes the programs of earlier releases; nothing may run from them any more.
    void removeOthers() throws IOException {
        try (var siblings = Files.list(directory.resolveSibling("."))) {
            for (var other : siblings.map(Path::normalize).toList()) {
                var name = other.getFileName().toString();
                if (name.startsWith("programs") && !other.equals(directory)) remove(other);
            }
        }
    }

    static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (Stream<Path> inside = Files.walk(tree)) {
            for (var path :
                    inside.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList()) Files.delete(path);
        }
    }

    private static void extract(TarArchiveInputStream archive, Path directory) throws IOException {
        try (archive) {
            for (TarArchiveEntry entry; (entry = archive.getNextEntry()) != null; ) {
                var path = directory.resolve(entry.getName()).normalize();
                if (!path.startsWith(directory)) throw new IOException("entry outside the archive: " + entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(archive, path);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(
                                path,
                                EnumSet.of(
                                        PosixFilePermission.OWNER_READ,
                                        PosixFilePermission.OWNER_WRITE,
                                        PosixFilePermission.OWNER_EXECUTE,
                                        PosixFilePermission.GROUP_READ,
                                        PosixFilePermission.GROUP_EXECUTE,
                                        PosixFilePermission.OTHERS_READ,
                                        PosixFilePermission.OTHERS_EXECUTE));
                    }
                }
            }
        }
    }
}
