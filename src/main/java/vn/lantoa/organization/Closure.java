package vn.lantoa.organization;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Brings `organization.unit_tree` into agreement with the edges of the tree (`organization.unit_edge`), touching only
/// rows that differ: units that no longer exist keep their place and stand below their heir as well. The caller holds
/// the tree.
@Component
class Closure {

    private final JdbcClient db;

    Closure(JdbcClient db) {
        this.db = db;
    }

    /// For the whole tree.
    void whole() {
        begin();
        db.sql("insert into closure_below (unit) select u.id from organization.unit u")
                .update();
        mend();
    }

    /// For the units of the temporary table `redraw` and everything that stood or stands below them.
    void redrawn() {
        begin();
        db.sql("""
                insert into closure_below (unit)
                select t.descendant
                from   organization.unit_tree t
                join   redraw r on r.id = t.ancestor
                union
                select r.id
                from   redraw r
                """).update();
        mend();
    }

    private void begin() {
        db.sql("drop table if exists pg_temp.closure_below, pg_temp.closure_edge, pg_temp.closure_row")
                .update();
        db.sql("create temporary table closure_below (unit uuid primary key) on commit drop")
                .update();
    }

    private void mend() {
        db.sql(
                        "create temporary table closure_edge on commit drop as select e.unit, e.up from organization.unit_edge e")
                .update();
        db.sql("create index on closure_edge (unit)").update();
        db.sql("analyze closure_below, closure_edge").update();
        db.sql("""
                create temporary table closure_row on commit drop as
                with recursive way as (
                    select b.unit as ancestor, b.unit as descendant, 0 as depth
                    from   closure_below b
                    join   organization.unit u on u.id = b.unit
                    union
                    select e.up, w.descendant, w.depth + 1
                    from   way w
                    join   closure_edge e on e.unit = w.ancestor
                )
                select   w.ancestor, w.descendant, min(w.depth) as depth
                from     way w
                group by w.ancestor, w.descendant
                """).update();
        db.sql("create unique index on closure_row (descendant, ancestor)").update();
        db.sql("analyze closure_row").update();
        db.sql("""
                delete from organization.unit_tree t
                using  closure_below b
                where  t.descendant = b.unit
                and    not exists (select
                                   from   closure_row c
                                   where  c.ancestor = t.ancestor
                                   and    c.descendant = t.descendant
                                   and    c.depth = t.depth)
                """).update();
        db.sql("""
                insert into organization.unit_tree (ancestor, descendant, depth)
                select c.ancestor, c.descendant, c.depth
                from   closure_row c
                where  not exists (select
                                   from   organization.unit_tree t
                                   where  t.ancestor = c.ancestor
                                   and    t.descendant = c.descendant)
                """).update();
        db.sql("drop table closure_below, closure_edge, closure_row").update();
    }
}
