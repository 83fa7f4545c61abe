package vn.lantoa.organization;

import static vn.lantoa.access.Permission.EXPORT;
import static vn.lantoa.access.Permission.KEEP_MEMBERS;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.paper.TableFormat;

/// Writes units and members as files in the very columns that an import reads, so that what goes out can come in again
/// unchanged. Rows flow from the database to the file in constant memory; every export is noted in the audit.
@Component
class Exports {

    private static final int FETCHED = 2_000;

    private final JdbcClient db;
    private final Units units;
    private final Past past;
    private final Audit audit;

    Exports(JdbcClient db, Units units, Past past, Audit audit) {
        this.db = db;
        this.units = units;
        this.past = past;
        this.audit = audit;
    }

    /// Where a file goes; opened only when it is certain that there will be one.
    interface Target {

        /// @param subject what is in the file, or null for everything the actor may take out
        OutputStream open(@Nullable Unit subject) throws IOException;
    }

    /// Today's units at and below `top`.
    ///
    /// @param top null: all that the actor may take out
    /// @throws vn.lantoa.kernel.NotFound if the actor may not export, or not there
    @Transactional
    void units(Actor actor, @Nullable UnitId top, TableFormat format, String title, String mark, Target target) {
        var subject = subject(actor, top);
        audit.note(actor, "organization.units.export", null, subject == null ? actor.home() : subject.id(), mark);
        try (var out = format.open(target.open(subject), title, mark)) {
            out.header(Layouts.UNITS);
            db.sql("""
                    select u.code, p.code as parent_code, u.level, u.name, lower(s.valid) as valid_from
                    from   organization.unit u
                    left   join organization.unit p on p.id = u.parent
                    left   join organization.unit_state s on s.unit = u.id and upper_inf(s.valid)
                    where  u.until_on is null
                    and    u.id in (select w.unit from organization.within(:scope) w)
                    and    (:top::uuid is null
                            or u.id in (select t.descendant from organization.unit_tree t where t.ancestor = :top::uuid))
                    order  by (select max(t.depth) from organization.unit_tree t where t.descendant = u.id), u.code
                    """)
                    .param("scope", actor.scope(EXPORT).array())
                    .param("top", subject == null ? null : subject.id())
                    .withFetchSize(FETCHED)
                    .query(row -> {
                        var cells = new ArrayList<@Nullable Object>(5);
                        for (int i = 1; i <= 4; i++) cells.add(row.getString(i));
                        cells.add(row.getObject(5, LocalDate.class));
                        out.row(cells);
                    });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The units as they stood on a day at and below `top`; `valid_from` is the day from which each was as it then was.
    ///
    /// @param top null: all that the actor may take out
    /// @throws vn.lantoa.kernel.NotFound if the actor may not export, or not there
    @Transactional
    void units(
            Actor actor,
            @Nullable Unit top,
            LocalDate on,
            TableFormat format,
            String title,
            String mark,
            Target target) {
        actor.require(EXPORT);
        var scope = actor.scope(EXPORT);
        var subject = top == null ? null : past.require(scope, top.code(), on);
        var unit = subject == null ? actor.home() : subject.id();
        audit.note(actor, "organization.units.export", null, unit, mark + ", " + on);
        try (var out = format.open(target.open(subject), title, mark)) {
            out.header(Layouts.UNITS);
            past.each(scope, subject == null ? null : subject.unitId(), on, one -> {
                var cells = new ArrayList<@Nullable Object>(5);
                cells.add(one.code());
                cells.add(one.parentCode());
                cells.add(one.level());
                cells.add(one.name());
                cells.add(one.since());
                out.row(cells);
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The members on the rolls today at and below `top`, with the exemption in force or to come. Telephone and e-mail
    /// only for those who keep the rolls there; without them the columns are left out, so that an import does not empty
    /// them.
    ///
    /// @param top null: all that the actor may take out
    /// @throws vn.lantoa.kernel.NotFound if the actor may not export, or not there
    @Transactional
    void members(
            Actor actor,
            @Nullable UnitId top,
            TableFormat format,
            String title,
            String mark,
            LocalDate today,
            Target target) {
        var subject = subject(actor, top);
        var unit = subject == null ? actor.home() : subject.id();
        audit.note(actor, "organization.members.export", null, unit, mark);
        boolean keeps = keeps(actor, subject);
        int columns = Layouts.MEMBERS.size() - (keeps ? 0 : 2);
        try (var out = format.open(target.open(subject), title, mark)) {
            out.header(Layouts.MEMBERS.subList(0, columns));
            db.sql("""
                    with place as materialized (
                        select u.id, u.code
                        from   organization.unit u
                        where  u.id in (select w.unit from organization.within(:scope) w)
                        and    (:top::uuid is null
                                or u.id in (select t.descendant from organization.unit_tree t where t.ancestor = :top::uuid))
                    ),
                    exempt as materialized (
                        select distinct on (e.member)
                               e.member, e.from_on, e.until_on, e.reason, e.decision
                        from   organization.exemption e
                        where  e.revoked_at is null
                        and    (e.until_on is null or e.until_on > :today)
                        order  by e.member, e.from_on
                    )
                    select m.member_no, m.full_name, m.birth_date, m.gender, m.standing, m.admitted_on, m.official_on,
                           p.code as unit_code, m.key_cadre, e.from_on, e.until_on - 1 as until_on, e.reason, e.decision,
                           m.phone, m.email
                    from   organization.member m
                    join   place p on p.id = m.unit
                    left   join exempt e on e.member = m.id
                    where  m.left_on is null
                    order  by p.code, m.sort_key, m.member_no
                    """)
                    .param("scope", actor.scope(EXPORT).array())
                    .param("top", subject == null ? null : subject.id())
                    .param("today", today)
                    .withFetchSize(FETCHED)
                    .query(row -> {
                        var cells = new ArrayList<@Nullable Object>(columns);
                        cells.addAll(List.of(row.getString(1), row.getString(2)));
                        cells.add(row.getObject(3, LocalDate.class));
                        cells.add(row.getString(4));
                        cells.add(row.getString(5));
                        cells.add(row.getObject(6, LocalDate.class));
                        cells.add(row.getObject(7, LocalDate.class));
                        cells.add(row.getString(8));
                        cells.add(row.getBoolean(9) ? "1" : "0");
                        cells.add(row.getObject(10, LocalDate.class));
                        cells.add(row.getObject(11, LocalDate.class));
                        for (int i = 12; i <= columns; i++) cells.add(row.getString(i));
                        out.row(cells);
                    });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private @Nullable Unit subject(Actor actor, @Nullable UnitId top) {
        actor.require(EXPORT);
        return top == null ? null : units.require(actor.scope(EXPORT), top);
    }

    /// Whether the actor keeps the rolls of everything that goes out.
    private boolean keeps(Actor actor, @Nullable Unit subject) {
        var kept = actor.scope(KEEP_MEMBERS);
        if (subject == null) return kept.units().containsAll(actor.scope(EXPORT).units());
        return db.sql("select organization.covers(:scope, :unit)")
                .param("scope", kept.array())
                .param("unit", subject.id())
                .query(Boolean.class)
                .single();
    }
}
