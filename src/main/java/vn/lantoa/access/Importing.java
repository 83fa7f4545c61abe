package vn.lantoa.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Progress;

/// Imports by page: keeps the file that was tried for two hours, so that it can be imported without being chosen
/// again, and lets long ones go on behind a page that tells how far they have come. One file is kept for each account
/// and kind, and a gigabyte in all.
@Component
public class Importing implements DisposableBean {

    /// Files up to this size are imported while the browser waits for the answer: some two thousand rows.
    static final long SHORT_BYTES = 256 << 10;

    static final int KEPT_HOURS = 2;
    static final int TOLD_DAYS = 7;
    static final long MOST_KEPT_BYTES = 1L << 30;

    private static final Logger log = LoggerFactory.getLogger(Importing.class);
    private static final int AT_ONCE = 2;
    private static final long TOLD_EVERY_NANOS = 500_000_000;

    private final ImportRuns runs;
    private final TransactionTemplate joined;
    private final TransactionTemplate apart;
    private final ExecutorService longOnes = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofVirtual().name("import-", 0).factory());
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("import-pulse").daemon().factory());
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();

    Importing(ImportRuns runs, PlatformTransactionManager manager) {
        this.runs = runs;
        this.joined = new TransactionTemplate(manager);
        this.apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var _ = pulse.scheduleWithFixedDelay(this::beat, 10, 10, TimeUnit.SECONDS);
    }

    /// What is asked for.
    ///
    /// @param kind `units`, `members`, `accounts` or `documents`
    /// @param dryRun keeps nothing
    /// @param partial takes the rows that are in order although others are not
    /// @param waits whether the answer must be there at once however long it takes, as where it holds secrets
    public record Order(String kind, boolean dryRun, boolean partial, boolean waits) {}

    /// An import of one file; opens its own transaction.
    @FunctionalInterface
    public interface Work {

        ImportOutcome take(Path file, Progress progress);
    }

    /// Lays down what `in` carries and starts on it. Short files have ended when this answers, long ones are under way.
    ///
    /// @throws Refused (413) if it is too large, (409) if another of this kind and account is still under way
    public ImportRun receive(Actor actor, Order order, String fileName, InputStream in, Work work) {
        var hash = sha256();
        var file = spool(in, hash);
        var started = false;
        try {
            if (runs.busy(actor.account(), order.kind())) throw Refused.conflict("access.run.busy");
            var id = joined.execute(status -> {
                var begun = runs.begin(actor.account(), order, fileName, size(file), hash.digest());
                runs.drop(actor.account(), order.kind());
                if (order.dryRun()) runs.keep(begun, file);
                return begun;
            });
            runs.clear(KEPT_HOURS, MOST_KEPT_BYTES, TOLD_DAYS);
            started = true;
            return start(actor, order, java.util.Objects.requireNonNull(id), file, work);
        } finally {
            if (!started) delete(file);
        }
    }

    /// Starts on the very file that the run `checked` tried.
    ///
    /// @throws Refused (409) if the file is not kept any more or is not what was tried
    public ImportRun again(Actor actor, Order order, UUID checked, Work work) {
        var tried = find(actor, order.kind(), checked);
        var file = copy(actor, order.kind(), checked);
        var started = false;
        try {
            if (runs.busy(actor.account(), order.kind())) throw Refused.conflict("access.run.busy");
            var id = runs.begin(actor.account(), order, tried.fileName(), size(file), runs.hash(checked));
            started = true;
            return start(actor, order, id, file, work);
        } finally {
            if (!started) delete(file);
        }
    }

    /// A copy of the file that the run `checked` tried; the caller deletes it.
    ///
    /// @throws Refused (409) if the file is not kept any more or is not what was tried
    public Path copy(Actor actor, String kind, UUID checked) {
        if (!find(actor, kind, checked).kept()) throw Refused.conflict("access.run.gone", KEPT_HOURS);
        var hash = sha256();
        var file = spool(pieces(checked), hash);
        if (MessageDigest.isEqual(hash.digest(), runs.hash(checked))) return file;
        delete(file);
        throw Refused.conflict("access.run.gone", KEPT_HOURS);
    }

    /// @throws NotFound if this account has no such run
    public ImportRun find(Actor actor, String kind, UUID id) {
        return runs.find(actor.account(), kind, id).orElseThrow(NotFound::new);
    }

    /// The newest runs of this account, at most five of the last week.
    public List<ImportRun> recent(Actor actor, String kind) {
        return runs.recent(actor.account(), kind);
    }

    private ImportRun start(Actor actor, Order order, UUID id, Path file, Work work) {
        if (order.waits() || size(file) <= SHORT_BYTES) {
            run(actor, order, id, file, work, Progress.UNHEARD);
        } else {
            held.add(id);
            longOnes.execute(() -> aside(actor, order, id, file, work));
        }
        return find(actor, order.kind(), id);
    }

    private void aside(Actor actor, Order order, UUID id, Path file, Work work) {
        try {
            run(actor, order, id, file, work, new Reported(id));
        } catch (RuntimeException failed) {
            log.error("The import {} broke off", id, failed);
        } finally {
            held.remove(id);
        }
    }

    private void run(Actor actor, Order order, UUID id, Path file, Work work, Progress progress) {
        ImportOutcome outcome = null;
        try {
            outcome = work.take(file, progress);
        } catch (Refused refused) {
            outcome = ImportOutcome.refused(refused);
        } finally {
            try {
                if (outcome != null) {
                    var ended = outcome;
                    joined.executeWithoutResult(status -> settle(actor, order, id, file, ended));
                }
            } finally {
                delete(file);
                runs.end(id, outcome);
            }
        }
    }

    /// Forgets a file that was taken or could not be read at all. One with wrong rows is kept, also where it was sent
    /// to be imported at once, so that its marked copy can be had.
    private void settle(Actor actor, Order order, UUID id, Path file, ImportOutcome outcome) {
        if (outcome.kept() || outcome.refusal() != null) runs.drop(actor.account(), order.kind());
        if (outcome.rejected() > 0 && (outcome.kept() || !order.dryRun())) {
            runs.drop(actor.account(), order.kind());
            runs.keep(id, file);
        }
    }

    private void beat() {
        try {
            if (!held.isEmpty()) runs.beat(held);
        } catch (RuntimeException away) {
            log.warn("Imports could not say that they go on: {}", away.getMessage());
        }
    }

    @Override
    public void destroy() {
        pulse.shutdownNow();
        longOnes.shutdownNow();
    }

    private InputStream pieces(UUID run) {
        return new InputStream() {
            private byte[] piece = new byte[0];
            private int number;
            private int at;

            @Override
            public int read() {
                return more() ? piece[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                if (!more()) return -1;
                var taken = Math.min(most, piece.length - at);
                System.arraycopy(piece, at, into, from, taken);
                at += taken;
                return taken;
            }

            private boolean more() {
                if (at < piece.length) return true;
                var next = runs.piece(run, number++);
                piece = next == null ? new byte[0] : next;
                at = 0;
                return piece.length > 0;
            }
        };
    }

    private static Path spool(InputStream in, MessageDigest hash) {
        try (in) {
            var file = Files.createTempFile("lantoa-import-", ".tmp");
            var most = Limits.usual().fileBytes();
            try (var out = new DigestOutputStream(Files.newOutputStream(file), hash)) {
                var buffer = new byte[1 << 16];
                long taken = 0;
                for (int n; (n = in.read(buffer)) >= 0; out.write(buffer, 0, n)) {
                    taken += n;
                    if (taken > most) throw Refused.tooLarge("paper.table.tooLarge", most >> 20);
                }
                return file;
            } catch (IOException | RuntimeException failed) {
                delete(file);
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Writes how far an import has come twice a second, on a connection of its own.
    private final class Reported implements Progress {

        private final UUID id;
        private Step step = Step.WAITING;
        private long toldAt;

        private Reported(UUID id) {
            this.id = id;
        }

        @Override
        public void at(Step reached, int rows) {
            var now = System.nanoTime();
            if (reached == step && now - toldAt < TOLD_EVERY_NANOS) return;
            step = reached;
            toldAt = now;
            apart.executeWithoutResult(status -> runs.report(id, reached, rows));
        }
    }
}
