package vn.lantoa.organization;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.kernel.Ids;

/// Puts units into the tree of a test by SQL, state and closure included.
final class Founding {

    private Founding() {}

    /// A unit of `level` under the one with the code `parent`, from a day on.
    static void unit(JdbcClient db, String code, String level, String name, String parent, LocalDate from) {
        db.sql("""
                insert into organization.unit (id, code, level, name, parent, from_on)
                select :id, :code, :level, :name, p.id, :from from organization.unit p where p.code = :parent
                """)
                .param("id", Ids.next())
                .param("code", code)
                .param("level", level)
                .param("name", name)
                .param("parent", parent)
                .param("from", from)
                .update();
        db.sql("""
                insert into organization.unit_state (unit, name, level, parent, valid)
                select u.id, u.name, u.level, u.parent, daterange(u.from_on, null)
                from   organization.unit u
                where  u.code = :code
                """).param("code", code).update();
        db.sql("""
                insert into organization.unit_tree (ancestor, descendant, depth)
                select t.ancestor, u.id, t.depth + 1
                from   organization.unit u
                join   organization.unit_tree t on t.descendant = u.parent
                where  u.code = :code
                union  all
                select u.id, u.id, 0 from organization.unit u where u.code = :code
                """).param("code", code).update();
    }
}
