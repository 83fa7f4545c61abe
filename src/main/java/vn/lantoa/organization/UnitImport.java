package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;
import static vn.lantoa.organization.Written.word;
import static vn.lantoa.paper.Progress.Step.JUDGING;
import static vn.lantoa.paper.Progress.Step.WRITING;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;

/// Takes a file of units in, whatever the order of its rows: all of it or, where the sender wants it, the rows that can
/// stand without the others. Safe to repeat: the same file again changes nothing. A unit that the file does not name
/// stays. Units outside the actor's scope are answered like unknown ones.
@Component
class UnitImport {

    private static final int LONGEST_CIRCLE_TOLD = 6;

    private final JdbcClient db;
    private final DataSource source;
    private final Layouts layouts;
    private final Tree tree;
    private final Lock lock;
    private final Heirs heirs;
    private final Audit audit;

    UnitImport(JdbcClient db, DataSource source, Layouts layouts, Tree tree, Lock lock, Heirs heirs, Audit audit) {
        this.db = db;
        this.source = source;
        this.layouts = layouts;
        this.tree = tree;
        this.lock = lock;
        this.heirs = heirs;
        this.audit = audit;
    }

    /// Reads the whole `file`, judges every row and the tree that would come of it, and takes it in unless this is a
    /// dry
    /// run or something is wrong.
    ///
    /// @param partial takes the rows that are in order although others are not
    @Transactional
    Imported take(Actor actor, Table file, boolean dryRun, boolean partial, LocalDate today) {
        actor.require(ORGANIZE);
        var rejections = new Rejections();
        int rows = stage(file, rejections, today);
        if (!dryRun) lock.whole();
        file.progress().at(JUDGING, rows);
        // leaving out a wrong row may leave another without its parent, and so on; each round leaves out at least one
        do {
            judge(actor.scope(ORGANIZE), today);
            reject(rejections);
            circles(rejections);
        } while (partial && leaveOut(rejections));

        int accepted = rows - rejections.rejected();
        var result = rejections.result(accepted);
        if (!result.clean() && !partial) leaveOut(rejections);
        var counts = counts();
        boolean keeps = !dryRun && accepted > 0 && (partial || result.clean());
        if (keeps) file.progress().at(WRITING, accepted);
        if (keeps && counts.created() + counts.changed() > 0) keep(today);
        if (keeps) audit.note(actor, "organization.units.import", null, actor.home(), detail(result, counts));
        return new Imported(
                result,
                counts.created(),
                counts.changed(),
                accepted - counts.created() - counts.changed(),
                keeps,
                file.notices());
    }

    private static String detail(ImportResult result, Counts counts) {
        return "%d rows: %d new, %d changed, %d refused"
                .formatted(
                        result.accepted() + result.rejected(), counts.created(), counts.changed(), result.rejected());
    }

    private int stage(Table file, Rejections rejections, LocalDate today) {
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

    /// Lays the tree out as it would be with the file in it, and holds every row against it.
    private void judge(Scope scope, LocalDate today) {
        db.sql("drop table if exists pg_temp.future_unit, pg_temp.judged_unit").update();
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
        db.sql("""
                create temporary table judged_unit on commit drop as
                with covered as materialized (
                    select w.unit from organization.within(:scope) w
                ),
                firsts as (
                    select i.*, min(i.row) over (partition by i.code) as first_row
                    from   incoming_unit i
                ),
                facts as (
                    select i.*, u.id as known, u.parent as old_parent, u.from_on as old_from, u.until_on as old_until,
                           u.parent is null as was_root, w.unit is not null as mine,
                           op.code as old_parent_code, lower(s.valid) as since,
                           u.name is distinct from i.name
                               or u.level is distinct from i.level
                               or op.code is distinct from i.parent_code as differs,
                           p.row as parent_row, p.code as parent_found, p.level as parent_level, p.known as parent_known,
                           pw.unit is not null as parent_mine, pe.id is not null as parent_ended
                    from   firsts i
                    left   join organization.unit u on u.code = i.code
                    left   join organization.unit op on op.id = u.parent
                    left   join organization.unit_state s on s.unit = u.id and upper_inf(s.valid)
                    left   join covered w on w.unit = u.id
                    left   join future_unit p on p.code = i.parent_code
                    left   join covered pw on pw.unit = p.known
                    left   join organization.unit pe
                           on pe.code = i.parent_code
                           and pe.until_on is not null
                           and pe.id in (select c.unit from covered c)
                )
                select f.row, f.ok, f.id, f.code, f.parent_code, f.level, f.name, f.valid_from, f.first_row, f.known, f.since,
                       f.parent_row, f.parent_level, f.differs,
                       coalesce(f.valid_from, f.since, :today) as start_on,
                       f.known is not null and not f.differs and f.valid_from is not null
                           and f.valid_from <> f.since and f.since = f.old_from as shifts,
                       case when f.code is null then null
                            when f.first_row < f.row then 'organization.import.unit-twice'
                            when f.known is not null and not f.mine then 'organization.import.unit-elsewhere'
                            when f.old_until is not null then 'organization.import.unit-dissolved'
                       end as code_fault,
                       case when f.code is null or f.code = f.parent_code then null
                            when f.known is not null and f.parent_code is not distinct from f.old_parent_code then null
                            when f.parent_code is null and not :everything then 'organization.import.parent-missing'
                            when f.parent_code is null then null
                            when f.parent_found is null and f.parent_ended then 'organization.import.parent-dissolved'
                            when f.parent_found is null then 'organization.import.parent-unknown'
                            when f.parent_known is not null and not f.parent_mine then 'organization.import.parent-unknown'
                       end as parent_fault,
                       case when f.known is null or f.valid_from is null then null
                            when f.differs and f.valid_from < f.since then 'organization.import.state-before'
                            when not f.differs and f.valid_from <> f.since and f.since <> f.old_from
                                 and not exists (select
                                                 from   organization.unit_state s
                                                 where  s.unit = f.known
                                                 and    lower(s.valid) = f.valid_from)
                            then 'organization.import.state-before'
                       end as day_fault
                from   facts f
                """)
                .param("scope", scope.array())
                .param("everything", scope.units().contains(Scope.EVERYTHING))
                .param("today", today)
                .update();
        db.sql("analyze judged_unit").update();
    }

    private void reject(Rejections rejections) {
        var ended = heirs.ended(db.sql("""
                select j.code from judged_unit j where j.code_fault = 'organization.import.unit-dissolved'
                union
                select j.parent_code from judged_unit j where j.parent_fault = 'organization.import.parent-dissolved'
                """).query(String.class).list());
        db.sql("""
                select j.row, j.first_row, j.code, j.parent_code, j.since, j.code_fault, j.parent_fault, j.day_fault
                from   judged_unit j
                where  j.code_fault is not null
                or     j.parent_fault is not null
                or     j.day_fault is not null
                """).query(row -> {
            int number = row.getInt("row");
            var codeFault = row.getString("code_fault");
            var gone = "organization.import.unit-dissolved".equals(codeFault) ? ended.get(row.getString("code")) : null;
            if (gone != null) gone.refuse(rejections, number, "code", "organization.import.unit-dissolved");
            else if (codeFault != null)
                rejections.add(number, "code", codeFault, row.getString("code"), row.getInt("first_row"));
            var parentFault = row.getString("parent_fault");
            var above = "organization.import.parent-dissolved".equals(parentFault)
                    ? ended.get(row.getString("parent_code"))
                    : null;
            if (above != null) above.refuse(rejections, number, "parent_code", "organization.import.parent-dissolved");
            else if (parentFault != null)
                rejections.add(number, "parent_code", parentFault, String.valueOf(row.getString("parent_code")));
            var dayFault = row.getString("day_fault");
            if (dayFault != null)
                rejections.add(number, "valid_from", dayFault, Days.printed(row.getObject("since", LocalDate.class)));
        });
        roots(rejections);
        levels(rejections);
        holders(rejections);
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
                )
                select f.code, f.parent_code, f.row
                from   future_unit f
                where  not exists (select from reached r where r.code = f.code)
                and    f.code <> f.parent_code
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

    /// Takes the wrong rows out of what is judged next; whether there were any.
    private boolean leaveOut(Rejections rejections) {
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

    private Counts counts() {
        return db.sql("""
                select count(*) filter (where j.known is null) as created,
                       count(*) filter (where j.known is not null and (j.differs or j.shifts)) as changed
                from   judged_unit j
                """).query(Counts.class).single();
    }

    private void keep(LocalDate today) {
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

    /// @param code of a root, or of the parent of an astray unit
    private record Root(String code, @Nullable Integer row) {}

    private record Counts(int created, int changed) {}
}
