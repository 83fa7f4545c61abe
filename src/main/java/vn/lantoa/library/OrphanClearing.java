package vn.lantoa.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.ground.Job;
import vn.lantoa.ground.Shelf;

/// Removes bytes that no row refers to: those of rows that were removed and of transactions that were undone. It looks
/// twice, a day apart, and only at what lay there for a day already, so that nothing on its way in is touched, and a
/// copy of the files that is made within a day after one of the database has all that the latter names.
@Component
class OrphanClearing implements Job {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(OrphanClearing.class);

    private final Shelf shelf;
    private final FileStore store;
    private final Orphans orphans;
    private final List<Holder> holders;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OrphanClearing(
            Shelf shelf,
            FileStore store,
            Orphans orphans,
            List<Holder> holders,
            TransactionTemplate transaction,
            Clock clock) {
        this.shelf = shelf;
        this.store = store;
        this.orphans = orphans;
        this.holders = List.copyOf(holders);
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orphan-clearing";
    }

    @Override
    public Duration every() {
        return DAY;
    }

    @Override
    public void run() {
        try {
            clear(clock.instant());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return how many were removed
    long clear(Instant now) throws IOException {
        var before = now.minus(DAY);
        store.clear(before);
        if (!mayClear()) return 0;

        // First those of earlier looks: what is noted today is not due today.
        var removed = 0L;
        for (var batch = remove(before); batch.seen() > 0; batch = remove(before)) removed += batch.removed();

        var noted = new Tally();
        shelf.list(before, AT_ONCE, names -> transaction.executeWithoutResult(status -> note(names, now, noted)));
        LOG.info(
                "{} files removed that nothing had referred to for a day; of {} kept for longer than a day nothing refers to {}",
                removed,
                noted.kept,
                noted.orphans);
        return removed;
    }

    private boolean mayClear() throws IOException {
        var unknown = new TreeSet<>(orphans.tables());
        holders.forEach(holder -> unknown.remove(holder.table()));
        if (!unknown.isEmpty()) {
            LOG.error("no file is cleared: nobody says which files {} holds", unknown);
            return false;
        }
        var mine = orphans.installation().toString();
        var owner = shelf.owner(mine);
        if (owner.equals(mine)) return true;
        LOG.error(
                "no file is cleared: the files are those of installation {}, the database is that of {}", owner, mine);
        return false;
    }

    private void note(List<String> names, Instant now, Tally noted) {
        var held = held(names);
        var loose = names.stream().filter(name -> !held.contains(name)).toList();
        orphans.note(loose, now);
        noted.kept += names.size();
        noted.orphans += loose.size();
    }

    /// The bytes go while their rows are locked: whoever is about to keep the same again waits, and writes them anew.
    private Batch remove(Instant before) {
        return transaction.execute(status -> {
            var due = orphans.lock(before, AT_ONCE);
            var held = held(due);
            var removed = due.stream().filter(name -> !held.contains(name)).toList();
            try {
                for (var name : removed) shelf.remove(name);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            orphans.forget(due);
            return new Batch(due.size(), removed.size());
        });
    }

    private Set<String> held(List<String> names) {
        var held = new HashSet<String>();
        if (!names.isEmpty()) holders.forEach(holder -> held.addAll(holder.held(names)));
        return held;
    }

    private record Batch(int seen, int removed) {}

    private static final class Tally {
        private long kept;
        private long orphans;
    }
}
