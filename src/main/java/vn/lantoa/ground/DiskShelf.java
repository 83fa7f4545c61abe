package vn.lantoa.ground;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/// Files in a directory of this machine, or one that several nodes share. What is put here lies below it already.
final class DiskShelf implements Shelf {

    private final Path root;

    DiskShelf(Path root) {
        this.root = root;
    }

    @Override
    public void put(String name, Path file) throws IOException {
        var place = root.resolve(Shelf.place(name));
        var directory = root.resolve(name.substring(0, 2));
        // One of another length is damaged, and mended by this one.
        if (Files.exists(place) && Files.size(place) == Files.size(file)) return;
        force(file, StandardOpenOption.WRITE);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            forceEntries(root);
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        forceEntries(directory);
    }

    @Override
    public Resource read(String name, long bytes) throws IOException {
        var place = root.resolve(Shelf.place(name));
        if (Files.size(place) != bytes) throw new NoSuchFileException(place.toString());
        return new FileSystemResource(place);
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(root.resolve(Shelf.place(name)));
    }

    @Override
    public void list(Instant before, int most, Consumer<List<String>> some) throws IOException {
        if (!Files.isDirectory(root)) return;
        var names = new ArrayList<String>();
        try (var directories = Files.newDirectoryStream(root, DiskShelf::isDirectory)) {
            for (var directory : directories) {
                try (var files = Files.newDirectoryStream(directory)) {
                    for (var file : files) {
                        if (!isKept(file, before)) continue;
                        names.add(file.getFileName().toString());
                        if (names.size() < most) continue;
                        some.accept(List.copyOf(names));
                        names.clear();
                    }
                }
            }
        }
        if (!names.isEmpty()) some.accept(names);
    }

    @Override
    public String owner(String mine) throws IOException {
        var place = root.resolve(Names.OWNER);
        if (!Files.exists(place)) {
            var writing = Files.createTempFile(Files.createDirectories(root), Names.OWNER, "");
            Files.writeString(writing, mine);
            force(writing, StandardOpenOption.WRITE);
            Files.move(writing, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(place).strip();
    }

    @Override
    public void look() throws IOException {
        Files.delete(Files.createTempFile(Files.createDirectories(root), ".look", ""));
    }

    private static boolean isDirectory(Path path) {
        return Names.DIRECTORY.matcher(path.getFileName().toString()).matches() && Files.isDirectory(path);
    }

    private static boolean isKept(Path file, Instant before) throws IOException {
        if (!Names.HASH.matcher(file.getFileName().toString()).matches()) return false;
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /// Lets the names in a directory survive a power cut as the bytes do, where directories can be forced at all.
    private static void forceEntries(Path directory) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) return;
        force(directory, StandardOpenOption.READ);
    }
}
