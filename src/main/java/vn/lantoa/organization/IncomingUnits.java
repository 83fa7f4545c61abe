package vn.lantoa.organization;

import java.time.LocalDate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Ids;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;

/// The rows of a file of units, laid into a temporary table of the transaction: each held against itself only.
@Component
class IncomingUnits {

    private final JdbcClient db;
    private final DataSource source;
    private final Layouts layouts;

    IncomingUnits(JdbcClient db, DataSource source, Layouts layouts) {
        this.db = db;
        this.source = source;
        this.layouts = layouts;
    }

    /// Reads the whole `file` and answers how many rows it has.
    int read(Table file, Rejections rejections, LocalDate today) {
        db.sql("drop table if exists pg_temp.incoming_unit, pg_temp.future_unit, pg_temp.judged_unit")
                .update();
        db.sql("""
                create temporary table incoming_unit (
                    row         integer,
                    ok          boolean,
                    id          uuid,
                    code        text,
                    parent_code text,
                    level       text,
                    name        text,
                    valid_from  date
                ) on commit drop
                """).update();
        int rows = 0;
        try (var stage = Stage.open(
                source, "copy incoming_unit (row, ok, id, code, parent_code, level, name, valid_from) from stdin")) {
            for (var row : file) {
                stage(stage, row, rejections, today);
                rows++;
            }
            stage.finish();
        }
        db.sql("analyze incoming_unit").update();
        return rows;
    }

    private void stage(Stage stage, Row row, Rejections rejections, LocalDate today) {
        var code = line(row, "code", 50, true);
        var parent = line(row, "parent_code", 50, false);
        var name = line(row, "name", 200, true);
        var from = row.day("valid_from");
        var level = level(row);
        if (from != null && (from.getYear() < 1900 || from.isAfter(today)))
            row.wrong("valid_from", from.isAfter(today) ? "organization.import.future" : "organization.import.year");
        if (code != null && code.equals(parent)) row.wrong("parent_code", "organization.import.own-parent");
        stage.row(row.number(), rejections.passes(row), Ids.next(), code, parent, level, name, from);
    }

    private @Nullable String level(Row row) {
        var text = row.required("level");
        if (text.isEmpty()) return null;
        var level = layouts.meaning(Level.class, text);
        if (level == null) row.wrong("level", "organization.import.unknown-level", text);
        return level == null ? null : level.name();
    }

    private static @Nullable String line(Row row, String column, int most, boolean required) {
        var text = row.text(column, most);
        if (required && text.isEmpty()) row.required(column);
        return text.isEmpty() || text.indexOf('\0') >= 0 ? null : text;
    }

    /// Takes the wrong rows out of what is judged next; whether there were any.
    boolean leaveOut(Rejections rejections) {
        var rows = db.sql("select i.row from incoming_unit i").query(Integer.class).list().stream()
                .filter(rejections::contains)
                .toArray(Integer[]::new);
        db.sql("delete from judged_unit where row = any (:rows)")
                .param("rows", rows)
                .update();
        return db.sql("delete from incoming_unit where row = any (:rows)")
                        .param("rows", rows)
                        .update()
                > 0;
    }
}
