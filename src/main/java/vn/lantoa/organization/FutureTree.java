package vn.lantoa.organization;

import static vn.lantoa.organization.Written.word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.paper.Rejections;

/// The tree as it would be with the [IncomingUnits] of the transaction in it, in a temporary table beside theirs.
@Component
class FutureTree {

    private static final int LONGEST_CIRCLE_TOLD = 6;

    private final JdbcClient db;

    FutureTree(JdbcClient db) {
        this.db = db;
    }

    void lay() {
        db.sql("drop table if exists pg_temp.future_unit").update();
        db.sql("""
                create temporary table future_unit on commit drop as
                with incoming as (
                    select distinct on (i.code) i.*
                    from   incoming_unit i
                    where  i.code is not null
                    order  by i.code, i.row
                )
                select i.row, i.code, i.parent_code, i.level, u.id as known
                from   incoming i
                left   join organization.unit u on u.code = i.code
                union  all
                select null, u.code, p.code, u.level, u.id
                from   organization.unit u
                left   join organization.unit p on p.id = u.parent
                where  u.until_on is null
                and    not exists (select from incoming i where i.code = u.code)
                """).update();
        db.sql("create index on future_unit (code)").update();
        db.sql("create index on future_unit (parent_code)").update();
        db.sql("analyze future_unit").update();
    }

    /// Tells the rows by which it would be no tree, or no place for whom it holds.
    void reject(Rejections rejections) {
        roots(rejections);
        levels(rejections);
        holders(rejections);
        circles(rejections);
    }

    private void roots(Rejections rejections) {
        var roots = db.sql("""
                select f.code, f.row
                from   future_unit f
                where  f.parent_code is null
                order  by f.row nulls first
                """)
                .query((row, number) -> new Root(row.getString(1), row.getObject(2, Integer.class)))
                .list();
        for (var root : roots.subList(Math.min(1, roots.size()), roots.size())) {
            if (root.row() != null)
                rejections.add(
                        root.row(),
                        "parent_code",
                        "organization.import.second-root",
                        roots.getFirst().code());
        }
    }

    /// Every level stands under a higher one. The row at fault is the one that the file brings; if it brings both ends,
    /// the lower.
    private void levels(Rejections rejections) {
        db.sql("""
                with rank as (
                    select level, number
                    from   unnest(array['CENTRAL', 'PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS', 'SECTIONAL', 'CELL'])
                           with ordinality as r (level, number)
                )
                select coalesce(c.row, p.row) as row, c.row is null as above, c.code, c.level, p.level as parent_level
                from   future_unit c
                join   future_unit p on p.code = c.parent_code
                join   rank cr on cr.level = c.level
                join   rank pr on pr.level = p.level
                where  cr.number <= pr.number
                and    c.code <> p.code
                and    (c.row is not null or p.row is not null)
                """).query(row -> {
            var level = word("organization.level." + row.getString("level"));
            var parentLevel = word("organization.level." + row.getString("parent_level"));
            if (row.getBoolean("above"))
                rejections.add(
                        row.getInt("row"),
                        "level",
                        "organization.import.level-over",
                        row.getString("code"),
                        level,
                        parentLevel);
            else rejections.add(row.getInt("row"), "level", "organization.import.level-under", level, parentLevel);
        });
    }

    /// Where members stand, no unit may come under, and the level stays one where members may stand.
    private void holders(Rejections rejections) {
        db.sql("""
                with held as (
                    select f.row, f.code, f.level, f.known
                    from   future_unit f
                    where  f.known is not null
                    and    exists (select
                                   from   organization.member m
                                   where  m.unit = f.known
                                   and    m.left_on is null)
                )
                select c.row, h.code, 'parent_code' as at
                from   held h
                join   future_unit c on c.parent_code = h.code
                where  c.row is not null
                union  all
                select h.row, h.code, 'level'
                from   held h
                where  h.row is not null
                and    h.level not in ('CELL', 'GRASSROOTS', 'SECTIONAL')
                """).query(row -> {
            rejections.add(
                    row.getInt("row"), row.getString("at"), "organization.import.holds-members", row.getString("code"));
        });
    }

    /// Rows that stand above themselves: found among what no root reaches.
    private void circles(Rejections rejections) {
        var astray = new HashMap<String, Root>();
        db.sql("""
                with recursive reached as (
                    select f.code
                    from   future_unit f
                    where  f.parent_code is null
                    or     not exists (select from future_unit p where p.code = f.parent_code)
                    union
                    select f.code
                    from   reached r
                    join   future_unit f on f.parent_code = r.code
                ),
                -- by hashing, however few the planner takes for reached
                astray as (
                    select f.code from future_unit f
                    except
                    select r.code from reached r
                )
                select f.code, f.parent_code, f.row
                from   astray a
                join   future_unit f on f.code = a.code
                where  f.code <> f.parent_code
                """).query(row -> {
            astray.put(row.getString(1), new Root(row.getString(2), row.getObject(3, Integer.class)));
        });
        for (var circle : circles(astray)) {
            var told = String.join(" → ", circle.subList(0, Math.min(circle.size(), LONGEST_CIRCLE_TOLD)))
                    + (circle.size() > LONGEST_CIRCLE_TOLD ? " → …" : "")
                    + " → " + circle.getFirst();
            for (var code : circle) {
                var at = astray.get(code);
                if (at != null && at.row() != null)
                    rejections.add(at.row(), "parent_code", "organization.import.circle", told);
            }
        }
    }

    private static List<List<String>> circles(Map<String, Root> parents) {
        var circles = new ArrayList<List<String>>();
        var done = new HashSet<String>();
        for (var start : parents.keySet()) {
            var way = new ArrayList<String>();
            var on = new HashSet<String>();
            var code = start;
            while (code != null && !done.contains(code) && on.add(code)) {
                way.add(code);
                var parent = parents.get(code);
                code = parent == null ? null : parent.code();
            }
            if (code != null && on.contains(code)) circles.add(List.copyOf(way.subList(way.indexOf(code), way.size())));
            done.addAll(way);
        }
        return circles;
    }

    /// @param code of a root, or of the parent of an astray unit
    private record Root(String code, @Nullable Integer row) {}
}
