package vn.lantoa.organization;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes the [JudgedUnits] of the transaction into the tree.
@Component
class KeptUnits {

    private final JdbcClient db;
    private final Tree tree;

    KeptUnits(JdbcClient db, Tree tree) {
        this.db = db;
        this.tree = tree;
    }

    void keep(LocalDate today) {
        // a change without a day of its own holds from today, unless the state it corrects began today or later
        db.sql("""
                update judged_unit
                set    start_on = greatest(since, :today)
                where  differs
                and    known is not null
                and    valid_from is null
                """).param("today", today).update();
        db.sql("""
                insert into organization.unit (id, code, level, name, parent, from_on)
                select j.id, j.code, j.level, j.name, coalesce(p.id, jp.id), j.start_on
                from   judged_unit j
                left   join organization.unit p on p.code = j.parent_code
                left   join judged_unit jp on jp.code = j.parent_code and jp.known is null
                where  j.known is null
                """).update();
        db.sql("""
                update organization.unit u
                set    name = j.name,
                       level = j.level,
                       parent = p.id,
                       from_on = case when j.shifts then j.valid_from else u.from_on end
                from   judged_unit j
                left   join organization.unit p on p.code = j.parent_code
                where  u.id = j.known
                and    (j.differs or j.shifts)
                """).update();
        db.sql("""
                update organization.unit_state s
                set    valid = daterange(j.valid_from, null)
                from   judged_unit j
                where  j.shifts
                and    s.unit = j.known
                and    upper_inf(s.valid)
                """).update();
        db.sql("""
                delete from organization.unit_state s
                using  judged_unit j
                where  j.differs
                and    s.unit = j.known
                and    upper_inf(s.valid)
                and    lower(s.valid) = j.start_on
                """).update();
        db.sql("""
                update organization.unit_state s
                set    valid = daterange(lower(s.valid), j.start_on)
                from   judged_unit j
                where  j.differs
                and    s.unit = j.known
                and    upper_inf(s.valid)
                """).update();
        db.sql("""
                insert into organization.unit_state (unit, name, level, parent, valid)
                select u.id, u.name, u.level, u.parent, daterange(j.start_on, null)
                from   judged_unit j
                join   organization.unit u on u.code = j.code
                where  j.differs
                or     j.known is null
                """).update();
        tree.rebuild();
    }
}
