package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.RowError;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableFormat;

@AppTest
class MemberImportTest implements World {

    private static final String HEADER =
            "member_no,full_name,birth_date,gender,standing,admitted_on,official_on,unit_code,"
                    + "key_cadre,exempt_from,exempt_until,exempt_reason,exempt_decision,phone,email\n";

    @Autowired
    MemberImport members;

    @Autowired
    Exports exports;

    @Autowired
    Layouts layouts;

    @Autowired
    JdbcClient db;

    @Autowired
    DataSource source;

    @Test
    void admitsNewMembersAndTellsNothingNewTheSecondTime() {
        var file = """
                20.1,Đỗ Thị Quỳnh,1990-02-03,F,FULL,2015-05-19,2016-05-19,TL1,1,2023-01-01,2023-12-31,HEALTH,03-QĐ/CB,0912 345 678,quynh@example.vn
                20.2,Ma Văn Ứng,,Nam,dự bị,19/05/2023,,TX1,,,,,,,
                """;
        assertThat(take(OFFICER, file))
                .extracting(Imported::created, Imported::kept)
                .containsExactly(2, true);
        assertThat(rows("20.1"))
                .containsExactly("Đỗ Thị Quỳnh|TL1|[2015-05-19,)|2023-01-01|2024-01-01|HEALTH|0912 345 678");
        assertThat(rows("20.2")).containsExactly("Ma Văn Ứng|TX1|[2023-05-19,)");

        assertThat(take(OFFICER, file))
                .extracting(Imported::created, Imported::changed, Imported::unchanged)
                .containsExactly(0, 0, 2);
    }

    @Test
    void beginsEmptyRollsAtOnceAndKeepsEveryRuleOfTheTables() {
        var rules = rules();
        nobody();
        var file = """
                20.1,Đỗ Thị Quỳnh,1990-02-03,F,FULL,2015-05-19,2016-05-19,TL1,1,2023-01-01,2023-12-31,HEALTH,03-QĐ/CB,0912 345 678,quynh@example.vn
                20.2,Ma Văn Ứng,,Nam,dự bị,19/05/2023,,TX1,,,,,,,
                """;

        assertThat(take(OFFICER, file))
                .extracting(Imported::created, Imported::kept)
                .containsExactly(2, true);

        assertThat(rows("20.1"))
                .containsExactly("Đỗ Thị Quỳnh|TL1|[2015-05-19,)|2023-01-01|2024-01-01|HEALTH|0912 345 678");
        assertThat(rows("20.2")).containsExactly("Ma Văn Ứng|TX1|[2023-05-19,)");
        assertThat(rules()).isEqualTo(rules);
        assertThat(take(OFFICER, file).unchanged()).isEqualTo(2);
    }

    @Test
    void beginsEmptyRollsRowByRowWhileSomebodyReadsThem() throws SQLException {
        nobody();
        try (var reader = source.getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select 1 from organization.unit");

            assertThat(take(OFFICER, "20.1,A,,F,FULL,2015-05-19,,TL1,,,,,,,\n").created())
                    .isEqualTo(1);

            reader.rollback();
        }
        assertThat(rows("20.1")).containsExactly("A|TL1|[2015-05-19,)");
    }

    private void nobody() {
        for (var table : List.of("exemption", "post", "membership", "member"))
            db.sql("delete from organization." + table).update();
    }

    private List<String> rules() {
        return db.sql("""
                select pg_get_constraintdef(c.oid)
                from   pg_constraint c
                where  c.conrelid in ('organization.member'::regclass, 'organization.membership'::regclass)
                union  all
                select pg_get_indexdef(i.indexrelid)
                from   pg_index i
                where  i.indrelid in ('organization.member'::regclass, 'organization.membership'::regclass)
                order  by 1
                """).query(String.class).list();
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceAndAppliesNothing() {
        var imported = take(SECRETARY, """
                20.1,A,1990-02-31,F,FULL,,,TL1,,,,,,,
                20.2,B,,X,PARTIAL,,,NOWHERE,maybe,,,,,,
                20.3,C,,F,FULL,,,TX1,,,,,,,
                20.4,D,,F,FULL,,,TL,,,,,,,
                20.5,E,,F,FULL,,,TL1,,2023-06-01,2023-05-01,AGE,,,
                20.5,F,,F,FULL,,,TL1,,,,,,,
                20.6,%s,,F,FULL,,,TL1,,,,,,,
                20.7,"G\u0007",,F,FULL,,,TL1,,,,,,,
                20.8,H,,F,FULL,,,TL1,,2023-06-01,,FLU,,abc,def
                19.000010,I,,F,FULL,,,TL1,,,,,,,
                20.9,K,2000-01-01,F,FULL,1999-01-01,1998-01-01,TL1,,,2023-01-01,,,,
                ,,,,,,,TL1,,,,,,,
                """.formatted("x".repeat(400)));

        assertThat(imported.kept()).isFalse();
        assertThat(imported.result().errors())
                .extracting(RowError::row, RowError::column, RowError::key)
                .containsExactlyInAnyOrder(
                        tuple(2, "birth_date", "paper.row.day"),
                        tuple(3, "gender", "organization.import.unknown-gender"),
                        tuple(3, "standing", "organization.import.unknown-standing"),
                        tuple(3, "key_cadre", "paper.row.yesNo"),
                        tuple(3, "unit_code", "organization.import.unit-unknown"),
                        tuple(4, "unit_code", "organization.import.unit-unknown"),
                        tuple(5, "unit_code", "organization.import.unit-not-cell"),
                        tuple(6, "exempt_until", "organization.import.exempt-until"),
                        tuple(7, "member_no", "organization.import.member-twice"),
                        tuple(8, "full_name", "paper.row.tooLong"),
                        tuple(9, "full_name", "paper.row.control"),
                        tuple(10, "exempt_reason", "organization.import.unknown-exempt-reason"),
                        tuple(10, "phone", "organization.import.no-phone"),
                        tuple(10, "email", "organization.import.no-email"),
                        tuple(11, "member_no", "organization.import.member-elsewhere"),
                        tuple(12, "admitted_on", "organization.import.before-birth"),
                        tuple(12, "official_on", "organization.import.before-admission"),
                        tuple(12, "exempt_from", "organization.import.exempt-from"),
                        tuple(13, "member_no", "paper.row.required"),
                        tuple(13, "full_name", "paper.row.required"),
                        tuple(13, "standing", "paper.row.required"));
        assertThat(db.sql("select count(*) from organization.member")
                        .query(Long.class)
                        .single())
                .isEqualTo(12);
    }

    @Test
    void takesTheRowsThatAreInOrderWherePartIsEnough() {
        var imported = take(OFFICER, """
                20.1,A,,F,FULL,,,TL1,,,,,,,
                20.2,B,,F,FULL,,,NOWHERE,,,,,,,
                """, false, true);

        assertThat(imported)
                .extracting(i -> i.result().accepted(), i -> i.result().rejected(), Imported::kept)
                .containsExactly(1, 1, true);
    }

    @Test
    void movesAMemberWhoseCellDiffersFromToday() {
        assertThat(take(OFFICER, "19.000001,Nguyễn Văn An,1970-03-15,M,FULL,1992-05-19,1993-05-19,TX1,,,,,,,\n")
                        .changed())
                .isEqualTo(1);
        assertThat(rows("19.000001"))
                .containsExactlyInAnyOrder(
                        "Nguyễn Văn An|TX1|[1992-05-19,2023-12-12)", "Nguyễn Văn An|TX1|[2023-12-12,)");
    }

    @Test
    void leavesAloneWhatTheFileDoesNotHave() {
        var bytes = "member_no,full_name,standing,unit_code\n19.000003,Hoàng Văn Chung,FULL,TL1\n"
                .getBytes(StandardCharsets.UTF_8);
        try (var file = Table.open(new ByteArrayInputStream(bytes), layouts.members(), Limits.usual())) {
            assertThat(members.take(OFFICER, file, false, false, DAY).unchanged())
                    .isEqualTo(1);
        }
    }

    @Test
    void readsItsOwnExportBackUnchanged() {
        take(OFFICER, """
                20.1,=Đỗ Thị Quỳnh,1990-02-03,F,FULL,2015-05-19,2016-05-19,TL1,1,2023-01-01,2023-12-31,HEALTH,-3,+84 912 345 678,quynh@example.vn
                0020,'Ma Văn Ứng,,,PROBATIONARY,2023-05-19,,TX1,,,,,,,
                """);
        for (var format : TableFormat.values()) {
            var out = new ByteArrayOutputStream();
            exports.members(OFFICER, null, format, "x", "y", DAY, subject -> out);

            try (var file =
                    Table.open(new ByteArrayInputStream(out.toByteArray()), layouts.members(), Limits.usual())) {
                assertThat(members.take(OFFICER, file, false, false, DAY))
                        .as("%s", format)
                        .extracting(i -> i.result().errors(), Imported::created, Imported::changed, Imported::unchanged)
                        .containsExactly(List.of(), 0, 0, 14);
            }
        }
    }

    @Test
    void keepsTelephonesFromThoseWhoDoNotKeepTheRolls() {
        var out = new ByteArrayOutputStream();
        exports.members(INSPECTOR, null, TableFormat.CSV, "x", "y", DAY, subject -> out);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("19.000001").doesNotContain("phone", "19.000010");
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> exports.members(INSPECTOR, TX1, TableFormat.CSV, "x", "y", DAY, subject -> out));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> exports.members(READER, null, TableFormat.CSV, "x", "y", DAY, subject -> out));
    }

    private List<String> rows(String number) {
        return db.sql("""
                select concat_ws('|', m.full_name, u.code, s.valid, e.from_on, e.until_on, e.reason, m.phone) as value
                from   organization.member m
                join   organization.unit u on u.id = m.unit
                join   organization.membership s on s.member = m.id
                left   join organization.exemption e on e.member = m.id
                where  m.member_no = :number
                """).param("number", number).query(String.class).list();
    }

    private Imported take(Actor actor, String rows) {
        return take(actor, rows, false, false);
    }

    private Imported take(Actor actor, String rows, boolean dryRun, boolean partial) {
        var bytes = (HEADER + rows).getBytes(StandardCharsets.UTF_8);
        try (var file = Table.open(new ByteArrayInputStream(bytes), layouts.members(), Limits.usual())) {
            return members.take(actor, file, dryRun, partial, DAY);
        }
    }
}
