package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Ids;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;

/// The rows of a file of members, laid into a temporary table of the transaction: each held against itself only.
@Component
class IncomingMembers {

    private final JdbcClient db;
    private final DataSource source;
    private final Layouts layouts;

    IncomingMembers(JdbcClient db, DataSource source, Layouts layouts) {
        this.db = db;
        this.source = source;
        this.layouts = layouts;
    }

    /// Reads the whole `file` and answers how many rows it has.
    int read(Table file, Rejections rejections, LocalDate today) {
        db.sql("drop table if exists pg_temp.incoming_member, pg_temp.judged_member")
                .update();
        db.sql("""
                create temporary table incoming_member (
                    row             integer,
                    ok              boolean,
                    id              uuid,
                    exempt_id       uuid,
                    member_no       text,
                    full_name       text,
                    sort_key        text collate "C",
                    birth_date      date,
                    gender          text,
                    standing        text,
                    admitted_on     date,
                    official_on     date,
                    unit_code       text,
                    key_cadre       boolean,
                    exempt_from     date,
                    exempt_until    date,
                    exempt_reason   text,
                    exempt_decision text,
                    phone           text,
                    email           text
                ) on commit drop
                """).update();
        int rows = 0;
        try (var stage = Stage.open(source, """
                copy incoming_member (row, ok, id, exempt_id, member_no, full_name, sort_key, birth_date, gender, standing,
                                      admitted_on, official_on, unit_code, key_cadre, exempt_from, exempt_until,
                                      exempt_reason, exempt_decision, phone, email)
                from stdin
                """)) {
            for (var row : file) {
                stage(stage, row, rejections, today);
                rows++;
            }
            stage.finish();
        }
        db.sql("analyze incoming_member (row, member_no, unit_code, exempt_from)")
                .update();
        return rows;
    }

    private void stage(Stage stage, Row row, Rejections rejections, LocalDate today) {
        var number = line(row, "member_no", 50, true);
        var name = line(row, "full_name", 200, true);
        var born = day(row, "birth_date");
        var gender = coded(row, Gender.class, "gender", false);
        var standing = coded(row, Standing.class, "standing", true);
        var admitted = day(row, "admitted_on");
        var official = day(row, "official_on");
        var unit = line(row, "unit_code", 50, true);
        boolean key = row.yes("key_cadre");
        var exempt = exemption(row);
        var phone = like(row, "phone", Identity.PHONE, 30);
        var email = like(row, "email", Identity.EMAIL, 254);
        order(row, born, admitted, official, today);
        if (Standing.PROBATIONARY.name().equals(standing) && official != null)
            row.wrong("official_on", "organization.import.probationary-official");

        boolean ok = rejections.passes(row);
        stage.row(
                row.number(),
                ok,
                Ids.next(),
                exempt == null ? null : Ids.next(),
                number,
                name,
                name == null ? "" : SortKey.of(name),
                born,
                gender,
                standing,
                admitted,
                official,
                unit,
                key,
                exempt == null ? null : exempt.from(),
                exempt == null ? null : exempt.until(),
                exempt == null ? null : exempt.reason(),
                exempt == null ? null : exempt.decision(),
                phone,
                email);
    }

    private static void order(
            Row row,
            @Nullable LocalDate born,
            @Nullable LocalDate admitted,
            @Nullable LocalDate official,
            LocalDate today) {
        if (born != null && born.isAfter(today)) row.wrong("birth_date", "organization.import.future");
        if (admitted != null && admitted.isAfter(today)) row.wrong("admitted_on", "organization.import.future");
        if (official != null && official.isAfter(today)) row.wrong("official_on", "organization.import.future");
        if (born != null && admitted != null && !admitted.isAfter(born))
            row.wrong("admitted_on", "organization.import.before-birth");
        if (admitted != null && official != null && official.isBefore(admitted))
            row.wrong("official_on", "organization.import.before-admission");
    }

    private @Nullable Exempted exemption(Row row) {
        var from = day(row, "exempt_from");
        var last = day(row, "exempt_until");
        var reason = coded(row, ExemptReason.class, "exempt_reason", false);
        var decision = line(row, "exempt_decision", 100, false);
        if (row.text("exempt_from").isEmpty()) {
            if (last != null || reason != null || decision != null)
                row.wrong("exempt_from", "organization.import.exempt-from");
            return null;
        }
        if (row.text("exempt_reason").isEmpty()) row.wrong("exempt_reason", "organization.import.exempt-reason");
        if (from == null || reason == null) return null;
        if (last != null && last.isBefore(from)) {
            row.wrong("exempt_until", "organization.import.exempt-until", Days.printed(from));
            return null;
        }
        return new Exempted(from, last == null ? null : last.plusDays(1), reason, decision);
    }

    private static @Nullable String line(Row row, String column, int most, boolean required) {
        var text = row.text(column, most);
        if (required && text.isEmpty()) row.required(column);
        return text.isEmpty() || text.indexOf('\0') >= 0 ? null : text;
    }

    private static @Nullable LocalDate day(Row row, String column) {
        var day = row.day(column);
        if (day == null || (day.getYear() >= 1900 && day.getYear() <= 2200)) return day;
        row.wrong(column, "organization.import.year");
        return null;
    }

    private <E extends Enum<E>> @Nullable String coded(Row row, Class<E> kind, String column, boolean required) {
        var text = required ? row.required(column) : row.text(column);
        if (text.isEmpty()) return null;
        var meaning = layouts.meaning(kind, text);
        if (meaning == null) row.wrong(column, "organization.import.unknown-" + column.replace('_', '-'), text);
        return meaning == null ? null : meaning.name();
    }

    private static @Nullable String like(Row row, String column, Pattern pattern, int most) {
        var text = line(row, column, most, false);
        if (text == null || pattern.matcher(text).matches()) return text;
        row.wrong(column, "organization.import.no-" + column);
        return null;
    }

    private record Exempted(
            LocalDate from,
            @Nullable LocalDate until,
            String reason,
            @Nullable String decision) {}

    /// Which of the columns that may be missing `file` has, by the names that statements ask for.
    static Map<String, Boolean> given(Table file) {
        return Map.of(
                "birth", file.has("birth_date"),
                "gender", file.has("gender"),
                "admitted", file.has("admitted_on"),
                "official", file.has("official_on"),
                "key", file.has("key_cadre"),
                "phone", file.has("phone"),
                "email", file.has("email"),
                "decision", file.has("exempt_decision"));
    }
}
