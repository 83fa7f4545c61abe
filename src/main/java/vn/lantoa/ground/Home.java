package vn.lantoa.ground;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The directory that holds everything Lan Tỏa keeps. One process at a time may own it.
final class Home implements AutoCloseable {

    /// Below this many bytes nothing is started: the database could not even write that it starts.
    private static final long ENOUGH = 16L << 20;

    /// Directories that the launcher of the jar makes begin with it.
    private static final String LAID_OUT = "application";

    private final Path path;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    private Home(Path path) {
        this.path = path;
    }

    /// Creates the directory where it is missing, readable by its owner only, and tries to write in it.
    ///
    /// @throws Fault if it is no directory, cannot be written or its disk is full
    static Home open(Path path) {
        var home = new Home(path);
        try {
            if (!Files.isDirectory(path)) {
                if (Files.exists(path)) {
                    throw new Fault(
                            "LANTOA_HOME=" + path + " là tệp, không phải thư mục.",
                            "LANTOA_HOME=" + path + " is a file, not a directory.");
                }
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            home.requireSpace(ENOUGH);
            Files.delete(Files.createTempFile(path, ".write", ""));
        } catch (AccessDeniedException denied) {
            throw unwritable(path, "thiếu quyền", "permission denied");
        } catch (IOException failed) {
            var reason = Outage.of(failed) == Outage.DISK_FULL ? "No space left" : String.valueOf(failed.getMessage());
            throw unwritable(path, reason, reason);
        }
        return home;
    }

    /// Takes the home for this process until it ends, even by force; the lock goes with the process.
    ///
    /// @return false if another process holds it
    boolean take() {
        try {
            var opened = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var held = opened.tryLock();
            if (held == null) {
                opened.close();
                return false;
            }
            opened.truncate(0);
            opened.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel = opened;
            lock = held;
            return true;
        } catch (OverlappingFileLockException held) {
            return false;
        } catch (IOException failed) {
            throw unwritable(path, String.valueOf(failed.getMessage()), String.valueOf(failed.getMessage()));
        }
    }

    /// Why a second start is refused. Call it only where `take` has failed: reading the file would drop a lock held by
    /// this very process.
    Fault taken() {
        var holder = "?";
        try {
            holder = Files.readString(lockFile()).strip();
        } catch (IOException unreadable) {
            // The sentence is as useful without the number.
        }
        return new Fault(
                "LANTOA_HOME=" + path + " đang được một Lan Tỏa khác sử dụng (tiến trình " + holder + ").",
                "LANTOA_HOME=" + path + " is in use by another Lan Tỏa, process " + holder + ".");
    }

    Path path() {
        return path;
    }

    /// Removes what earlier releases were laid out in, where `application` itself runs laid out in this home. Call it
    /// only after `take`, when none of them runs any more.
    void forgetOlder(Class<?> application) {
        try {
            var jar = Path.of(application
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var own = jar.resolveSibling(".").toRealPath();
            if (!own.startsWith(path.toRealPath())
                    || !own.getFileName().toString().startsWith(LAID_OUT)) return;
            try (var siblings = Files.list(own.getParent())) {
                for (var other : siblings.toList())
                    if (other.getFileName().toString().startsWith(LAID_OUT) && !other.equals(own))
                        Programs.remove(other);
            }
        } catch (IOException | URISyntaxException | FileSystemNotFoundException later) {
            // They only take room; the next start tries again.
        }
    }

    /// @throws Fault if fewer than `bytes` are free on the disk of the home
    void requireSpace(long bytes) {
        var free = path.toFile().getUsableSpace();
        if (free >= bytes) return;
        throw new Fault(
                "Đĩa chứa LANTOA_HOME=" + path + " đã đầy: còn " + (free >> 20) + " MB, cần ít nhất " + (bytes >> 20)
                        + " MB.",
                "The disk of LANTOA_HOME=" + path + " is full: " + (free >> 20) + " MB left, at least " + (bytes >> 20)
                        + " MB needed.");
    }

    @Override
    public void close() {
        try (var closing = channel) {
            if (lock != null && closing != null) lock.release();
        } catch (IOException failed) {
            // The lock ends with the process in any case.
        }
    }

    private Path lockFile() {
        return path.resolve("lock");
    }

    private static Fault unwritable(Path path, String vietnamese, String english) {
        return new Fault(
                "LANTOA_HOME=" + path + " không ghi được: " + vietnamese + ".",
                "LANTOA_HOME=" + path + " cannot be written: " + english + ".");
    }
}
