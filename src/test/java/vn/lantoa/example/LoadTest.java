package vn.lantoa.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.lantoa.TestDatabase;

/// The whole example, loaded once into a database of its own.
class LoadTest {

    private static Connection connection;

    @BeforeAll
    static void load() throws SQLException {
        var address = TestDatabase.emptyDatabase("example_loaded");
        Flyway.configure()
                .dataSource(address, "postgres", "postgres")
                .schemas("public")
                .load()
                .migrate();
        connection = DriverManager.getConnection(address, "postgres", "postgres");
        connection.setAutoCommit(false);
        new Load(connection).run("hash", Instant.parse("2026-03-02T01:00:00Z"));
        connection.commit();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void hasAsManyPeopleAndUnitsAsTheProvinceHad() throws SQLException {
        assertThat(count("select count(*) from organization.member")).isEqualTo(98_400);
        assertThat(units("CELL")).isEqualTo(4_130);
        assertThat(units("UPPER_GRASSROOTS")).isEqualTo(16);
        assertThat(count("""
                select count(*) from organization.unit where level = 'GRASSROOTS' and code ~ '^[0-9]{5}$'""")).isEqualTo(172);
    }

    @Test
    void gathersTenToSixtyPeopleInEveryCell() throws SQLException {
        assertThat(count("""
                select count(*)
                from   (select count(m.id) as people
                        from   organization.unit u
                        left   join organization.member m on m.unit = u.id
                        where  u.level = 'CELL'
                        group  by u.id) c
                where  c.people not between 10 and 60""")).isZero();
        assertThat(
                        count(
                                "select count(*) from organization.member m join organization.unit u on u.id = m.unit where u.level <> 'CELL'"))
                .isZero();
    }

    @Test
    void closesTheTree() throws SQLException {
        assertThat(count("""
                with recursive tree as (
                    select u.id as ancestor, u.id as descendant, 0 as depth from organization.unit u
                    union all
                    select t.ancestor, u.id, t.depth + 1 from tree t join organization.unit u on u.parent = t.descendant
                )
                select count(*)
                from   tree t
                full   join organization.unit_tree c using (ancestor, descendant, depth)
                where  t.ancestor is null or c.ancestor is null or num_nulls(t.depth, c.depth) > 0""")).isZero();
        assertThat(count("select count(*) from organization.unit where parent is null"))
                .isOne();
    }

    @Test
    void exemptsAboutTwoInAHundredAndTestsThree() throws SQLException {
        assertThat(count("select count(distinct member) from organization.exemption"))
                .isBetween(1_770L, 1_970L);
        assertThat(count("select count(*) from organization.member where standing = 'PROBATIONARY'"))
                .isBetween(2_600L, 3_300L);
    }

    @Test
    void givesEveryUnitOneSecretary() throws SQLException {
        assertThat(count("""
                select count(*)
                from   organization.unit u
                where  u.level <> 'CENTRAL'
                and    1 <> (select count(*) from organization.post p where p.unit = u.id and p.kind = 'SECRETARY')""")).isZero();
    }

    @Test
    void hasAnAccountForEveryRole() throws SQLException {
        assertThat(count("select count(distinct role) from access.access_grant"))
                .isEqualTo(8);
        assertThat(count("select count(*) from access.access_grant g join access.account a on a.id = g.account "
                        + "where a.username = 'kiemnhiem'"))
                .isEqualTo(2);
    }

    private static long units(String level) throws SQLException {
        return count("select count(*) from organization.unit where level = '" + level + "'");
    }

    private static long count(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
