package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.organization.Redrawing.Decision;

/// Commits, and therefore takes back what it did by itself.
@AppTest
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class RedrawingRaceTest implements World {

    private static final int EDITORS = 20;

    @Autowired
    Redrawing redrawing;

    @Autowired
    JdbcClient db;

    @AfterEach
    void takeBack() {
        var applied = db.sql("""
                select   r.id as value
                from     organization.reorganization r
                where    r.applied_at is not null
                and      r.undone_at is null
                order by r.applied_as desc
                """).query(ReorganizationId.class).list();
        for (var id : applied) redrawing.undo(OFFICER, id, RedrawingTest.AT.plusSeconds(60));
        for (var table : List.of("unit_before", "membership_before", "post_before"))
            db.sql("delete from organization." + table).update();
        db.sql("delete from organization.reorganization").update();
    }

    @Test
    void lineUpTwentyEditorsOfOneTree() throws Exception {
        var before = RedrawingTest.sums(db);
        var start = new CountDownLatch(1);
        var outcomes = new ArrayList<Future<String>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < EDITORS; number++) {
                var editor = number;
                outcomes.add(people.submit(() -> {
                    start.await();
                    return edit(editor);
                }));
            }
            start.countDown();
        }

        for (var outcome : outcomes) assertThat(outcome.get()).isIn("done", "organization.redraw.circle");
        assertThat(outcomes).extracting(Future::get).contains("done");
        assertThat(db.sql("""
                select count(*)
                from   organization.unit u
                where  not exists (select
                                   from   organization.unit_tree t
                                   where  t.descendant = u.id
                                   and    t.ancestor = :root)
                """).param("root", TW.value()).query(Integer.class).single())
                .isZero();
        takeBack();
        assertThat(RedrawingTest.sums(db)).isEqualTo(before);
    }

    private String edit(int editor) {
        var operation = switch (editor % 4) {
            case 0 -> new Move("TL", "VN");
            case 1 -> new Move("TL", "DT");
            case 2 -> new Move("TX", "DT");
            default -> new Rename("PC", "Đảng bộ xã Phú Cường " + editor);
        };
        var at = RedrawingTest.AT.plusSeconds(editor);
        try {
            var id = redrawing.draw(
                    OFFICER,
                    TN,
                    new Decision(editor + "-QĐ/TU", null, RedrawingTest.ON, List.of(operation), List.of()),
                    at);
            redrawing.apply(OFFICER, id, at);
            return "done";
        } catch (Refused refused) {
            return refused.key();
        }
    }
}
