package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds of every shelf.
abstract class ShelfContract {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    abstract Shelf shelf();

    /// Where the shelf keeps what it is given, as files.
    abstract Path kept();

    /// Puts something of others at `path`.
    abstract void lay(String path) throws IOException;

    @Test
    void keepsWhatItIsGivenUnderItsHash() throws Exception {
        var file = file("Nghị quyết số 19");
        var bytes = Files.readAllBytes(file);
        var name = put(file);

        assertThat(read(name, bytes.length)).isEqualTo(bytes);
        assertThat(kept().resolve(name.substring(0, 2)).resolve(name)).hasBinaryContent(bytes);
    }

    @Test
    void keepsTheSameOnce() throws Exception {
        var name = put(file("hai lần"));
        var place = kept().resolve(Shelf.place(name));
        var at = Files.getLastModifiedTime(place);

        assertThat(put(file("hai lần"))).isEqualTo(name);

        assertThat(Files.getLastModifiedTime(place)).isEqualTo(at);
    }

    @Test
    void keepsTheSameFromSeveralAtOnce() throws Exception {
        var bytes = random(MEGABYTE, 1);
        var files = new ArrayList<Path>();
        for (var i = 0; i < 8; i++) files.add(file(bytes));
        var name = hash(bytes);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var puts = new ArrayList<Future<String>>();
            for (var file : files) puts.add(threads.submit(() -> put(file)));
            for (var put : puts) assertThat(put.get()).isEqualTo(name);
        }

        assertThat(read(name, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void mendsWhatWasCutShort() throws Exception {
        var bytes = random(20_000, 2);
        var name = put(file(bytes));
        Files.write(kept().resolve(Shelf.place(name)), random(500, 3));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> shelf().read(name, bytes.length));

        put(file(bytes));

        assertThat(read(name, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        var name = hash(random(10, 4));

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> shelf().read(name, 10));
        shelf().remove(name);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> shelf().read("../" + name.substring(3), 10));
    }

    @Test
    void forgetsWhatIsRemoved() throws Exception {
        var name = put(file("bỏ đi"));

        shelf().remove(name);

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> shelf().read(name, 7));
        assertThat(list(Instant.now().plusSeconds(60))).doesNotContain(name);
    }

    @Test
    void carriesALargeFileWithoutHoldingItInMemory() throws Exception {
        var large = directory.resolve("large");
        try (var out = Files.newOutputStream(large)) {
            for (var i = 0; i < 40; i++) out.write(random(MEGABYTE, 100 + i));
        }
        var bytes = Files.size(large);
        var name = hash(large);
        put(file("lời gọi đầu nạp các lớp"));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();

        shelf().put(name, large);
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = new DigestInputStream(shelf().read(name, bytes).getInputStream(), digest)) {
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(bytes);
        }

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(name);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20L * MEGABYTE);
    }

    @Test
    void listsWhatIsOldEnoughAndNothingElse() throws Exception {
        var names = new ArrayList<String>();
        for (var i = 0; i < 7; i++) names.add(put(file("tệp số " + i)));
        lay("arriving/" + "f".repeat(64));
        lay("f".repeat(64));
        lay(names.getFirst().substring(0, 2) + "/ghi-chu");

        assertThat(list(Instant.now().plusSeconds(60)))
                .containsAll(names)
                .doesNotContain("f".repeat(64), "ghi-chu")
                .doesNotHaveDuplicates();
        assertThat(list(Instant.now().minus(Duration.ofHours(1)))).doesNotContainAnyElementsOf(names);
    }

    @Test
    void belongsToWhoeverCameFirst() throws Exception {
        Files.deleteIfExists(kept().resolve(Shelf.Names.OWNER));

        assertThat(shelf().owner("một")).isEqualTo("một");
        assertThat(shelf().owner("hai")).isEqualTo("một");
        shelf().look();
    }

    final Path file(String text) throws IOException {
        return file(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// A file that has arrived; on the same disk as the shelf, where that is one.
    final Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(directory, "arriving", ""), bytes);
    }

    final String put(Path file) throws IOException {
        var name = hash(file);
        shelf().put(name, file);
        return name;
    }

    final byte[] read(String name, long bytes) throws IOException {
        try (InputStream in = shelf().read(name, bytes).getInputStream()) {
            return in.readAllBytes();
        }
    }

    static byte[] random(int length, long seed) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static String hash(byte[] bytes) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }

    private static String hash(Path file) throws IOException {
        return hash(Files.readAllBytes(file));
    }

    private List<String> list(Instant before) throws IOException {
        var all = new ArrayList<String>();
        shelf().list(before, 3, some -> {
            assertThat(some).hasSizeBetween(1, 3);
            all.addAll(some);
        });
        return all;
    }
}
