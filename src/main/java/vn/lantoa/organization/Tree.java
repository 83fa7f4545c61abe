package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;
import static vn.lantoa.organization.Written.word;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.paper.Days;

/// Changes the tree of units, one at a time, and keeps its closure. Each deed holds the tree until its transaction
/// ends.
@Component
class Tree {

    private final JdbcClient db;
    private final Units units;
    private final Lock lock;
    private final Closure closure;
    private final Audit audit;

    Tree(JdbcClient db, Units units, Lock lock, Closure closure, Audit audit) {
        this.db = db;
        this.units = units;
        this.lock = lock;
        this.closure = closure;
        this.audit = audit;
    }

    /// Adds a unit.
    ///
    /// @param parent null for the root of an empty tree, which only somebody with the whole tree may plant
    /// @param on its first day
    /// @throws NotFound if the parent is not the actor's to organize
    @Transactional
    UnitId create(
            Actor actor,
            @Nullable UnitId parent,
            String code,
            Level level,
            String name,
            LocalDate on,
            @Nullable String decision,
            LocalDate today) {
        lock.whole();
        if (on.isAfter(today)) throw Refused.invalid("organization.unit.future");
        if (parent == null) plantable(actor);
        else bearing(units.require(actor.scope(ORGANIZE), parent), level);
        if (known(code)) throw Refused.conflict("organization.unit.code-taken", code);

        var id = new UnitId(Ids.next());
        db.sql("""
                insert into organization.unit (id, code, level, name, parent, from_on)
                values (:id, :code, :level, :name, :parent, :on)
                """)
                .param("id", id.value())
                .param("code", code)
                .param("level", level.name())
                .param("name", name)
                .param("parent", parent == null ? null : parent.value())
                .param("on", on)
                .update();
        begin(id, on, decision);
        db.sql("""
                insert into organization.unit_tree (ancestor, descendant, depth)
                select t.ancestor, :id, t.depth + 1
                from   organization.unit_tree t
                where  t.descendant = :parent::uuid
                union  all
                select :id, :id, 0
                """)
                .param("id", id.value())
                .param("parent", parent == null ? null : parent.value())
                .update();
        audit.note(actor, "organization.unit.create", id.value(), id.value(), code + " " + name);
        return id;
    }

    /// Gives a unit another name from `on`; the name it had before stays with the days before.
    ///
    /// @throws NotFound if the unit is not the actor's to organize
    @Transactional
    void rename(Actor actor, UnitId id, String name, LocalDate on, @Nullable String decision, LocalDate today) {
        lock.whole();
        var unit = standing(units.require(actor.scope(ORGANIZE), id));
        if (unit.name().equals(name)) return;
        if (on.isAfter(today)) throw Refused.invalid("organization.unit.future");

        var since = since(id);
        if (on.isBefore(since)) throw Refused.invalid("organization.unit.before", Days.printed(since));
        if (on.equals(since)) drop(id);
        else end(id, on);
        db.sql("update organization.unit set name = :name where id = :id")
                .param("name", name)
                .param("id", id.value())
                .update();
        begin(id, on, decision);
        audit.note(actor, "organization.unit.rename", id.value(), id.value(), unit.name() + " → " + name);
    }

    /// Ends a unit; from `on` it no longer exists. Refused while units or members stand in it.
    ///
    /// @throws NotFound if the unit is not the actor's to organize
    @Transactional
    void dissolve(Actor actor, UnitId id, LocalDate on, @Nullable String decision, LocalDate today) {
        lock.whole();
        var unit = standing(units.require(actor.scope(ORGANIZE), id));
        if (on.isAfter(today)) throw Refused.invalid("organization.unit.future");
        var since = since(id);
        if (!on.isAfter(since)) throw Refused.invalid("organization.unit.not-after", Days.printed(since));
        long children = children(id);
        if (children > 0) throw Refused.conflict("organization.unit.has-units", children);
        long members = members(id);
        if (members > 0) throw Refused.conflict("organization.unit.has-members", members);

        end(id, on);
        db.sql("update organization.unit set until_on = :on where id = :id")
                .param("on", on)
                .param("id", id.value())
                .update();
        db.sql("""
                update organization.post
                set    until_on = :on
                where  unit = :unit
                and    from_on < :on
                and    (until_on is null or until_on > :on)
                """).param("on", on).param("unit", id.value()).update();
        audit.note(
                actor,
                "organization.unit.dissolve",
                id.value(),
                id.value(),
                decision == null ? unit.code() : unit.code() + " " + decision);
    }

    /// Brings the closure into agreement with today's parents. The caller holds the tree.
    void rebuild() {
        closure.whole();
    }

    private void plantable(Actor actor) {
        if (!actor.scope(ORGANIZE).units().contains(Scope.EVERYTHING)) throw new NotFound();
        if (units.planted()) throw Refused.conflict("organization.unit.second-root");
    }

    private void bearing(Unit parent, Level level) {
        standing(parent);
        if (!level.under(parent.level())) {
            throw Refused.invalid(
                    "organization.unit.level-under",
                    word("organization.level." + level),
                    word("organization.level." + parent.level()));
        }
        long members = members(parent.unitId());
        if (members > 0) throw Refused.conflict("organization.unit.parent-has-members", parent.name(), members);
    }

    private static Unit standing(Unit unit) {
        var until = unit.untilOn();
        if (until != null) throw Refused.conflict("organization.unit.gone", unit.name(), Days.printed(until));
        return unit;
    }

    private boolean known(String code) {
        return db.sql("select exists (select from organization.unit u where u.code = :code)")
                .param("code", code)
                .query(Boolean.class)
                .single();
    }

    private long children(UnitId id) {
        return db.sql("select count(*) from organization.unit u where u.parent = :id and u.until_on is null")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    private long members(UnitId id) {
        return db.sql("select count(*) from organization.member m where m.unit = :id and m.left_on is null")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    private LocalDate since(UnitId id) {
        return db.sql("select max(lower(s.valid)) from organization.unit_state s where s.unit = :id")
                .param("id", id.value())
                .query(LocalDate.class)
                .single();
    }

    private void begin(UnitId id, LocalDate on, @Nullable String decision) {
        db.sql("""
                insert into organization.unit_state (unit, name, level, parent, valid, decision)
                select u.id, u.name, u.level, u.parent, daterange(:on, null), :decision
                from   organization.unit u
                where  u.id = :id
                """)
                .param("id", id.value())
                .param("on", on)
                .param("decision", decision)
                .update();
    }

    private void end(UnitId id, LocalDate on) {
        db.sql("""
                update organization.unit_state
                set    valid = daterange(lower(valid), :on)
                where  unit = :id
                and    upper_inf(valid)
                """).param("id", id.value()).param("on", on).update();
    }

    private void drop(UnitId id) {
        db.sql("delete from organization.unit_state where unit = :id and upper_inf(valid)")
                .param("id", id.value())
                .update();
    }
}
