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

    @Test
    void keepsEveryRealDocument() throws SQLException {
        assertThat(count("select count(*) from library.document")).isEqualTo(77);
        assertThat(count("select count(*) from library.document where number !~ '^[0-9]+(/[0-9]{4})?$'"))
                .isZero();
    }

    @Test
    void freezesTheTreeAndTheRollsOfTheCutOff() throws SQLException {
        assertThat(count("""
                select count(*)
                from   study.campaign c
                cross  join lateral (
                    (select t.unit, t.parent, t.name, t.level, t.depth, t.position, t.last
                     from   study.tree_on(c.unit, c.cut_off) t
                     except
                     select u.unit, u.parent, u.name, u.level, u.depth, u.position, u.last
                     from   study.campaign_unit u
                     where  u.campaign = c.id)
                ) stray
                where  c.opened_at is not null""")).isZero();
        assertThat(count("""
                select count(*)
                from   study.campaign c
                cross  join lateral (
                    (select l.member, l.unit, l.member_no, l.full_name, l.sort_key, l.standing, l.exempt, l.key_cadre
                     from   study.rolls_on(c.cut_off) l
                     except
                     select r.member, r.unit, r.member_no, r.full_name, r.sort_key, r.standing,
                            case when a.id is null then r.exempt end, r.key_cadre
                     from   study.roster r
                     left   join study.adjustment a on a.campaign = r.campaign and a.member = r.member
                     where  r.campaign = c.id)
                ) stray
                where  c.opened_at is not null""")).isZero();
        assertThat(count("select count(*) from study.roster")).isEqualTo(2 * 98_400);
    }

    /// What `study.settle` makes of a member's facts is what stands on the roster already, so it changes nothing.
    @Test
    void recountsWithoutADifference() throws SQLException {
        var before = figures();
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    select study.settle(c.id, (select array_agg(r.member order by r.member)
                                               from   study.roster r
                                               where  r.campaign = c.id))
                    from   study.campaign c
                    where  c.opened_at is not null""");
        }

        assertThat(figures()).isEqualTo(before);
        assertThat(count("""
                select count(*)
                from   study.tally t
                left   join lateral (
                    select count(*) as total, count(*) filter (where r.standing = 'PROBATIONARY') as probationary,
                           count(r.exempt) as exempt, count(*) filter (where r.outcome = 'STUDIED') as studied,
                           count(*) filter (where r.outcome = 'STUDIED' and r.exempt is not null) as studied_exempt,
                           count(*) filter (where r.outcome = 'EXCUSED' and r.exempt is null) as excused,
                           count(*) filter (where r.outcome = 'ABSENT' and r.exempt is null) as absent,
                           count(*) filter (where r.form = 'BRIDGE') as bridge, count(*) filter (where r.make_up) as made_up,
                           count(*) filter (where r.key_cadre) as key_cadre
                    from   study.roster r
                    where  r.campaign = t.campaign
                    and    r.position = t.position
                ) n on true
                where  (t.total, t.probationary, t.exempt, t.studied, t.studied_exempt, t.excused, t.absent, t.bridge,
                        t.made_up, t.key_cadre)
                       <> (n.total, n.probationary, n.exempt, n.studied, n.studied_exempt, n.excused, n.absent,
                           n.bridge, n.made_up, n.key_cadre)""")).isZero();
        connection.rollback();
    }

    @Test
    void closesOneCampaignAboveTheTargetWithNobodyUnknown() throws SQLException {
        assertThat(count("""
                select sum(t.studied) * 10000 / sum(t.total)
                from   study.tally t
                join   study.campaign c on c.id = t.campaign
                where  c.closed_at is not null""")).isBetween(9_800L, 9_880L);
        assertThat(count("""
                select sum(t.total - t.studied - t.excused - t.absent - (t.exempt - t.studied_exempt))
                from   study.tally t
                join   study.campaign c on c.id = t.campaign
                where  c.closed_at is not null""")).isZero();
        assertThat(count("select count(*) from study.closure"))
                .isEqualTo(count("select count(*) from organization.unit where level <> 'CENTRAL'"));
    }

    @Test
    void leavesTheCellToTryUntouched() throws SQLException {
        assertThat(count("""
                select count(*) * 1000 + count(r.outcome)
                from   access.access_grant g
                join   access.account a on a.id = g.account and a.username = 'bithu-xom'
                join   study.roster r on r.unit = g.unit
                join   study.campaign c on c.id = r.campaign and c.closed_at is null""")).isEqualTo(40_000);
    }

    @Test
    void opensOneCampaignOnTheDayOfTheFirstStartAboutHalfRecorded() throws SQLException {
        assertThat(count("""
                select sum(t.studied) * 100 / sum(t.total)
                from   study.tally t
                join   study.campaign c on c.id = t.campaign
                where  c.closed_at is null
                and    c.cut_off = date '2026-03-02'""")).isBetween(40L, 60L);
        assertThat(count("select count(*) from study.campaign where opened_at is null"))
                .isOne();
        assertThat(count("select count(*) from study.fact where recorded_at > timestamptz '2026-03-02T01:00:00Z'"))
                .isZero();
    }

    @Test
    void drawsTheSameTwice() {
        assertThat(drawn()).isEqualTo(drawn());
    }

    private static long drawn() {
        var tree = Tree.grow();
        var people = People.of(tree);
        var signIns = SignIns.of(tree, Posts.of(tree));
        var closed = new ClosedCourse(tree, signIns);
        closed.ledger.close(1);
        return people.all().stream()
                .mapToLong(one -> (one.id
                                + one.name
                                + one.born
                                + one.exempt
                                + one.keyCadre
                                + closed.ledger.seat(one).outcome(4))
                        .hashCode())
                .reduce(1, (sum, hash) -> sum * 31 + hash);
    }

    /// Everything that recording changes, as one number.
    private static long figures() throws SQLException {
        return count(
                        "select sum(hashtextextended((r.campaign, r.member, r.topics, r.outcome, r.form, r.make_up, r.reason,"
                                + " r.decided_at)::text, 0)::numeric % 1000000007) from study.roster r")
                + count("select sum(hashtextextended(t::text, 0)::numeric % 1000000007) from study.tally t");
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
