package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.Refused;

/// Commits, and therefore brings in and takes out what it needs by itself.
@AppTest
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class TransferRaceTest implements World {

    @Autowired
    Rolls rolls;

    @Autowired
    JdbcClient db;

    @AfterEach
    void putBack() {
        db.sql("delete from organization.membership where member = :id")
                .param("id", MINH.value())
                .update();
        db.sql("update organization.member set unit = :unit where id = :id")
                .param("unit", PC1.value())
                .param("id", MINH.value())
                .update();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason)
                values (:id, :unit, daterange('1990-05-19', null), 'IMPORT')
                """).param("id", MINH.value()).param("unit", PC1.value()).update();
    }

    @Test
    void letsOneOfManyTransfersWin() throws Exception {
        var start = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> outcomes = Stream.of("TL1", "TL2", "TX1", "TL1", "TL2", "TX1")
                    .map(cell -> people.submit(() -> {
                        start.await();
                        try {
                            rolls.transfer(OFFICER, MINH, PC1.value(), cell, DAY, null, LocalDate.of(2023, 12, 31));
                            return "done";
                        } catch (Refused refused) {
                            return refused.key();
                        }
                    }))
                    .toList();
            start.countDown();

            var told = new java.util.ArrayList<String>();
            for (var outcome : outcomes) told.add(outcome.get());
            assertThat(told).containsOnlyOnce("done");
            assertThat(told).filteredOn(one -> !one.equals("done")).containsOnly("organization.transfer.meanwhile");
        }
        assertThat(db.sql("select count(*) from organization.membership where member = :id")
                        .param("id", MINH.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }
}
