package vn.lantoa.study;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.lantoa.kernel.Refused;

/// Where check-ins wait to be written together: [#WRITERS] threads take all that has come meanwhile into one statement
/// and one commit, and each request is answered after that commit. Holds at most [#ROOM] check-ins; beyond that a door
/// is told to come again, rather than memory to grow.
@Component
class CheckInQueue implements DisposableBean {

    static final int WRITERS = 2;
    static final int ROOM = 20_000;
    /// The most check-ins of one commit, unless a single request brings more.
    static final int TOGETHER = 500;

    /// A group of so many requests shows a rush, in which a writer waits [#PAUSE] before it takes the next: what comes
    /// meanwhile shares the cost of a statement and a commit. A lone request never waits.
    private static final int RUSH = 8;

    private static final Duration PAUSE = Duration.ofNanos(1_500_000);
    private static final int ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(CheckInQueue.class);

    private final JdbcClient db;
    private final ConcurrentLinkedQueue<Request> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger room = new AtomicInteger(ROOM);
    private final Semaphore arrived = new Semaphore(0);
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean over;

    CheckInQueue(JdbcClient db) {
        this.db = db;
        for (var number = 1; number <= WRITERS; number++) {
            writers.add(Thread.ofPlatform().daemon().name("check-ins-" + number).start(this::drain));
        }
    }

    /// Writes `rows` of one campaign and waits for the commit; inside a transaction of the caller they become part of
    /// it instead.
    ///
    /// @throws Refused if too many wait already
    List<Answer> write(CampaignId campaign, List<Row> rows, Instant now) {
        var request = new Request(campaign, rows, now, new CompletableFuture<>());
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return write(campaign, List.of(request)).getFirst();
        }
        if (room.addAndGet(-rows.size()) < 0 || over) {
            room.addAndGet(rows.size());
            throw Refused.tooMany("study.check-in.busy");
        }
        try {
            waiting.add(request);
            arrived.release();
            return request.answers().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw failed;
        } finally {
            room.addAndGet(rows.size());
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        over = true;
        arrived.release(WRITERS);
        for (var writer : writers) writer.join(5_000);
    }

    private void drain() {
        var rush = false;
        while (!over || !waiting.isEmpty()) {
            try {
                arrived.acquire();
                if (rush) LockSupport.parkNanos(PAUSE.toNanos());
                arrived.drainPermits();
                var batch = next();
                rush = batch.size() >= RUSH;
                if (batch.isEmpty()) continue;
                if (!waiting.isEmpty()) arrived.release();
                answer(batch);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.error("check-ins were not written", failed);
            }
        }
    }

    private List<Request> next() {
        var batch = new ArrayList<Request>();
        var rows = 0;
        for (var head = waiting.peek(); head != null; head = waiting.peek()) {
            if (rows > 0 && rows + head.rows().size() > TOGETHER) break;
            var request = waiting.poll();
            if (request == null) break;
            batch.add(request);
            rows += request.rows().size();
        }
        return batch;
    }

    private void answer(List<Request> batch) {
        var campaigns = new LinkedHashMap<CampaignId, List<Request>>();
        for (var request : batch)
            campaigns
                    .computeIfAbsent(request.campaign(), campaign -> new ArrayList<>())
                    .add(request);
        campaigns.forEach(this::answer);
    }

    /// What fails together is tried again one by one, so that one bad request spoils no other.
    private void answer(CampaignId campaign, List<Request> requests) {
        try {
            var answers = write(campaign, requests);
            for (var number = 0; number < requests.size(); number++)
                requests.get(number).answers().complete(answers.get(number));
        } catch (DataAccessException failed) {
            for (var request : requests) answerAlone(campaign, request);
        } catch (RuntimeException | Error failed) {
            for (var request : requests) request.answers().completeExceptionally(failed);
            throw failed;
        }
    }

    private void answerAlone(CampaignId campaign, Request request) {
        for (var attempt = 1; !request.answers().isDone(); attempt++) {
            try {
                request.answers().complete(write(campaign, List.of(request)).getFirst());
            } catch (DuplicateKeyException taken) {
                // by a writer that has committed meanwhile: the next attempt sees it
                if (attempt == ATTEMPTS) request.answers().completeExceptionally(taken);
            } catch (RuntimeException failed) {
                request.answers().completeExceptionally(failed);
            }
        }
    }

    private List<List<Answer>> write(CampaignId campaign, List<Request> requests) {
        var rows = new ArrayList<Row>();
        var numbers = new ArrayList<Integer>();
        for (var number = 0; number < requests.size(); number++) {
            for (var row : requests.get(number).rows()) {
                rows.add(row);
                numbers.add(number);
            }
        }
        var answers = db.sql("""
                select c.line, c.result, c.place, c.clash
                from   study.check_in(:campaign, :recorded, :requests::integer[], :sessions::uuid[], :sites::uuid[],
                                      :lows::integer[], :highs::integer[], :numbers::text[], :kinds::text[],
                                      :moments::timestamptz[], :nonces::text[], :witnesses::text[], :accounts::uuid[]) c
                """)
                .param("campaign", campaign.value())
                .param("recorded", requests.getLast().now().atOffset(ZoneOffset.UTC))
                .param("requests", numbers.toArray(Integer[]::new))
                .param("sessions", column(rows, UUID[]::new, Row::session))
                .param("sites", column(rows, UUID[]::new, row -> row.arrival().site()))
                .param("lows", column(rows, Integer[]::new, Row::low))
                .param("highs", column(rows, Integer[]::new, Row::high))
                .param(
                        "numbers",
                        column(rows, String[]::new, row -> row.arrival().memberNo()))
                .param(
                        "kinds",
                        column(rows, String[]::new, row -> row.arrival().kind().name()))
                .param(
                        "moments",
                        column(rows, String[]::new, row -> row.arrival().at().toString()))
                .param(
                        "nonces",
                        column(rows, String[]::new, row -> row.arrival().nonce()))
                .param(
                        "witnesses",
                        column(rows, String[]::new, row -> row.arrival().witness()))
                .param("accounts", column(rows, UUID[]::new, Row::account))
                .query((row, number) ->
                        new Answer(row.getString("result"), row.getInt("place"), row.getBoolean("clash")))
                .list();
        var parted = new ArrayList<List<Answer>>();
        var first = 0;
        for (var request : requests) {
            parted.add(answers.subList(first, first + request.rows().size()));
            first += request.rows().size();
        }
        return parted;
    }

    private static <T> @Nullable T[] column(List<Row> rows, IntFunction<T[]> array, Function<Row, @Nullable T> value) {
        var column = array.apply(rows.size());
        for (var row = 0; row < column.length; row++) column[row] = value.apply(rows.get(row));
        return column;
    }

    private record Request(CampaignId campaign, List<Row> rows, Instant now, CompletableFuture<List<Answer>> answers) {}

    /// One check-in as it is written.
    ///
    /// @param low and `high` bound the places in the tree whose members are let in
    record Row(UUID session, CheckIn arrival, UUID account, int low, int high) {

        Row anywhere() {
            return new Row(session, arrival, account, 0, Integer.MAX_VALUE);
        }
    }

    /// What `study.check_in` said.
    record Answer(String result, int place, boolean clash) {

        boolean outside() {
            return result.equals("outside");
        }

        /// The outcome, or null where another question must be asked first.
        @Nullable
        Scan scan() {
            return outside() || result.equals("conflict") ? null : Scan.of(result);
        }
    }
}
