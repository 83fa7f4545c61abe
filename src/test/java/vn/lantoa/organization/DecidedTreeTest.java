package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.TestDatabase;
import vn.lantoa.access.Scope;
import vn.lantoa.example.DecidedTree;

/// The example writes the decision of 1/7/2025 row by row; redrawing makes the same rows of it.
@Tag("journey")
class DecidedTreeTest {

    private static final LocalDate ON = LocalDate.of(2025, 7, 1);

    private static Connection connection;
    private static JdbcClient db;
    private static UUID decision;

    @BeforeAll
    static void load() throws SQLException {
        var address = TestDatabase.emptyDatabase("decided_tree");
        Flyway.configure()
                .dataSource(address, "postgres", "postgres")
                .schemas("public")
                .load()
                .migrate();
        connection = DriverManager.getConnection(address, "postgres", "postgres");
        connection.setAutoCommit(false);
        db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        decision = DecidedTree.load(connection);
        connection.commit();
        db.sql("analyze").update();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void isWhatRedrawingMakesOfTheTreeBefore() {
        var redraw = new Redraw(db, new SingleConnectionDataSource(connection, true), new Closure(db));
        var written = rows();
        // posts that the decision gave stand in the way of undoing
        db.sql("delete from organization.post where from_on = :on")
                .param("on", ON)
                .update();

        redraw.undo(decision);

        assertThat(
                        one(
                                "select count(*) from organization.unit where until_on is not null or from_on = date '2025-07-01'"))
                .isZero();
        assertThat(one("select count(*) from organization.unit_state"))
                .isEqualTo(one("select count(*) from organization.unit"));
        assertThat(one("select count(*) from organization.post where until_on is not null"))
                .isZero();

        db.sql("delete from organization.unit_before").update();
        db.sql("delete from organization.post_before").update();
        var operations = new Operations(JsonMapper.builder().build())
                .kept(db.sql("select operations::text from organization.reorganization")
                        .query(String.class)
                        .single());
        var blueprint = Blueprint.of(operations, new Groundwork(db).of(Scope.everything(), operations), ON);
        assertThat(blueprint.faults()).isEmpty();
        assertThat(blueprint.choices()).isEmpty();
        redraw.apply(blueprint, decision, "1683-QĐ/VD", ON);

        var redrawn = rows();
        assertThat(redrawn.size()).isEqualTo(written.size()).isGreaterThan(50_000);
        for (var row = 0; row < written.size(); row++)
            assertThat(redrawn.get(row)).isEqualTo(written.get(row));
    }

    /// Every row about the tree, by codes, since founded units have other ids each time.
    private static List<String> rows() {
        return db.sql("""
                with told as (
                    select concat_ws('|', 'unit', u.code, u.level, u.name, p.code, u.from_on, u.until_on, u.position) as row
                    from   organization.unit u
                    left   join organization.unit p on p.id = u.parent
                    union all
                    select concat_ws('|', 'state', u.code, s.name, s.level, p.code, s.valid, 'by', s.decision,
                                     s.reorganization, 'ended', s.ended_by)
                    from   organization.unit_state s
                    join   organization.unit u on u.id = s.unit
                    left   join organization.unit p on p.id = s.parent
                    union all
                    select concat_ws('|', 'tree', a.code, d.code, t.depth)
                    from   organization.unit_tree t
                    join   organization.unit a on a.id = t.ancestor
                    join   organization.unit d on d.id = t.descendant
                    union all
                    select concat_ws('|', 'lineage', f.code, t.code, l.reorganization, l.kind)
                    from   organization.lineage l
                    join   organization.unit f on f.id = l.from_unit
                    join   organization.unit t on t.id = l.to_unit
                    union all
                    select concat_ws('|', 'before', u.code, b.reorganization, b.founded, b.name, b.level, p.code, b.until_on,
                                     b.state_from, b.state_decision, b.state_reorganization)
                    from   organization.unit_before b
                    join   organization.unit u on u.id = b.unit
                    left   join organization.unit p on p.id = b.parent
                    union all
                    select concat_ws('|', 'post', b.post, p.until_on, b.until_on)
                    from   organization.post_before b
                    join   organization.post p on p.id = b.post
                )
                select t.row from told t order by t.row collate "C"
                """).query(String.class).list();
    }

    private static long one(String sql) {
        return db.sql(sql).query(Long.class).single();
    }
}
