package vn.lantoa.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Ids;
import vn.lantoa.paper.Progress;

/// The files that were sent to be imported on pages. A file is seen by the account that sent it and nobody else.
@Component
class ImportRuns {

    private static final int PIECE = 1 << 20;
    private static final String COLUMNS = """
            r.id, r.kind, r.file_name, r.dry_run, r.partial, r.kept, r.sent_at, r.step, r.row_count,
            r.beat_at > now() - interval '1 minute' as alive, r.ended_at, r.outcome::text as outcome
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    ImportRuns(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<ImportRun> find(AccountId account, String kind, UUID id) {
        return db.sql("""
                select %s
                from   access.import_run r
                where  r.id = :id
                and    r.account = :account
                and    r.kind = :kind
                """.formatted(COLUMNS))
                .param("id", id)
                .param("account", account.value())
                .param("kind", kind)
                .query(this::run)
                .optional();
    }

    /// The newest five of the account.
    List<ImportRun> recent(AccountId account, String kind) {
        return db.sql("""
                select   %s
                from     access.import_run r
                where    r.account = :account
                and      r.kind = :kind
                order by r.sent_at desc, r.id desc
                limit    5
                """.formatted(COLUMNS))
                .param("account", account.value())
                .param("kind", kind)
                .query(this::run)
                .list();
    }

    UUID begin(AccountId account, Importing.Order order, String fileName, long bytes, byte[] hash) {
        var id = Ids.next();
        db.sql("""
                insert into access.import_run (id, account, kind, file_name, bytes, hash, dry_run, partial)
                values (:id, :account, :kind, :name, :bytes, :hash, :dryRun, :partial)
                """)
                .param("id", id)
                .param("account", account.value())
                .param("kind", order.kind())
                .param("name", fileName)
                .param("bytes", bytes)
                .param("hash", hash)
                .param("dryRun", order.dryRun())
                .param("partial", order.partial())
                .update();
        return id;
    }

    /// Lays `file` down beside its run.
    void keep(UUID id, Path file) {
        try (var in = Files.newInputStream(file)) {
            var number = 0;
            for (var bytes = in.readNBytes(PIECE); bytes.length > 0; bytes = in.readNBytes(PIECE)) {
                db.sql("insert into access.import_piece (run, number, bytes) values (:run, :number, :bytes)")
                        .param("run", id)
                        .param("number", number++)
                        .param("bytes", bytes)
                        .update();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        db.sql("update access.import_run set kept = true where id = :id")
                .param("id", id)
                .update();
    }

    /// The next piece of a kept file from 0 on, or null behind the last.
    byte @Nullable [] piece(UUID id, int number) {
        return db.sql("select p.bytes from access.import_piece p where p.run = :run and p.number = :number")
                .param("run", id)
                .param("number", number)
                .query((row, at) -> row.getBytes("bytes"))
                .optional()
                .orElse(null);
    }

    byte[] hash(UUID id) {
        return db.sql("select r.hash from access.import_run r where r.id = :id")
                .param("id", id)
                .query((row, at) -> row.getBytes("hash"))
                .single();
    }

    /// Forgets the files of the account for `kind`, though not what became of them.
    void drop(AccountId account, String kind) {
        db.sql("""
                with gone as (
                    update access.import_run
                    set    kept = false
                    where  account = :account
                    and    kind = :kind
                    and    kept
                    returning id
                )
                delete from access.import_piece p
                using  gone g
                where  p.run = g.id
                """).param("account", account.value()).param("kind", kind).update();
    }

    /// Forgets files that were sent before `hours` hours and, from the oldest on, what exceeds `mostBytes` in all; then
    /// whole runs older than `days` days.
    void clear(int hours, long mostBytes, int days) {
        db.sql("""
                with held as (
                    select r.id, r.sent_at, sum(r.bytes) over (order by r.sent_at desc, r.id desc) as upto
                    from   access.import_run r
                    where  r.kept
                ),
                gone as (
                    update access.import_run r
                    set    kept = false
                    from   held h
                    where  r.id = h.id
                    and    (h.sent_at < now() - make_interval(hours => :hours) or h.upto > :most)
                    returning r.id
                )
                delete from access.import_piece p
                using  gone g
                where  p.run = g.id
                """).param("hours", hours).param("most", mostBytes).update();
        db.sql("delete from access.import_run where sent_at < now() - make_interval(days => :days)")
                .param("days", days)
                .update();
    }

    boolean busy(AccountId account, String kind) {
        return db.sql("""
                select exists (select
                               from   access.import_run r
                               where  r.account = :account
                               and    r.kind = :kind
                               and    r.ended_at is null
                               and    r.beat_at > now() - interval '1 minute')
                """)
                .param("account", account.value())
                .param("kind", kind)
                .query(Boolean.class)
                .single();
    }

    void report(UUID id, Progress.Step step, int rows) {
        db.sql("update access.import_run set step = :step, row_count = :rows, beat_at = now() where id = :id")
                .param("step", step.name())
                .param("rows", rows)
                .param("id", id)
                .update();
    }

    void beat(Collection<UUID> ids) {
        db.sql("update access.import_run set beat_at = now() where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    /// @param outcome null where it broke off
    void end(UUID id, @Nullable ImportOutcome outcome) {
        db.sql("update access.import_run set ended_at = now(), outcome = :outcome::jsonb where id = :id")
                .param("outcome", outcome == null ? null : json.writeValueAsString(outcome))
                .param("id", id)
                .update();
    }

    private ImportRun run(ResultSet row, int number) throws SQLException {
        var outcome = row.getString("outcome");
        Timestamp ended = row.getTimestamp("ended_at");
        return new ImportRun(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("file_name"),
                row.getBoolean("dry_run"),
                row.getBoolean("partial"),
                row.getBoolean("kept"),
                row.getTimestamp("sent_at").toInstant(),
                Progress.Step.valueOf(row.getString("step")),
                row.getInt("row_count"),
                row.getBoolean("alive"),
                ended == null ? null : ended.toInstant(),
                outcome == null
                        ? null
                        : json.readValue(outcome, ImportOutcome.class).restored());
    }
}
