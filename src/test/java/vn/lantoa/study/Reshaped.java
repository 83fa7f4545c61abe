package vn.lantoa.study;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.World;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.UnitId;

/// A reorganization of the test world as it stands in the tables once it was applied; written by hand, so that tests of
/// what others read of it need nothing but the rows. End it with [#done], which makes the closure.
final class Reshaped {

    private final JdbcClient db;
    private final LocalDate day;
    private final UUID id = Ids.next();

    private Reshaped(JdbcClient db, LocalDate day) {
        this.db = db;
        this.day = day;
    }

    static Reshaped on(JdbcClient db, LocalDate day) {
        var reshaped = new Reshaped(db, day);
        db.sql("""
                insert into organization.reorganization (id, unit, decision, effective_on, operations, drawn_by,
                                                         applied_at, applied_by)
                values (:id, :unit, '1-QĐ/TU', :day, '[]', :by, now(), :by)
                """)
                .param("id", reshaped.id)
                .param("unit", World.TW.value())
                .param("day", day)
                .param("by", World.OFFICER.account().value())
                .update();
        return reshaped;
    }

    UnitId found(String code, String level, UnitId parent) {
        var unit = new UnitId(Ids.next());
        db.sql("""
                insert into organization.unit (id, code, level, name, parent, from_on)
                values (:id, :code, :level, 'Tổ chức ' || :code, :parent, :day)
                """)
                .param("id", unit.value())
                .param("code", code)
                .param("level", level)
                .param("parent", parent.value())
                .param("day", day)
                .update();
        begin(unit);
        return unit;
    }

    Reshaped move(UnitId unit, UnitId parent) {
        db.sql("update organization.unit set parent = :parent where id = :unit")
                .param("parent", parent.value())
                .param("unit", unit.value())
                .update();
        close(unit);
        begin(unit);
        return this;
    }

    /// The units below each of `from` go to `into`, and `from` ends.
    Reshaped merge(UnitId into, UnitId... from) {
        for (var one : from) {
            for (var child : children(one)) move(child, into);
            end(one);
            heir(one, into, "MERGED");
        }
        return this;
    }

    /// `units` of `from` go to `heir`; [#end] it when all heirs were named.
    Reshaped divide(UnitId from, UnitId heir, UnitId... units) {
        for (var unit : units) move(unit, heir);
        heir(from, heir, "DIVIDED");
        return this;
    }

    Reshaped end(UnitId unit) {
        db.sql("update organization.unit set until_on = :day where id = :unit")
                .param("day", day)
                .param("unit", unit.value())
                .update();
        close(unit);
        return this;
    }

    /// The closure as the edges give it: an ended unit keeps its place and stands below its one heir as well.
    void done() {
        db.sql("delete from organization.unit_tree").update();
        db.sql("""
                insert into organization.unit_tree (ancestor, descendant, depth)
                with recursive walk as (
                    select u.id as ancestor, u.id as descendant, 0 as depth from organization.unit u
                    union
                    select e.up, w.descendant, w.depth + 1
                    from   walk w
                    join   organization.unit_edge e on e.unit = w.ancestor
                )
                select w.ancestor, w.descendant, min(w.depth) from walk w group by w.ancestor, w.descendant
                """).update();
    }

    private List<UnitId> children(UnitId unit) {
        return db.sql("select u.id as value from organization.unit u where u.parent = :unit and u.until_on is null")
                .param("unit", unit.value())
                .query(UnitId.class)
                .list();
    }

    private void heir(UnitId from, UnitId to, String kind) {
        db.sql(
                        "insert into organization.lineage (from_unit, to_unit, reorganization, kind) values (:from, :to, :id, :kind)")
                .param("from", from.value())
                .param("to", to.value())
                .param("id", id)
                .param("kind", kind)
                .update();
    }

    private void close(UnitId unit) {
        db.sql("""
                update organization.unit_state set valid = daterange(lower(valid), :day), ended_by = :id
                where  unit = :unit and valid @> :day and lower(valid) < :day
                """)
                .param("day", day)
                .param("id", id)
                .param("unit", unit.value())
                .update();
    }

    private void begin(UnitId unit) {
        db.sql("""
                insert into organization.unit_state (unit, name, level, parent, valid, decision, reorganization)
                select u.id, u.name, u.level, u.parent, daterange(:day, null), '1-QĐ/TU', :id
                from   organization.unit u
                where  u.id = :unit
                """)
                .param("day", day)
                .param("id", id)
                .param("unit", unit.value())
                .update();
    }
}
