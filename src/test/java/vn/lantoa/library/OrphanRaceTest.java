package vn.lantoa.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.ground.Shelf;
import vn.lantoa.library.Cataloguing.Entry;

/// Bytes that are kept while they are cleared away, and rows whose bytes cannot be kept. Committed and cleaned up.
@AppTest
@Transactional(propagation = Propagation.NEVER)
class OrphanRaceTest implements World {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final Instant later = Instant.now().plus(Duration.ofDays(2));

    @Autowired
    OrphanClearing clearing;

    @Autowired
    Orphans orphans;

    @Autowired
    FileStore store;

    @Autowired
    Shelf shelf;

    @Autowired
    Cataloguing cataloguing;

    @Autowired
    Filing filing;

    @Autowired
    vn.lantoa.library.Files files;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Value("${lantoa.home}")
    String home;

    private DocumentId document = new DocumentId(new UUID(0, 0));
    private String text = "";

    @BeforeEach
    void opensADocument() throws IOException {
        Files.deleteIfExists(Path.of(home, "files", "owner"));
        text = "tệp " + UUID.randomUUID();
        document = cataloguing.add(
                OFFICER,
                new Entry("905-NQ/TW", "", "Văn bản để thử", "Ban thử", LocalDate.of(2022, 6, 16), "", ""),
                TODAY);
    }

    @AfterEach
    void cleansUp() {
        db.sql("delete from library.file where document = :id")
                .param("id", document.value())
                .update();
        db.sql("delete from library.document where id = :id")
                .param("id", document.value())
                .update();
        db.sql("delete from library.orphan").update();
    }

    @Test
    void leavesWhatSomebodyIsJustKeepingAgain() throws Exception {
        var hash = orphan();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(status -> {
                add();
                // From another connection, to which this row is invisible yet.
                var clear = threads.submit(() -> clearing.clear(later));
                assertThat(clear).succeedsWithin(60, TimeUnit.SECONDS);
            });
        }
        assertThat(place(hash)).exists();
        assertThat(files.of(document)).hasSize(1);

        clearing.clear(later.plus(Duration.ofDays(2)));
        clearing.clear(later.plus(Duration.ofDays(4)));
        assertThat(place(hash)).exists();
    }

    @Test
    void writesAnewWhatIsJustBeingRemoved() throws Exception {
        var hash = orphan();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var adding = transaction.execute(status -> {
                assertThat(orphans.lock(later, 10)).contains(hash);
                var add = threads.submit(this::add);
                assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> add.get(1, TimeUnit.SECONDS));
                try {
                    shelf.remove(hash);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
                orphans.forget(java.util.List.of(hash));
                return add;
            });
            assertThat(adding).succeedsWithin(60, TimeUnit.SECONDS);
        }

        assertThat(place(hash)).hasContent(text);
        assertThat(files.of(document)).hasSize(1);
    }

    @Test
    void keepsNoRowWhoseBytesCannotBeKept() throws Exception {
        // A file stands where the directory would have to be made.
        while (Files.exists(place(hash()).getParent())) text = "tệp " + UUID.randomUUID();
        var inTheWay = Files.createFile(place(hash()).getParent());
        try {
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::add);
            assertThat(files.of(document)).isEmpty();
        } finally {
            Files.delete(inTheWay);
        }

        add();
        assertThat(files.of(document)).hasSize(1);
        assertThat(place(hash())).hasContent(text);
    }

    @Test
    void holdsNoConnectionWhileAFileComesIn() throws Exception {
        var held = new ArrayList<Boolean>();
        var slow = new FilterInputStream(bytes()) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                held.add(TransactionSynchronizationManager.isActualTransactionActive());
                return super.read(buffer, offset, length);
            }
        };
        filing.add(OFFICER, document, "tep.txt", slow, NINE);

        assertThat(held).isNotEmpty().containsOnly(false);
        assertThat(files.of(document)).hasSize(1);
        assertThat(place(hash())).hasContent(text);
    }

    /// Bytes that have been known for long to be nobody's.
    private String orphan() throws IOException {
        try (var arriving = store.receive(bytes())) {
            store.keep(arriving);
        }
        orphans.note(java.util.List.of(hash()), later.minus(Duration.ofDays(2)));
        return hash();
    }

    private UUID add() {
        try {
            return filing.add(OFFICER, document, "tep.txt", bytes(), NINE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String hash() throws IOException {
        try (var arriving = store.receive(bytes())) {
            return FileStore.name(arriving.sha256());
        }
    }

    private Path place(String hash) {
        return Path.of(home, "files", hash.substring(0, 2), hash);
    }

    private ByteArrayInputStream bytes() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
