package vn.lantoa.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Refused;

/// Ballots wait here for a moment and are written together, so that ten thousand in twenty seconds are a few hundred
/// transactions. A ballot is answered after the commit that holds it.
@Component
class VoteQueue implements DisposableBean {

    private static final int MOST = 20_000;
    private static final int BATCH = 1_000;
    private static final long PATIENCE_SECONDS = 10;
    private static final long GATHERING_MILLIS = 10;

    private final Ballots ballots;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST);
    private final Thread writer;
    private volatile boolean running = true;

    VoteQueue(Ballots ballots) {
        this.ballots = ballots;
        this.writer = Thread.ofVirtual().name("ballots").unstarted(this::write);
        this.writer.start();
    }

    /// Writes the vote and waits until it is committed.
    ///
    /// @throws Refused (429) when more is waiting than can be written
    Vote.Outcome cast(Vote vote) {
        var waiting = new Waiting(vote, new CompletableFuture<>());
        if (!running || !queue.offer(waiting)) throw Refused.tooMany("live.ballot.busy");
        try {
            return waiting.outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refused.tooMany("live.ballot.busy");
        } catch (TimeoutException late) {
            throw Refused.tooMany("live.ballot.busy");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void destroy() {
        running = false;
        writer.interrupt();
    }

    private void write() {
        while (running) {
            try {
                var batch = new ArrayList<Waiting>();
                batch.add(queue.take());
                Thread.sleep(GATHERING_MILLIS);
                queue.drainTo(batch, BATCH - 1);
                var rounds = new LinkedHashMap<UUID, List<Waiting>>();
                for (var one : batch)
                    rounds.computeIfAbsent(one.vote.round(), round -> new ArrayList<>())
                            .add(one);
                rounds.values().forEach(this::write);
            } catch (InterruptedException stopped) {
                if (!running) return;
            }
        }
    }

    private void write(List<Waiting> votes) {
        try {
            var outcomes = ballots.cast(votes.stream().map(Waiting::vote).toList());
            for (var number = 0; number < votes.size(); number++)
                votes.get(number).outcome.complete(outcomes.get(number));
        } catch (RuntimeException failed) {
            votes.forEach(one -> one.outcome.completeExceptionally(failed));
        }
    }

    private record Waiting(Vote vote, CompletableFuture<Vote.Outcome> outcome) {}
}
