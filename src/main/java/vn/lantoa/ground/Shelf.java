package vn.lantoa.ground;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/// Where the bytes of files are kept, each under the SHA-256 of its content in hexadecimal digits: the same file
/// is kept once, and damage shows. The same names on a disk and in a bucket, so that any tool that copies files
/// moves one to the other.
///
/// A name that is no such hash is a bug. Where the bucket cannot be reached, every method throws [FilesAway].
public sealed interface Shelf permits DiskShelf, BucketShelf {

    /// Keeps the bytes of `file` under `name`, whole and for good before this returns; after an exception they
    /// are whole or not there. Safe to repeat. May take `file` away.
    void put(String name, Path file) throws IOException;

    /// Sends the bytes of `file` on before they are put under `name`, which then takes no time for them: called
    /// while no transaction is open, so that a slow line keeps nobody waiting for the database. What is never put is
    /// an orphan like any other. A shelf of this machine has no line. Safe to repeat.
    default void send(String name, Path file) throws IOException {}

    /// The bytes under `name`, of which there are `bytes`, to be read once. What comes over a line ends in an exception
    /// if it is not what was kept.
    ///
    /// @throws java.nio.file.NoSuchFileException if nothing of that name and length is kept
    Resource read(String name, long bytes) throws IOException;

    /// Forgets the bytes under `name`; that there are none is fine.
    void remove(String name) throws IOException;

    /// The names of all that was put here before `before`, in no order, some at a time.
    ///
    /// @param most handed over at once, up to 1,000
    void list(Instant before, int most, Consumer<List<String>> some) throws IOException;

    /// The mark of the installation whose files these are; `mine` where they had none, which they bear from now on.
    String owner(String mine) throws IOException;

    /// Looks whether the place is there and lets us in.
    void look() throws IOException;

    /// Where below the shelf a name lies.
    static String place(String name) {
        if (!Names.HASH.matcher(name).matches()) throw new IllegalArgumentException(name);
        return name.substring(0, 2) + "/" + name;
    }

    /// How names look.
    final class Names {
        static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
        static final Pattern DIRECTORY = Pattern.compile("[0-9a-f]{2}");
        static final String OWNER = "owner";

        private Names() {}
    }
}
