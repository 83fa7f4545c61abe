package vn.lantoa.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.lantoa.TestDatabase;

/// The whole example, loaded once into a database of its own.
@Tag("journey")
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
        new Load(connection).run("hash", Instant.parse("2026-04-06T01:00:00Z"));
        connection.commit();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void hasAsManyPeopleAndUnitsAsTheProvincesHad() throws SQLException {
        assertThat(count("select count(*) from organization.member")).isEqualTo(135_200);
        assertThat(province("TN", "2025-06-30")).containsExactly(98_400, 4_130, 16, 172);
        assertThat(province("BK", "2025-06-30")).containsExactly(36_800, 1_545, 11, 108);
        assertThat(province("TN", "2025-07-01")).containsExactly(135_200, 5_675, 92 + 7 + 3, 0);
        assertThat(province("BK", "2025-07-01")).containsExactly(0, 0, 0, 0);
    }

    @Test
    void hasOneRootBeforeAndAfter() throws SQLException {
        for (var day : new String[] {"2023-01-01", "2025-06-30", "2025-07-01", "2026-04-06"})
            assertThat(count("select count(*) from organization.states_on('" + day + "') s where s.parent is null"))
                    .as(day)
                    .isOne();
    }

    @Test
    void leavesNobodyAndNoUnitBehind() throws SQLException {
        assertThat(count("""
                select count(*)
                from   organization.member m
                join   organization.unit u on u.id = m.unit
                where  u.until_on is not null
                or     not organization.covers(array[(select id from organization.unit where code = 'TN')], u.id)""")).isZero();
        assertThat(count("""
                select count(*)
                from   organization.unit u
                join   organization.unit p on p.id = u.parent
                where  u.until_on is null
                and    (p.until_on is not null
                        or u.level = 'CELL' and p.level in ('CENTRAL', 'PROVINCIAL', 'CELL')
                        or u.level = 'GRASSROOTS' and p.level <> 'UPPER_GRASSROOTS'
                        or u.level = 'UPPER_GRASSROOTS' and p.level <> 'PROVINCIAL')""")).isZero();
        assertThat(count("""
                select count(*)
                from   organization.unit u
                join   organization.unit_state s on s.unit = u.id and upper_inf(s.valid)
                where  u.until_on is null
                and    (u.parent, u.name, u.level) is not distinct from (s.parent, s.name, s.level)""")).isEqualTo(count("select count(*) from organization.unit where until_on is null"));
    }

    @Test
    void sendsEveryOldCommuneWhereTheDecisionSaysAndDividesThreeByCell() throws SQLException {
        assertThat(lineage("MERGED")).isEqualTo(277 + 1);
        assertThat(lineage("DIVIDED")).isEqualTo(6);
        assertThat(count("""
                select count(*)
                from   organization.unit u
                where  u.until_on = date '2025-07-01'
                and    u.level = 'UPPER_GRASSROOTS'
                and    not exists (select from organization.lineage l where l.from_unit = u.id)""")).isEqualTo(17);
        assertThat(count("""
                select count(*)
                from   (select l.from_unit, l.to_unit, count(s.unit) as cells
                        from   organization.lineage l
                        left   join organization.unit_state o on o.parent = l.from_unit
                        left   join organization.unit_state s on s.unit = o.unit and s.parent = l.to_unit
                        where  l.kind = 'DIVIDED'
                        group  by l.from_unit, l.to_unit) h
                where  h.cells < 3""")).isZero();
        assertThat(count("""
                select count(*)
                from   organization.unit_state o
                join   organization.unit p on p.id = o.parent
                join   organization.unit_state n on n.unit = o.unit and upper_inf(n.valid)
                where  p.level = 'GRASSROOTS'
                and    p.until_on is not null
                and    not exists (select from organization.lineage l where l.from_unit = p.id and l.to_unit = n.parent)""")).isZero();
        assertThat(count("""
                select count(*)
                from   organization.unit u
                where  u.from_on = date '2025-07-01'
                and    not exists (select from organization.lineage l where l.to_unit = u.id)""")).isZero();
    }

    /// What `unit_before` keeps is what stood before, so that the decision could be taken back.
    @Test
    void keepsWhatStoodBeforeTheDecision() throws SQLException {
        assertThat(count("""
                select count(*)
                from   (select s.* from organization.unit_state s where s.ended_by is not null) s
                full   join (select b.* from organization.unit_before b where not b.founded) b on b.unit = s.unit
                where  (s.unit, s.name, s.level, s.parent, lower(s.valid))
                       is distinct from (b.unit, b.name, b.level, b.parent, b.state_from)""")).isZero();
        assertThat(count("select count(*) from organization.unit_before where founded"))
                .isEqualTo(92);
        assertThat(count("select count(*) from organization.unit_before where not founded"))
                .isEqualTo(count("""
                        select count(*) from organization.unit_state where upper(valid) = date '2025-07-01'"""));
        assertThat(count("""
                select count(*)
                from   organization.post p
                full   join organization.post_before b on b.post = p.id
                where  (p.until_on is null) <> (b.post is null)""")).isZero();
    }

    @Test
    void writesDownTheOperationsOfTheDecision() throws SQLException {
        assertThat(count("""
                select sum(case o ->> 'op' when 'create' then 1 when 'merge' then 1000 when 'divide' then 1000000
                                           when 'dissolve' then 1000000000 end)
                from   organization.reorganization r, jsonb_array_elements(r.operations) o
                where  r.applied_at is not null""")).isEqualTo(17_003_093_092L);
        assertThat(count("""
                select count(*)
                from   organization.reorganization r, jsonb_array_elements(r.appointments) a
                join   access.account c on c.username = a ->> 'username'
                join   organization.unit u on u.code = a ->> 'unit'
                join   access.access_grant g on g.account = c.id and g.unit = u.id and g.role = a ->> 'role'
                where  g.from_on = r.effective_on
                and    g.role = 'SECRETARY'""")).isEqualTo(92);
    }

    @Test
    void letsSecretariesOfAbolishedUnitsReadForAWhile() throws SQLException {
        assertThat(count("""
                select count(*)
                from   access.access_grant g
                join   organization.unit u on u.id = g.unit
                where  (u.until_on is null) <> (g.reads_from is null)
                or     g.until_on < g.reads_from + 90""")).isZero();
        assertThat(count("""
                select count(*)
                from   access.access_grant g
                join   access.account a on a.id = g.account
                where  a.username = 'bithu-daitu'
                and    g.reads_from = date '2025-07-01'
                and    g.until_on > date '2026-04-06'""")).isOne();
        assertThat(count("""
                select count(*)
                from   organization.unit u
                where  u.until_on is null
                and    u.level = 'UPPER_GRASSROOTS'
                and    not exists (select from access.access_grant g where g.unit = u.id and g.role = 'SECRETARY')""")).isZero();
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
                with recursive way as (
                    select u.id as ancestor, u.id as descendant, 0 as depth from organization.unit u
                    union
                    select e.up, w.descendant, w.depth + 1
                    from   way w
                    join   organization.unit_edge e on e.unit = w.ancestor
                ),
                tree as (
                    select w.ancestor, w.descendant, min(w.depth) as depth from way w group by w.ancestor, w.descendant
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
                .isBetween(2_430L, 2_700L);
        assertThat(count("select count(*) from organization.member where standing = 'PROBATIONARY'"))
                .isBetween(3_600L, 4_500L);
    }

    @Test
    void givesEveryUnitOneSecretary() throws SQLException {
        assertThat(count("""
                select count(*)
                from   organization.unit u
                where  u.level <> 'CENTRAL'
                and    1 <> (select count(*)
                             from   organization.post p
                             where  p.unit = u.id
                             and    p.kind = 'SECRETARY'
                             and    p.from_on = u.from_on
                             and    p.until_on is not distinct from u.until_on)""")).isZero();
    }

    @Test
    void hasAnAccountForEveryRole() throws SQLException {
        assertThat(count("select count(distinct role) from access.access_grant"))
                .isEqualTo(8);
        assertThat(count("select count(*) from access.access_grant g join access.account a on a.id = g.account "
                        + "where a.username = 'kiemnhiem' and g.until_on is null"))
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
                     join   study.campaign_unit u on u.campaign = c.id and u.unit = l.unit
                     except
                     select r.member, r.unit, r.member_no, r.full_name, r.sort_key, r.standing,
                            case when a.id is null then r.exempt end, r.key_cadre
                     from   study.roster r
                     left   join study.adjustment a on a.campaign = r.campaign and a.member = r.member
                     where  r.campaign = c.id)
                ) stray
                where  c.opened_at is not null""")).isZero();
        assertThat(count("select count(*) from study.roster")).isEqualTo(3 * 135_200);
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
    void closesThreeCampaignsAboveTheTargetWithNobodyUnknown() throws SQLException {
        assertThat(count("""
                select count(*)
                from   (select c.id, c.cut_off, sum(t.total) as total, sum(t.studied) * 10000 / sum(t.total) as rate,
                               sum(t.total - t.studied - t.excused - t.absent - (t.exempt - t.studied_exempt)) as unknown
                        from   study.campaign c
                        join   study.tally t on t.campaign = c.id
                        where  c.closed_at is not null
                        group  by c.id) f
                join   (values (2024, 98400), (2024, 36800), (2026, 135200)) e (year, members)
                       on e.year = extract(year from f.cut_off) and e.members = f.total
                where  f.rate between 9800 and 9880
                and    f.unknown = 0""")).isEqualTo(3);
        assertThat(count("""
                select count(*)
                from   study.campaign_unit u
                join   study.campaign c on c.id = u.campaign and c.closed_at is not null
                full   join study.closure l on l.campaign = u.campaign and l.unit = u.unit
                where  u.unit is null or l.unit is null""")).isZero();
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
                and    c.cut_off = date '2026-04-06'""")).isBetween(40L, 60L);
        assertThat(count("select count(*) from study.campaign where opened_at is null"))
                .isOne();
        assertThat(count("select count(*) from study.fact where recorded_at > timestamptz '2026-04-06T01:00:00Z'"))
                .isZero();
    }

    @Test
    void drawsTheSameTwice() {
        assertThat(drawn()).isEqualTo(drawn());
    }

    private static long drawn() {
        var tree = Tree.grow();
        var decision = Decision.of(tree);
        var people = People.of(tree);
        var signIns = SignIns.of(tree, decision, Posts.of(tree, decision), LocalDate.of(2026, 4, 6));
        decision.carryOut();
        var closed = ClosedCourse.ofToday(tree, signIns);
        closed.ledger.close(1);
        return people.all().stream()
                .mapToLong(one -> (one.id
                                + one.name
                                + one.born
                                + one.exempt
                                + one.keyCadre
                                + one.cell.committee().code
                                + closed.ledger.seat(one).outcome(3))
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

    /// Members, cells, committees directly below and communes of a province on a day.
    private static long[] province(String code, String day) throws SQLException {
        var tree = """
                with tree as (
                    select t.*
                    from   study.tree_on((select id from organization.unit where code = '%s'), date '%s') t
                )
                select count(*)
                from\s""".formatted(code, day);
        return new long[] {
            count(tree + "study.rolls_on(date '" + day + "') r join tree t on t.unit = r.unit"),
            count(tree + "tree t where t.level = 'CELL'"),
            count(tree + "tree t where t.level = 'UPPER_GRASSROOTS' and t.depth = 1"),
            count(tree + "tree t where t.level = 'GRASSROOTS' and t.code ~ '^[0-9]{5}$'")
        };
    }

    private static long lineage(String kind) throws SQLException {
        return count("select count(*) from organization.lineage where kind = '" + kind + "'");
    }

    private static long count(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
