package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Progress.Step;

/// A long import goes on behind a page that tells how far it has come; committed for real and cleaned up afterwards.
@AppTest
@Transactional(propagation = Propagation.NEVER)
class LongImportTest implements World {

    private static final byte[] LONG = new byte[(int) Importing.SHORT_BYTES + 1];
    private static final Importing.Order UNITS = new Importing.Order("units", false, false, false);
    private static final ImportOutcome KEPT =
            ImportOutcome.of(new ImportResult(4_130, 0, List.of(), 0), true, null, List.of());

    @Autowired
    Importing importing;

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void forget() {
        end.countDown();
        db.sql("delete from access.import_run").update();
    }

    @Test
    void tellsHowFarItHasComeAndHowItEnded() throws InterruptedException {
        var read = new CountDownLatch(1);
        var run = importing.receive(OFFICER, UNITS, "to-chuc.csv", new ByteArrayInputStream(LONG), (file, progress) -> {
            progress.at(Step.READING, 4_000);
            read.countDown();
            await(end);
            return KEPT;
        });
        assertThat(run.going()).isTrue();
        read.await();

        assertThat(page(run)).contains("Đang nhập to-chuc.csv", "Đã đọc 4.000 dòng", "hx-trigger=\"every 2s\"");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> importing.receive(
                        OFFICER, UNITS, "khac.csv", new ByteArrayInputStream(LONG), (file, progress) -> KEPT))
                .matches(refused -> refused.key().equals("access.run.busy"));

        end.countDown();
        assertThat(ended(run).outcome()).isEqualTo(KEPT);
        assertThat(page(run)).contains("Đã nhập 4.130 dòng").doesNotContain("hx-trigger=\"every 2s\"");
    }

    @Test
    void saysSoWhenItBreaksOff() throws InterruptedException {
        var run = importing.receive(OFFICER, UNITS, "to-chuc.csv", new ByteArrayInputStream(LONG), (file, progress) -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(ended(run).broken()).isTrue();
        assertThat(page(run)).contains("bị ngắt giữa chừng");
    }

    @Test
    void saysSoWhenTheNodeThatWasAtItIsGone() throws InterruptedException {
        var run = importing.receive(OFFICER, UNITS, "to-chuc.csv", new ByteArrayInputStream(LONG), (file, progress) -> {
            await(end);
            return KEPT;
        });
        db.sql("update access.import_run set beat_at = now() - interval '2 minutes'")
                .update();

        assertThat(page(run)).contains("bị ngắt giữa chừng");

        end.countDown();
        ended(run);
    }

    @Test
    void refusesWhatCannotBeReadWithASentence() throws InterruptedException {
        var run = importing.receive(OFFICER, UNITS, "to-chuc.csv", new ByteArrayInputStream(LONG), (file, progress) -> {
            throw Refused.unsupported("paper.table.kind");
        });

        assertThat(ended(run).status()).isEqualTo(415);
        assertThat(page(run)).contains("role=\"alert\"");
    }

    private ImportRun ended(ImportRun run) throws InterruptedException {
        var patience = Instant.now().plus(Duration.ofSeconds(20));
        var now = importing.find(OFFICER, "units", run.id());
        while (now.endedAt() == null && Instant.now().isBefore(patience)) {
            Thread.sleep(20);
            now = importing.find(OFFICER, "units", run.id());
        }
        assertThat(now.endedAt()).isNotNull();
        return now;
    }

    private String page(ImportRun run) {
        var answer = web.get()
                .uri("/organization/imports/units/runs/" + run.id())
                .with(World.as(OFFICER))
                .exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
